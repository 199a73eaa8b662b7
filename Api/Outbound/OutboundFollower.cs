using ContactHub.Storage;

namespace ContactHub.Outbound;

/// <summary>
/// Shows every event of the log to every channel, once, and stores what they select. Channels that are equally far share the reading. The place in the log is
/// kept with what was selected, and otherwise only now and then: looking at an event again gives the same deliveries.
/// </summary>
internal sealed class OutboundFollower(IEventLog log, DeliveryStore store, IReadOnlyList<IOutboundChannel> channels, TimeProvider clock, ILogger logger)
{
    private const int BatchSize = 500;

    /// <summary>Commits that come within this time are looked at together.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>How long a place without deliveries may stay unwritten.</summary>
    private static readonly TimeSpan WrittenAfter = TimeSpan.FromSeconds(5);

    private readonly Wakeup _wakeup = new(clock);

    /// <summary>Channels that are new begin at the end of the log, as it is now.</summary>
    public async Task Register(CancellationToken ct)
    {
        var end = await log.LastPosition(ct);
        foreach (var channel in channels) await store.Position(channel.Name, end, ct);
    }

    /// <summary>Follows until the token says so.</summary>
    /// <param name="stored">Called with the channel's name when it has new deliveries.</param>
    public async Task Run(Action<string> stored, CancellationToken ct)
    {
        OutboundLog.Following(logger);
        void Wake(long position) => _wakeup.Call();
        log.Committed += Wake;
        try
        {
            var end = await log.LastPosition(ct);
            var places = new List<ChannelPlace>();
            foreach (var channel in channels)
            {
                var position = await store.Position(channel.Name, end, ct);
                if (position > end) OutboundLog.AheadOfLog(logger, channel.Name, position);
                places.Add(new ChannelPlace(channel, position, Math.Min(position, end), clock.GetUtcNow()));
            }

            while (true)
            {
                while (await Round(places, stored, ct))
                {
                }

                await Task.Delay(Pause, clock, ct);
                await _wakeup.Wait(places.Min(p => p.Wait(clock.GetUtcNow())), ct);
            }
        }
        finally
        {
            log.Committed -= Wake;
        }
    }

    /// <summary>One batch for each place in the log; true when there may be more.</summary>
    private async Task<bool> Round(List<ChannelPlace> places, Action<string> stored, CancellationToken ct)
    {
        var more = false;
        var now = clock.GetUtcNow();
        foreach (var group in places.Where(p => !(p.NotBefore > now)).GroupBy(p => p.Position).ToList())
        {
            var events = await log.ReadAll(group.Key, BatchSize, ct);
            foreach (var place in group) more |= await Advance(place, events, stored, ct) && events.Count == BatchSize;
        }

        return more;
    }

    private async Task<bool> Advance(ChannelPlace place, IReadOnlyList<StoredEvent> events, Action<string> stored, CancellationToken ct)
    {
        var selected = new List<(StoredEvent, NewDelivery)>();
        place.NotBefore = null;
        foreach (var e in events)
        {
            try
            {
                foreach (var delivery in await place.Channel.Select(e, ct)) selected.Add((e, delivery));
                place.Position = e.Position;
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                // Of any kind: one channel's fault must not keep the others waiting. What it selected before is kept.
                OutboundLog.NotSelected(logger, exception, place.Channel.Name, e.Position, RetryAfter);
                place.NotBefore = clock.GetUtcNow() + RetryAfter;
                selected.RemoveAll(s => s.Item1.Position == e.Position);
                break;
            }
        }

        var now = clock.GetUtcNow();
        if (place.Position != place.Written && (selected.Count > 0 || events.Count == BatchSize || now - place.WrittenAt >= WrittenAfter || place.Written > place.Position))
        {
            // Somebody else who moved it meanwhile has stored the same; whoever has the lease reads the place anew.
            if (!await store.Advance(place.Channel.Name, place.Written, place.Position, selected, ct))
                throw new InvalidOperationException($"Another process moved the outbound channel '{place.Channel.Name}'.");
            (place.Written, place.WrittenAt) = (place.Position, now);
            if (selected.Count > 0) stored(place.Channel.Name);
        }

        return place.NotBefore is null;
    }

    /// <summary>Where a channel is, and what of it is written.</summary>
    private sealed class ChannelPlace(IOutboundChannel channel, long written, long position, DateTimeOffset at)
    {
        public IOutboundChannel Channel { get; } = channel;
        public long Position { get; set; } = position;
        public long Written { get; set; } = written;
        public DateTimeOffset WrittenAt { get; set; } = at;

        /// <summary>When a faulty one is asked again.</summary>
        public DateTimeOffset? NotBefore { get; set; }

        /// <summary>When there is something to do without news from the log; null when nothing.</summary>
        public TimeSpan? Wait(DateTimeOffset now) =>
            NotBefore is { } again ? (again > now ? again - now : TimeSpan.Zero) : Position != Written ? WrittenAfter : null;
    }
}
