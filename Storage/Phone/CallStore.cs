using ContactHub.Storage;
using Dapper;

namespace ContactHub.Phone;

/// <summary>A call as it was kept.</summary>
/// <param name="Id">The source's own id of the call.</param>
/// <param name="State">JSON, which only its writer interprets.</param>
public sealed record StoredCall(string Id, string State);

/// <summary>What is known of each call while it lasts, so that a process that takes over from another tells nothing twice and leaves no call open.</summary>
public sealed class CallStore(HubDatabase database, TimeProvider clock)
{
    /// <summary>How long calls are kept after their last change: providers tell of recordings late, and repeat themselves.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>How long a call of which nothing is told counts as lasting.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <summary>What was kept of a call; null when nothing was.</summary>
    public async Task<string?> Find(string id, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition("SELECT state FROM calls WHERE id = @id", new { id }, cancellationToken: ct));
    }

    /// <summary>Keeps a call.</summary>
    /// <param name="source">Who tells of it.</param>
    public async Task Save(string id, string source, string state, bool ended, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO calls (id, source, ended, changed_at, state) VALUES (@id, @source, @ended, @now, @state)
            ON CONFLICT (id) DO UPDATE SET ended = excluded.ended, changed_at = excluded.changed_at, state = excluded.state
            """,
            new { id, source, state, ended = ended ? 1 : 0, now = clock.GetUtcNow().UtcTicks }, cancellationToken: ct));
    }

    /// <summary>The calls of a source that have not ended.</summary>
    public async Task<IReadOnlyList<StoredCall>> Open(string source, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<StoredCall>(new CommandDefinition(
            "SELECT id AS Id, state AS State FROM calls WHERE source = @source AND ended = 0 ORDER BY changed_at", new { source }, cancellationToken: ct));
        return [.. rows];
    }

    /// <summary>The calls of all sources that have not ended and that something was told of within <see cref="Longest"/>: the end of a call may get lost.</summary>
    public async Task<IReadOnlyList<StoredCall>> Lasting(CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var since = (clock.GetUtcNow() - Longest).UtcTicks;
        var rows = await connection.QueryAsync<StoredCall>(new CommandDefinition(
            "SELECT id AS Id, state AS State FROM calls WHERE ended = 0 AND changed_at > @since", new { since }, cancellationToken: ct));
        return [.. rows];
    }

    /// <summary>Forgets calls that have not changed for <see cref="Kept"/>.</summary>
    public async Task Prune(CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var before = (clock.GetUtcNow() - Kept).UtcTicks;
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM calls WHERE changed_at < @before", new { before }, cancellationToken: ct));
    }
}
