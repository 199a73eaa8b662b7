using ContactHub.Storage;
using Dapper;

namespace ContactHub.Outbound;

/// <summary>A delivery with what the log tells of it.</summary>
/// <param name="DueAt">When it is tried next; null when it is finished, or being sent now.</param>
/// <param name="LastAt">When it was last tried.</param>
/// <param name="Millis">How long the last attempt took.</param>
public sealed record LoggedDelivery(Delivery Delivery, DateTimeOffset? DueAt, DateTimeOffset? LastAt, long? Millis, DateTimeOffset? FinishedAt);

/// <summary>Which deliveries of a channel; every filter narrows.</summary>
/// <param name="BeforeId">Only those that come before this one: the last of the page before.</param>
/// <param name="From">Only those selected at this instant or later.</param>
/// <param name="Until">Only those selected before this instant.</param>
public sealed record DeliveryQuery(
    string Channel, string? Target = null, DeliveryState? State = null, string? ConversationId = null, string? BeforeId = null,
    DateTimeOffset? From = null, DateTimeOffset? Until = null);

/// <summary>How the deliveries of a channel stand.</summary>
/// <param name="Waiting">To be sent, for the first time or again.</param>
/// <param name="OldestAt">When the one that waits longest was selected; null when none waits.</param>
/// <param name="Failed">Given up for good since a given instant.</param>
public sealed record DeliveryStanding(long Waiting, DateTimeOffset? OldestAt, long Failed);

/// <summary>What was delivered and what not: to look at, to send again, and to forget in time.</summary>
public sealed class DeliveryLog(HubDatabase database, TimeProvider clock)
{
    private const int PrunedAtOnce = 1_000;

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<LoggedDelivery>> List(DeliveryQuery query, int limit, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var (where, parameters) = Where(query);
        parameters.Add("limit", limit);
        var rows = await connection.QueryAsync<DeliveryRow>(
            $"SELECT {DeliveryRow.Columns} FROM deliveries WHERE {where} ORDER BY position DESC, ordinal DESC LIMIT @limit", parameters);
        return [.. rows.Select(row => row.Logged())];
    }

    /// <summary>Null when there is none of this id.</summary>
    public async Task<LoggedDelivery?> Find(string channel, string id, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return (await connection.QuerySingleOrDefaultAsync<DeliveryRow>(
            $"SELECT {DeliveryRow.Columns} FROM deliveries WHERE channel = @channel AND id = @id", new { channel, id }))?.Logged();
    }

    /// <summary>Sends one again, under the same id, whatever became of it. One that waits is tried now.</summary>
    /// <returns>Whether there is one that is not being sent at this moment.</returns>
    public async Task<bool> Replay(string channel, string id, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteAsync(Again + "channel = @channel AND id = @id", new { channel, id, now = clock.GetUtcNow().UtcTicks }) > 0;
    }

    /// <summary>Sends all that are finished and match again, in the order of their events.</summary>
    /// <returns>How many.</returns>
    public async Task<int> Replay(DeliveryQuery query, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var (where, parameters) = Where(query);
        parameters.Add("now", clock.GetUtcNow().UtcTicks);
        return await connection.ExecuteAsync($"{Again} state >= 2 AND {where}", parameters);
    }

    /// <summary>How many are in each state, of one target or of all of the channel's.</summary>
    public async Task<IReadOnlyDictionary<DeliveryState, long>> Count(string channel, string? target = null, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(int State, long Count)>(
            $"SELECT state, count(*) FROM deliveries WHERE channel = @channel {(target is null ? "" : "AND target = @target")} GROUP BY state", new { channel, target });
        return rows.ToDictionary(row => (DeliveryState)row.State, row => row.Count);
    }

    /// <summary>How many wait, by target; targets for which none waits are left out.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Waiting(string channel, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(string Target, long Count)>(
            "SELECT target, count(*) FROM deliveries WHERE channel = @channel AND state < 2 AND state = 0 GROUP BY target", new { channel });
        return rows.ToDictionary(row => row.Target, row => row.Count, StringComparer.Ordinal);
    }

    /// <summary>How all channels' deliveries stand; channels of which none waits and none failed since are left out.</summary>
    /// <param name="since">From when on a final failure counts.</param>
    public async Task<IReadOnlyDictionary<string, DeliveryStanding>> Standing(DateTimeOffset since, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var waiting = await connection.QueryAsync<(string Channel, long Count, long Oldest)>(
            "SELECT channel, count(*), min(created_at) FROM deliveries WHERE state < 2 AND state = 0 GROUP BY channel");
        var failed = await connection.QueryAsync<(string Channel, long Count)>(
            "SELECT channel, count(*) FROM deliveries WHERE state = 3 AND finished_at >= @since GROUP BY channel", new { since = since.UtcTicks });
        var standing = waiting.ToDictionary(
            row => row.Channel, row => new DeliveryStanding(row.Count, new DateTimeOffset(row.Oldest, TimeSpan.Zero), 0), StringComparer.Ordinal);
        foreach (var (channel, count) in failed) standing[channel] = standing.GetValueOrDefault(channel, new DeliveryStanding(0, null, 0)) with { Failed = count };
        return standing;
    }

    /// <summary>Forgets what was finished before an instant.</summary>
    /// <returns>How many.</returns>
    public async Task<int> Prune(string channel, DateTimeOffset before, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var all = 0;
        int pruned;
        do
        {
            // In small transactions, which keep no other writer waiting.
            pruned = await connection.ExecuteAsync(
                "DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries WHERE channel = @channel AND state >= 2 AND finished_at < @before LIMIT @most)",
                new { channel, before = before.UtcTicks, most = PrunedAtOnce });
            all += pruned;
        }
        while (pruned == PrunedAtOnce);
        return all;
    }

    private const string Again = "UPDATE deliveries SET state = 0, attempts = 0, due_at = @now, first_at = NULL, finished_at = NULL WHERE claimed_by IS NULL AND ";

    private static (string Where, DynamicParameters Parameters) Where(DeliveryQuery query)
    {
        var parameters = new DynamicParameters(new { query.Channel });
        var where = "channel = @Channel";
        Narrow("target = @target", "target", query.Target);
        Narrow("state = @state", "state", (int?)query.State);
        Narrow("conversation = @conversation", "conversation", query.ConversationId);
        Narrow("(position, ordinal) < (SELECT position, ordinal FROM deliveries WHERE id = @before)", "before", query.BeforeId);
        Narrow("created_at >= @from", "from", query.From?.UtcTicks);
        Narrow("created_at < @until", "until", query.Until?.UtcTicks);
        return (where, parameters);

        void Narrow(string condition, string name, object? value)
        {
            if (value is null) return;
            where += " AND " + condition;
            parameters.Add(name, value);
        }
    }
}
