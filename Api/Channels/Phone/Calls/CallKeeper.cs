namespace ContactHub.Phone;

/// <summary>
/// Tells desks again and again of the calls that last, so that no lost message, dead silo or new node leaves a desk without its call or with one that is
/// over; and forgets calls that are long over.
/// </summary>
internal sealed class CallKeeper(CallStore store, CallScreens screens, TimeProvider clock, ILogger<CallKeeper> logger) : BackgroundService
{
    /// <summary>Far more often than a call lapses at its agent.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private const int PruneEvery = 240;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (var round = 0; ; round++)
            {
                await Task.Delay(Every, clock, stoppingToken);
                await Round(round, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops.
        }
    }

    private async Task Round(int round, CancellationToken ct)
    {
        try
        {
            if (round % PruneEvery == 0) await store.Prune(ct);
            foreach (var call in (await store.Lasting(ct)).Select(stored => CallMemory.Read(stored.State)))
            {
                // Asked for by a click, and the exchange never told of it: nobody knows what became of it.
                if (call is { Seq: 0, Click: { } click } && clock.GetUtcNow() - click.At > CallClicks.Patience) continue;
                await screens.Tell(call, ct);
            }
        }
        catch (Exception e) when (Security.StorageFaults.IsPassing(e))
        {
            PhoneLog.NotRepeated(logger, e);
        }
    }
}
