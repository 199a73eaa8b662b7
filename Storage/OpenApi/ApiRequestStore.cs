using ContactHub.Storage;
using Dapper;

namespace ContactHub.OpenApi;

/// <summary>An answer as it is given again.</summary>
public sealed record ApiAnswer(int Status, string? ContentType, string? Location, string Body);

/// <summary>What to do with a request.</summary>
public enum ApiRequestState
{
    /// <summary>Carry it out, then <see cref="ApiRequestStore.Finish"/> or <see cref="ApiRequestStore.Release"/> it.</summary>
    Begun,
    /// <summary>It was answered before.</summary>
    Answered,
    /// <summary>It is being carried out.</summary>
    UnderWay,
    /// <summary>The name was used for another request.</summary>
    Other,
}

/// <param name="Answer">The first answer, when there is one.</param>
public sealed record ApiRequestClaim(ApiRequestState State, ApiAnswer? Answer = null);

/// <summary>
/// Requests of other systems by the names that these gave them, so that one that is sent again is answered as before. What is under way for a minute was
/// left by a process that ended, and is carried out again: its commands have ids made of the same name, so it has one effect all the same.
/// </summary>
public sealed class ApiRequestStore(HubDatabase database, TimeProvider time)
{
    /// <summary>How long answers are kept at least.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    /// <summary>What takes longer has been left.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(1);

    private long _sweptAt = time.GetUtcNow().UtcTicks;

    /// <summary>Takes a request on unless somebody has.</summary>
    /// <param name="fingerprint">The same for the same request.</param>
    public async Task<ApiRequestClaim> Begin(string keyId, string request, string fingerprint, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.Open(ct);
        await Sweep(now, ct);
        var values = new { keyId, request, fingerprint, now = now.UtcTicks, left = (now - Longest).UtcTicks };
        var taken = await connection.ExecuteAsync(
            """
            INSERT INTO api_requests (key_id, request, fingerprint, started_at) VALUES (@keyId, @request, @fingerprint, @now)
            ON CONFLICT (key_id, request) DO UPDATE SET started_at = excluded.started_at
            WHERE api_requests.status IS NULL AND api_requests.started_at < @left AND api_requests.fingerprint = excluded.fingerprint
            """,
            values);
        if (taken > 0) return new ApiRequestClaim(ApiRequestState.Begun);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            "SELECT fingerprint, status, content_type AS ContentType, location, body FROM api_requests WHERE key_id = @keyId AND request = @request", values);
        // Released between the two statements: whoever asks again begins it.
        if (row is null) return new ApiRequestClaim(ApiRequestState.UnderWay);
        if (!string.Equals(row.Fingerprint, fingerprint, StringComparison.Ordinal)) return new ApiRequestClaim(ApiRequestState.Other);
        return row.Status is { } status
            ? new ApiRequestClaim(ApiRequestState.Answered, new ApiAnswer(status, row.ContentType, row.Location, row.Body ?? ""))
            : new ApiRequestClaim(ApiRequestState.UnderWay);
    }

    /// <summary>Keeps the answer.</summary>
    public async Task Finish(string keyId, string request, ApiAnswer answer, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync(
            "UPDATE api_requests SET status = @Status, content_type = @ContentType, location = @Location, body = @Body WHERE key_id = @keyId AND request = @request",
            new { keyId, request, answer.Status, answer.ContentType, answer.Location, answer.Body });
    }

    /// <summary>Nothing came of it: the name is free again.</summary>
    public async Task Release(string keyId, string request, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync("DELETE FROM api_requests WHERE key_id = @keyId AND request = @request AND status IS NULL", new { keyId, request });
    }

    private async Task Sweep(DateTimeOffset now, CancellationToken ct)
    {
        var last = Interlocked.Read(ref _sweptAt);
        if (now.UtcTicks - last < BetweenSweeps.Ticks || Interlocked.CompareExchange(ref _sweptAt, now.UtcTicks, last) != last) return;
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync("DELETE FROM api_requests WHERE started_at < @old", new { old = (now - Kept).UtcTicks });
    }

    private sealed class Row
    {
        public required string Fingerprint { get; init; }
        public int? Status { get; init; }
        public string? ContentType { get; init; }
        public string? Location { get; init; }
        public string? Body { get; init; }
    }
}
