using ContactHub.LoadTest.Measurement;
using ContactHub.LoadTest.RealHub;
using ContactHub.LoadTest.Servers;
using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.Faults;

/// <summary>Citizens who write, a screen that watches, and a hub that is killed under them.</summary>
internal sealed class FaultRun(HubServer hub, TimeProvider time, Action<string> note, bool verbose)
{
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ScreenDelay = TimeSpan.FromSeconds(10);

    private readonly List<double?> _restarts = [];
    private FaultCitizen[] _citizens = [];

    /// <param name="pace">Time between a citizen's messages.</param>
    /// <exception cref="IOException">The hub does not start any more, or takes no messages any more.</exception>
    public async Task<FaultReport> RunAsync(int kills, int citizens, TimeSpan pace, CancellationToken cancel)
    {
        ServerProcess server = await hub.StartAsync(time, cancel);
        using CancellationTokenSource stopWriting = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using CancellationTokenSource stopWatching = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            Uri url = server.Url;
            string cookie = await StaffSignIn.AsFirstAdministratorAsync(server, time, cancel);
            await OpenConversationsAsync(url, cookie, citizens, cancel);
            AgentScreen screen = new(url, cookie, [.. _citizens.Select(citizen => citizen.ConversationId)], time);
            Task watching = screen.RunAsync(stopWatching.Token);
            Task[] writing = [.. _citizens.Select(citizen => citizen.WriteAsync(pace, stopWriting.Token, cancel))];
            for (int kill = 1; kill <= kills; kill++)
            {
                await LetLiveAsync([.. writing, watching], cancel);
                long killed = time.GetTimestamp();
                server.Dispose();
                server = await hub.StartAsync(time, cancel);
                _restarts.Add(Math.Round(time.GetElapsedTime(killed).TotalMilliseconds));
                note($"kill {kill}: {Acknowledged} acknowledged so far");
            }

            await LetLiveAsync([.. writing, watching], cancel);
            await stopWriting.CancelAsync();
            await Task.WhenAll(writing);
            FaultReport report = await CheckAsync(url, cookie, screen, kills, cancel);
            await stopWatching.CancelAsync();
            await watching;
            return report;
        }
        finally
        {
            await stopWriting.CancelAsync();
            await stopWatching.CancelAsync();
            foreach (FaultCitizen citizen in _citizens)
                citizen.Dispose();
            server.Dispose();
            foreach (string line in verbose ? server.Output : [])
                note("hub: " + line);
        }
    }

    private int Acknowledged => _citizens.Sum(citizen => citizen.Receipts.Count);

    private async Task OpenConversationsAsync(Uri url, string cookie, int count, CancellationToken cancel)
    {
        using VisitorSessions sessions = new(url);
        HubCaller agent = await AgentScreen.ConnectAsync(url, cookie, _ => { }, cancel);
        using HubConnection closing = agent.Connection;
        List<FaultCitizen> citizens = [];
        for (int i = 0; i < count; i++)
        {
            FaultCitizen citizen = new(i, url, await sessions.OpenAsync(i, cancel), time);
            await citizen.OpenAsync(cancel);
            await agent.CallAsync("take", [citizen.ConversationId, new { clientId = "take-over" }], cancel);
            citizens.Add(citizen);
        }

        _citizens = [.. citizens];
    }

    // A life must be long enough for new receipts, or kills would only meet a hub that is starting; its end is random.
    private async Task LetLiveAsync(Task[] running, CancellationToken cancel)
    {
        int before = Acknowledged;
        long started = time.GetTimestamp();
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(20), time);
        while (Acknowledged < before + _citizens.Length)
        {
            if (running.FirstOrDefault(task => task.IsFaulted) is { } failed)
                await failed;
            if (time.GetElapsedTime(started) > LongestStandstill)
                throw new IOException("No receipts any more; the last failure: " + _citizens.Select(citizen => citizen.LastFailure).FirstOrDefault(failure => failure is not null));
            await timer.WaitForNextTickAsync(cancel);
        }

        await Task.Delay(ShortestLife * (1 + Random.Shared.NextDouble()), time, cancel);
    }

    private async Task<FaultReport> CheckAsync(Uri url, string cookie, AgentScreen screen, int kills, CancellationToken cancel)
    {
        HubCaller agent = await AgentScreen.ConnectAsync(url, cookie, _ => { }, cancel);
        using HubConnection closing = agent.Connection;
        TimelineCheck sum = TimelineCheck.None;
        int differing = 0;
        foreach (FaultCitizen citizen in _citizens)
        {
            sum += TimelineCheck.Of(citizen.Receipts, await citizen.ReloadAsync(cancel));
            IReadOnlyList<TimelineEntry> reload = await Timelines.OfAgentAsync(agent, citizen.ConversationId, cancel);
            sum += TimelineCheck.Of(citizen.Receipts, reload);
            if (!await ShowsAsync(screen.Timeline(citizen.ConversationId), reload, cancel))
                differing++;
        }

        return new FaultReport(
            kills, _citizens.Length, Acknowledged, sum.Lost, sum.Duplicated, sum.OutOfOrder, sum.Misplaced, sum.Holes,
            _citizens.Sum(citizen => citizen.Resent), _citizens.Sum(citizen => citizen.ReceiptsChanged), differing, screen.Repairs,
            new RestartTimes(Statistics.Median(_restarts), _restarts.Max() ?? 0));
    }

    private async Task<bool> ShowsAsync(ScreenTimeline shown, IReadOnlyList<TimelineEntry> reload, CancellationToken cancel)
    {
        // The last pushes may still be on their way.
        long started = time.GetTimestamp();
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(20), time);
        while (shown.LastSeq < reload[^1].Seq && time.GetElapsedTime(started) < ScreenDelay)
            await timer.WaitForNextTickAsync(cancel);
        return shown.Entries.SequenceEqual(reload);
    }
}
