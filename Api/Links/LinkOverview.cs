using ContactHub.Outbound;

namespace ContactHub.Links;

/// <summary>A channel with its places, and what waits to leave by it.</summary>
/// <param name="Outbound">Null when nothing waits and nothing failed of late.</param>
public sealed record ChannelView(string Channel, IReadOnlyList<PlaceView> Places, DeliveryStanding? Outbound);

/// <summary>A place, and how the link to it stands.</summary>
/// <param name="IsKept">Whether the hub keeps a link to it.</param>
/// <param name="Since">When the link came up or broke; null when it was never tried.</param>
/// <param name="HeardAt">When something last came.</param>
/// <param name="Fault">Why the link is down.</param>
public sealed record PlaceView(string Id, string Name, bool IsKept, DateTimeOffset? Since, DateTimeOffset? HeardAt, LinkFault? Fault);

/// <summary>Lays what the settings have beside what the links reported and the outbox holds.</summary>
internal sealed class LinkOverview(IEnumerable<ChannelPlace> places, LinkStore store, DeliveryLog deliveries, TimeProvider clock)
{
    private static readonly TimeSpan FailuresOf = TimeSpan.FromDays(1);

    private readonly ChannelPlace[] _places = [.. places];

    /// <summary>Every channel of the settings, in the order in which they were added.</summary>
    public async Task<IReadOnlyList<ChannelView>> Read(CancellationToken ct)
    {
        var links = (await store.All(ct)).ToDictionary(link => (link.Channel, link.Place));
        var standing = await deliveries.Standing(clock.GetUtcNow() - FailuresOf, ct);
        return [.. _places.GroupBy(place => place.Channel, StringComparer.Ordinal).Select(group => new ChannelView(
            group.Key, [.. group.Select(place => ViewOf(place, links.GetValueOrDefault((place.Channel, place.Id))))], standing.GetValueOrDefault(group.Key)))];
    }

    private static PlaceView ViewOf(ChannelPlace place, ChannelLink? link) =>
        new(place.Id, place.Name, place.IsKept, link?.Since, link?.HeardAt, link?.Fault);
}
