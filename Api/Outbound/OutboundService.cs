using ContactHub.Storage;

namespace ContactHub.Outbound;

/// <summary>
/// Runs the outbox on this node: every node sends, one of them (by a lease) follows the log. Without a channel it does nothing at all, and the log has
/// no listener because of it.
/// </summary>
internal sealed class OutboundService : BackgroundService
{
    private const string Lease = "outbound";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>How often a node that doesn't follow asks whether the one that does is still there.</summary>
    private static readonly TimeSpan Standby = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, ChannelDispatcher> _dispatchers;
    private readonly DeliveryStore _store;
    private readonly LeaseStore _leases;
    private readonly TimeProvider _clock;
    private readonly ILogger<OutboundService> _logger;
    private readonly OutboundFollower _follower;

    public OutboundService(
        IEventLog log, HubDatabase database, DeliveryStore store, DeliveryLog deliveries, LeaseStore leases, IEnumerable<IOutboundChannel> channels, TimeProvider clock,
        ILogger<OutboundService> logger)
    {
        (_store, _leases, _clock, _logger) = (store, leases, clock, logger);
        var all = channels.ToList();
        _follower = new OutboundFollower(log, store, all, clock, logger);
        _dispatchers = all.ToDictionary(
            channel => channel.Name, channel => new ChannelDispatcher(channel, store, deliveries, database.IsPostgres, clock, logger), StringComparer.Ordinal);
    }

    /// <summary>Whether every channel has its place in the log: what happens from now on is looked at.</summary>
    public bool Began { get; private set; }

    /// <summary>Tells that a channel has something to send, such as deliveries that are to be sent again.</summary>
    public void Wake(string channel)
    {
        if (_dispatchers.TryGetValue(channel, out var dispatcher)) dispatcher.Wake();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_dispatchers.Count == 0) return;
        // Not on the thread that starts the hub.
        await Task.Yield();
        try
        {
            await Again(Begin, stoppingToken);
            Began = true;
            await Task.WhenAll([.. _dispatchers.Values.Select(d => d.Run(stoppingToken)), Follow(stoppingToken)]);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; the database says where to go on.
        }
    }

    private async Task Begin(CancellationToken ct)
    {
        await _store.ReleaseAll(ct);
        await _follower.Register(ct);
    }

    private async Task Follow(CancellationToken ct)
    {
        var holder = _leases.NewHolder();
        while (!ct.IsCancellationRequested)
        {
            await Again(token => _leases.While(Lease, holder, following => _follower.Run(Wake, following), token), ct);
            await Task.Delay(Standby, _clock, ct);
        }
    }

    /// <summary>Does something until it doesn't fail.</summary>
    private async Task Again(Func<CancellationToken, Task> action, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await action(ct);
                return;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                // Of any kind: what is to leave the hub must not stop what comes in.
                OutboundLog.NotFollowed(_logger, e, RetryAfter);
                await Task.Delay(RetryAfter, _clock, ct);
            }
        }
    }
}
