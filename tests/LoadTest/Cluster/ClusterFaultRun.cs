using System.Diagnostics;
using ContactHub.LoadTest.Faults;
using ContactHub.LoadTest.Measurement;
using ContactHub.LoadTest.RealHub;

namespace ContactHub.LoadTest.Cluster;

/// <summary>Citizens who write, screens that watch, and a cluster whose processes are killed under them, one at a time.</summary>
internal sealed class ClusterFaultRun(ClusterServers cluster, ClusterShape shape, TimeProvider time, Action<string> note)
{
    /// <summary>How long Redis and PostgreSQL are away: as long as a service manager takes to start them again.</summary>
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(2);

    /// <summary>After that a silo or an Api node is started again even if not all have answered; a recovery longer than this needed that.</summary>
    private static readonly TimeSpan RestartAfter = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromSeconds(90);

    private readonly List<Recovery> _recoveries = [];
    private RecoveryWatch? _watch;
    private int _newcomers;
    private int _ended;

    /// <param name="pace">Time between a citizen's messages.</param>
    /// <exception cref="IOException">Something does not start any more, or takes no messages any more.</exception>
    public async Task<ClusterFaultReport> RunAsync(KillPlan plan, int citizens, TimeSpan pace, CancellationToken cancel)
    {
        using FaultCrowd crowd = new(cluster.Hubs, cluster.Cookie, Answered, time);
        await crowd.OpenAsync(citizens, cancel);
        _newcomers = citizens;
        crowd.Start(pace, cancel);
        foreach (string kind in plan.Order(Random.Shared))
        {
            await crowd.LetLiveAsync(cancel);
            await KillAsync(kind, crowd, cancel);
            await StartEndedAsync(cancel);
        }

        await crowd.LetLiveAsync(cancel);
        await crowd.StopWritingAsync();
        FaultFindings found = await crowd.CheckAsync(cancel);
        LogTimelines log = new(cluster.ConnectionString);
        TimelineCheck stored = TimelineCheck.None;
        foreach (FaultCitizen citizen in crowd.Citizens)
            stored += TimelineCheck.Of(citizen.Receipts, await log.OfAsync(citizen.ConversationId, cancel));
        return ClusterFaultReport.Of(shape, plan, _ended, pace, crowd, found, stored, _recoveries);
    }

    private void Answered(int citizen, long writtenAt) => Volatile.Read(ref _watch)?.Answered(citizen, writtenAt, Stopwatch.GetTimestamp());

    private async Task KillAsync(string kind, FaultCrowd crowd, CancellationToken cancel)
    {
        IReadOnlyList<IClusterPart> candidates = cluster.Of(kind);
        IClusterPart part = candidates[Random.Shared.Next(candidates.Count)];
        part.Kill();
        RecoveryWatch watch = new(crowd.Citizens.Count, Stopwatch.GetTimestamp());
        Volatile.Write(ref _watch, watch);
        Task<TimeSpan> newcomer = ComeAsync(_newcomers++, cancel);
        Task answered = Task.WhenAll(watch.All, newcomer);
        // Whoever runs a cluster has the rest of it answer before the lost node is back; without its stores there is no rest.
        TimeSpan pause = kind is PartKinds.Redis or PartKinds.Postgres ? Away : RestartAfter;
        Task waited = kind is PartKinds.Redis or PartKinds.Postgres ? Task.Delay(pause, time, cancel) : Task.WhenAny(answered, Task.Delay(pause, time, cancel));
        await waited;
        await part.StartAsync(cancel);
        await WaitForAllAsync(answered, watch, crowd, cancel);
        Recovery recovery = new(kind, watch.Median, watch.Longest, await newcomer);
        _recoveries.Add(recovery);
        note(FormattableString.Invariant(
            $"{part.Name}: half answered after {recovery.Typical.TotalMilliseconds:0} ms, all after {recovery.All.TotalMilliseconds:0} ms, a newcomer after {recovery.Newcomer.TotalMilliseconds:0} ms; {crowd.Acknowledged} acknowledged so far"));
    }

    private async Task StartEndedAsync(CancellationToken cancel)
    {
        foreach (IClusterPart part in cluster.Parts.Where(part => !part.Pids.Any(ProcStat.IsRunning)))
        {
            _ended++;
            note($"{part.Name} has ended by itself; its last lines:\n" + string.Join('\n', part.Output.TakeLast(20)));
            part.Kill();
            await part.StartAsync(cancel);
        }
    }

    private async Task WaitForAllAsync(Task answered, RecoveryWatch watch, FaultCrowd crowd, CancellationToken cancel)
    {
        long started = time.GetTimestamp();
        while (await Task.WhenAny(answered, Task.Delay(TimeSpan.FromMilliseconds(100), time, cancel)) != answered)
        {
            cancel.ThrowIfCancellationRequested();
            await crowd.ThrowFailureAsync();
            if (time.GetElapsedTime(started) > LongestStandstill)
                throw new IOException(FormattableString.Invariant($"{watch.Left} conversations don't answer any more; the last failure: {crowd.LastFailure}"));
        }

        await answered;
    }

    /// <summary>Somebody who has never been here opens the widget and writes; returns how long the first receipt took.</summary>
    private async Task<TimeSpan> ComeAsync(int number, CancellationToken cancel)
    {
        long started = time.GetTimestamp();
        for (int turn = number; ; turn++)
        {
            try
            {
                using VisitorSessions sessions = new(cluster.Hubs.At(turn));
                using FaultCitizen citizen = new(number, cluster.Hubs, await sessions.OpenAsync(number, cancel), (_, _) => { }, time);
                await citizen.OpenAsync(cancel);
                return time.GetElapsedTime(started);
            }
            catch (Exception down) when (down is IOException or HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancel);
            }
        }
    }
}
