using ContactHub.Storage;
using Dapper;

namespace ContactHub.Intake;

/// <summary>Which conversation a source's contacts go to. A source is known by a hash of its own id, so ids of any length and spelling will do.</summary>
public sealed class IntakeRoutes(HubDatabase database)
{
    /// <summary>Null when the source is new.</summary>
    public async Task<string?> Find(string channel, string source, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return await connection.QuerySingleOrDefaultAsync<string>(
            "SELECT conversation FROM intake_routes WHERE channel = @channel AND source = @source", new { channel, source });
    }

    /// <summary>Keeps the first answer for a source, and tells which one is kept.</summary>
    /// <param name="instead">A conversation that was kept and came to nothing; it is replaced.</param>
    public async Task<string> Keep(string channel, string source, string conversation, string? instead, DateTimeOffset at, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var values = new { channel, source, conversation, instead, at = at.UtcTicks };
        await connection.ExecuteAsync(
            """
            INSERT INTO intake_routes (channel, source, conversation, at) VALUES (@channel, @source, @conversation, @at)
            ON CONFLICT (channel, source) DO UPDATE SET conversation = excluded.conversation WHERE intake_routes.conversation = @instead
            """,
            values);
        return await connection.QuerySingleAsync<string>("SELECT conversation FROM intake_routes WHERE channel = @channel AND source = @source", values);
    }
}
