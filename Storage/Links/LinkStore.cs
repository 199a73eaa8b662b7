using ContactHub.Storage;
using Dapper;

namespace ContactHub.Links;

/// <summary>Keeps how links stand, for every node of a cluster to show.</summary>
public sealed class LinkStore(HubDatabase database, TimeProvider clock)
{
    /// <summary>The link is made, now.</summary>
    public Task Up(string channel, string place, CancellationToken ct = default) => Write(
        "INSERT INTO channel_links (channel, place, since) VALUES (@channel, @place, @now) " +
        "ON CONFLICT (channel, place) DO UPDATE SET since = excluded.since, fault = NULL, detail = NULL",
        channel, place, null, ct);

    /// <summary>The link is down. A link that was down already is since then, with the newer reason.</summary>
    public Task Down(string channel, string place, LinkFault fault, CancellationToken ct = default) => Write(
        """
        INSERT INTO channel_links (channel, place, since, fault, detail) VALUES (@channel, @place, @now, @code, @detail)
        ON CONFLICT (channel, place) DO UPDATE SET
            since = CASE WHEN channel_links.fault IS NULL THEN excluded.since ELSE channel_links.since END, fault = excluded.fault, detail = excluded.detail
        """,
        channel, place, fault, ct);

    /// <summary>Something came over the link, so it is up.</summary>
    public Task Heard(string channel, string place, CancellationToken ct = default) => Write(
        """
        INSERT INTO channel_links (channel, place, since, heard_at) VALUES (@channel, @place, @now, @now)
        ON CONFLICT (channel, place) DO UPDATE SET
            since = CASE WHEN channel_links.fault IS NULL THEN channel_links.since ELSE excluded.since END, heard_at = excluded.heard_at, fault = NULL, detail = NULL
        """,
        channel, place, null, ct);

    /// <summary>Every link that was ever told of, also of places that the settings no longer have.</summary>
    public async Task<IReadOnlyList<ChannelLink>> All(CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(string Channel, string Place, long Since, long? HeardAt, string? Fault, string? Detail)>(
            new CommandDefinition("SELECT channel, place, since, heard_at, fault, detail FROM channel_links ORDER BY channel, place", cancellationToken: ct));
        return
        [
            .. rows.Select(row => new ChannelLink(
                row.Channel, row.Place, At(row.Since), row.HeardAt is { } heard ? At(heard) : null, row.Fault is { } code ? new LinkFault(code, row.Detail ?? "") : null)),
        ];
    }

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);

    private async Task Write(string sql, string channel, string place, LinkFault? fault, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var detail = fault?.Detail is { Length: > LinkFault.MostDetail } tooLong ? tooLong[..LinkFault.MostDetail] : fault?.Detail;
        await connection.ExecuteAsync(new CommandDefinition(sql, new { channel, place, now = clock.GetUtcNow().UtcTicks, code = fault?.Code, detail }, cancellationToken: ct));
    }
}
