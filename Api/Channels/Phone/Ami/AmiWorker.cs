using ContactHub.Conversations;
using ContactHub.Links;
using ContactHub.Storage;

namespace ContactHub.Phone;

/// <summary>Keeps one node of the cluster watching the Asterisk: the one that holds the lease. Another takes over within <see cref="LeaseStore.Life"/>.</summary>
internal sealed class AmiWorker(AmiConnection connection, CallIntake intake, PhonePresence presence, LinkReports links, LeaseStore leases, TimeProvider clock, ILogger<AmiConnection> logger) : BackgroundService
{
    private const string Lease = "asterisk";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not on the thread that starts the hub.
        await Task.Yield();
        var holder = leases.NewHolder();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await leases.While(Lease, holder, Watch, stoppingToken);
                await Task.Delay(Pause, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Whatever it is, the rest of the hub goes on, and calls are told of once this can begin.
                PhoneLog.NotWatching(logger, e, Pause);
                await Task.Delay(Pause, clock, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private Task Tell(AmiException? fault, CancellationToken ct) => fault is null
        ? links.Up(Channels.Phone, CallMemory.Asterisk, ct)
        : links.Down(Channels.Phone, CallMemory.Asterisk, fault.Fault, fault.Message, ct);

    private async Task Watch(CancellationToken ct)
    {
        var kept = await intake.Resume(CallMemory.Asterisk, ct);
        await Task.WhenAll(connection.Watch(kept, ct, presence.Have, fault => Tell(fault, ct)), presence.Run(ct));
    }
}
