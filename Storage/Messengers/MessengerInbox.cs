using ContactHub.Storage;
using Dapper;

namespace ContactHub.Messengers;

/// <summary>Something that a messenger told the hub and that is not done yet.</summary>
/// <param name="Payload">In the messenger's own form.</param>
public sealed record ToldByMessenger(long Id, string Place, string Payload, DateTimeOffset At);

/// <summary>
/// What messengers that call the hub have told, kept until it is done, so that they can be answered at once: what takes long (fetching a file) or fails
/// for now keeps nobody waiting but its own place, and what a place says stays in the order in which it came.
/// </summary>
public sealed class MessengerInbox(HubDatabase database, TimeProvider clock)
{
    /// <summary>How long what could never be done is kept for whoever looks into it.</summary>
    private static readonly TimeSpan LeftOutKept = TimeSpan.FromDays(30);

    /// <summary>Keeps what was told, all or nothing; what waits already is not kept twice.</summary>
    /// <param name="told">Place (see <see cref="MessengerPlace.IdOf"/>), the messenger's own id of it within the place, and what it says.</param>
    public async Task Add(string channel, IReadOnlyList<(string Place, string Source, string Payload)> told, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var (place, source, payload) in told)
        {
            await connection.ExecuteAsync(
                "INSERT INTO messenger_inbox (channel, place, source, payload, at) VALUES (@channel, @place, @source, @payload, @at) ON CONFLICT (channel, place, source) DO NOTHING",
                new { channel, place, source, payload, at = clock.GetUtcNow().UtcTicks }, transaction);
        }

        await transaction.CommitAsync(ct);
    }

    /// <summary>The places of which something waits.</summary>
    public async Task<IReadOnlyList<string>> Places(string channel, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return [.. await connection.QueryAsync<string>(
            "SELECT place FROM messenger_inbox WHERE channel = @channel AND left_out_at IS NULL GROUP BY place ORDER BY min(id)", new { channel })];
    }

    /// <summary>What came first of what waits of a place; null when nothing does.</summary>
    public async Task<ToldByMessenger?> First(string channel, string place, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            "SELECT id, payload, at FROM messenger_inbox WHERE channel = @channel AND place = @place AND left_out_at IS NULL ORDER BY id LIMIT 1", new { channel, place });
        return row is null ? null : new ToldByMessenger(row.Id, place, row.Payload, new DateTimeOffset(row.At, TimeSpan.Zero));
    }

    /// <summary>It is done, and forgotten here.</summary>
    public async Task Done(long id, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync("DELETE FROM messenger_inbox WHERE id = @id", new { id });
    }

    /// <summary>It can't be done, and must not keep what came after it waiting.</summary>
    public async Task LeaveOut(long id, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync("UPDATE messenger_inbox SET left_out_at = @at WHERE id = @id", new { id, at = clock.GetUtcNow().UtcTicks });
    }

    /// <summary>Removes what was left out long ago.</summary>
    public async Task Prune(CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync("DELETE FROM messenger_inbox WHERE left_out_at < @before", new { before = (clock.GetUtcNow() - LeftOutKept).UtcTicks });
    }

    private sealed class Row
    {
        public required long Id { get; init; }
        public required string Payload { get; init; }
        public required long At { get; init; }
    }
}
