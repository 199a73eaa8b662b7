#if !ENGINE_ORLEANS
using Dapper;

namespace ContactHub.Storage;

/// <summary>Reminders in the hub's database. Periods are kept to the millisecond.</summary>
public sealed class HubReminderTable(HubDatabase database) : IReminderTable
{
    public async Task<IReadOnlyList<ReminderEntry>> ReadAll(CancellationToken cancellationToken)
    {
        await using var connection = await database.Open(cancellationToken);
        var rows = await connection.QueryAsync<(string Grain, string Name, long DueAt, long PeriodMs)>(
            new CommandDefinition("SELECT grain, name, due_at, period_ms FROM reminders", cancellationToken: cancellationToken));
        return [.. rows.Select(r =>
            new ReminderEntry(r.Grain, r.Name, new DateTimeOffset(r.DueAt, TimeSpan.Zero), TimeSpan.FromMilliseconds(r.PeriodMs)))];
    }

    public Task Upsert(ReminderEntry entry, CancellationToken cancellationToken) => Execute(
        "INSERT INTO reminders (grain, name, due_at, period_ms) VALUES (@GrainId, @ReminderName, @dueAt, @periodMs) " +
        "ON CONFLICT (grain, name) DO UPDATE SET due_at = excluded.due_at, period_ms = excluded.period_ms",
        new { entry.GrainId, entry.ReminderName, dueAt = entry.StartAt.UtcTicks, periodMs = (long)entry.Period.TotalMilliseconds },
        cancellationToken);

    public Task Remove(string grainId, string reminderName, CancellationToken cancellationToken) =>
        Execute("DELETE FROM reminders WHERE grain = @grainId AND name = @reminderName", new { grainId, reminderName }, cancellationToken);

    private async Task Execute(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: ct));
    }
}
#endif
