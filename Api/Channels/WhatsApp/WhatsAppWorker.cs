using System.Collections.Concurrent;
using ContactHub.Conversations;
using ContactHub.Messengers;
using ContactHub.Outbound;
using ContactHub.Security;
using ContactHub.Storage;

namespace ContactHub.WhatsApp;

/// <summary>
/// Does what WhatsApp told, in the order in which it came of each place, several places at once; on one node (by a lease), so that the order is one. What is
/// done leaves the inbox only then: what a crash interrupts is done again, and does nothing the second time.
/// </summary>
internal sealed class WhatsAppWorker(WhatsAppIntake intake, MessengerInbox inbox, LeaseStore leases, HubDatabase database, TimeProvider clock, ILogger<WhatsAppWorker> logger) : BackgroundService
{
    private const int Parallel = 16;

    /// <summary>How often something is tried that can't be handled for a reason that doesn't pass; then it must not keep what came after it waiting any longer.</summary>
    private const int MostAttempts = 5;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>How soon what another node stored is found.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>How often a node that doesn't work looks whether the one that does is still there.</summary>
    private static readonly TimeSpan Standby = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);
    private readonly Wakeup _wakeup = new(clock);

    /// <summary>There is something to do.</summary>
    public void Wake() => _wakeup.Call();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var holder = leases.NewHolder();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await leases.While("whatsapp:inbox", holder, Work, stoppingToken)) await Task.Delay(Standby, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // Whatever it is, other channels go on, and what was told is stored.
                WhatsAppLog.NotRead(logger, e, Standby);
                await Task.Delay(Standby, clock, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task Work(CancellationToken ct)
    {
        WhatsAppLog.Working(logger);
        await inbox.Prune(ct);
        try
        {
            while (true)
            {
                foreach (var place in (await inbox.Places(Channels.WhatsApp, ct)).Where(place => !_running.ContainsKey(place)).Take(Parallel - _running.Count)) Start(place, ct);
                await _wakeup.Wait(database.IsPostgres ? Look : null, ct);
            }
        }
        finally
        {
            await Task.WhenAll(_running.Values);
        }
    }

    private void Start(string place, CancellationToken ct)
    {
        var task = Task.Run(() => Empty(place, ct), CancellationToken.None);
        _running[place] = task;
        // What came for the place since it was found empty is found by the next look.
        _ = task.ContinueWith(
            _ =>
            {
                _running.TryRemove(place, out var _);
                Wake();
            },
            CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task Empty(string place, CancellationToken ct)
    {
        var (attempt, pause) = (0, First);
        while (!ct.IsCancellationRequested)
        {
            ToldByMessenger? told = null;
            try
            {
                told = await inbox.First(Channels.WhatsApp, place, ct);
                if (told is null) return;
                await intake.Take(told, ct);
                await inbox.Done(told.Id, ct);
                (attempt, pause) = (0, First);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                attempt = StorageFaults.IsPassing(e) || e is HttpRequestException ? 0 : attempt + 1;
                if (told is not null && attempt >= MostAttempts)
                {
                    WhatsAppLog.LeftOut(logger, e, told.Id, attempt);
                    if (await LeaveOut(told.Id, ct)) attempt = 0;
                }
                else
                {
                    WhatsAppLog.Failed(logger, e, told?.Id ?? 0, pause);
                }

                await Task.Delay(pause, clock, ct).ContinueWith(_ => { }, TaskScheduler.Default);
                pause = pause * 2 < Longest ? pause * 2 : Longest;
            }
        }
    }

    private async Task<bool> LeaveOut(long id, CancellationToken ct)
    {
        try
        {
            await inbox.LeaveOut(id, ct);
            return true;
        }
        catch (Exception e) when (StorageFaults.IsPassing(e))
        {
            WhatsAppLog.NotRead(logger, e, First);
            return false;
        }
    }
}
