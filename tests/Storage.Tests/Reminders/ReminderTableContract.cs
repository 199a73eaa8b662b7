#if !ENGINE_ORLEANS
namespace ContactHub.Storage.Tests;

public abstract class ReminderTableContract : HubDatabaseBase
{
    private static readonly DateTimeOffset Start = new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.FromHours(3)).AddTicks(7);

    [Fact]
    public async Task Reminders_are_kept_replaced_and_removed()
    {
        var table = new HubReminderTable(Database);
        await table.Upsert(new ReminderEntry("queue/parks", "check", Start, TimeSpan.FromMinutes(5)), default);
        await table.Upsert(new ReminderEntry("queue/parks", "other", Start, TimeSpan.FromDays(400)), default);
        await table.Upsert(new ReminderEntry("queue/roads", "check", Start, TimeSpan.FromMinutes(1)), default);
        await table.Upsert(new ReminderEntry("queue/parks", "check", Start.AddHours(1), TimeSpan.FromMinutes(7)), default);
        await table.Remove("queue/roads", "check", default);
        await table.Remove("queue/roads", "never there", default);

        var kept = (await new HubReminderTable(Database).ReadAll(default)).OrderBy(r => r.ReminderName, StringComparer.Ordinal);

        Assert.Equal(
            [
                new ReminderEntry("queue/parks", "check", Start.AddHours(1), TimeSpan.FromMinutes(7)),
                new ReminderEntry("queue/parks", "other", Start, TimeSpan.FromDays(400)),
            ],
            kept);
    }
}

public sealed class SqliteReminderTableTests : ReminderTableContract
{
    protected override bool OnPostgres => false;
}

public sealed class PostgresReminderTableTests : ReminderTableContract
{
    protected override bool OnPostgres => true;
}
#endif
