using ContactHub.LoadTest.RealHub;
using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.Faults;

/// <summary>What is wrong after the faults, over all citizens; counts over both sides: the citizens' reloads and the agent's.</summary>
/// <param name="ScreensDiffering">Conversations on screens, open through all faults, that differ from a reload.</param>
internal sealed record FaultFindings(TimelineCheck Timelines, int ScreensDiffering)
{
    public bool Clean => Timelines == TimelineCheck.None && ScreensDiffering == 0;
}

/// <summary>Citizens who write and agents' screens that watch them, through whatever happens to the hub.</summary>
/// <param name="cookie">Of somebody who may take any conversation.</param>
/// <param name="answered">See <see cref="FaultCitizen"/>.</param>
internal sealed class FaultCrowd(HubAddresses hubs, string cookie, Action<int, long> answered, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ScreenDelay = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stopWriting = new();
    private readonly CancellationTokenSource _stopWatching = new();
    private FaultCitizen[] _citizens = [];
    private AgentScreen[] _screens = [];
    private Task[] _writing = [];
    private Task[] _watching = [];

    public IReadOnlyList<FaultCitizen> Citizens => _citizens;

    public int Acknowledged => _citizens.Sum(citizen => citizen.Receipts.Count);

    public int ScreenRepairs => _screens.Sum(screen => screen.Repairs);

    /// <summary>Opens the conversations, lets one agent take them all, and shows them on a screen at each node.</summary>
    public async Task OpenAsync(int count, CancellationToken cancel)
    {
        HubCaller agent = await AgentScreen.ConnectAsync(hubs.At(0), cookie, _ => { }, cancel);
        using HubConnection closing = agent.Connection;
        VisitorSessions[] sessions = [.. Enumerable.Range(0, hubs.Count).Select(node => new VisitorSessions(hubs.At(node)))];
        try
        {
            List<FaultCitizen> citizens = [];
            for (int i = 0; i < count; i++)
            {
                FaultCitizen citizen = new(i, hubs, await sessions[i % hubs.Count].OpenAsync(i, cancel), answered, time);
                citizens.Add(citizen);
                await citizen.OpenAsync(cancel);
                await agent.CallAsync("take", [citizen.ConversationId, new { clientId = "take-over" }], cancel);
            }

            _citizens = [.. citizens];
        }
        finally
        {
            foreach (VisitorSessions session in sessions)
                session.Dispose();
        }

        string[] conversations = [.. _citizens.Select(citizen => citizen.ConversationId)];
        _screens = [.. Enumerable.Range(0, hubs.Count).Select(node => new AgentScreen(hubs, node, cookie, conversations, time))];
    }

    /// <summary>Everybody begins to write, and every screen to watch.</summary>
    /// <param name="pace">Time between a citizen's messages.</param>
    public void Start(TimeSpan pace, CancellationToken cancel)
    {
        _watching = [.. _screens.Select(screen => screen.RunAsync(_stopWatching.Token))];
        _writing = [.. _citizens.Select(citizen => citizen.WriteAsync(pace, _stopWriting.Token, cancel))];
    }

    /// <summary>
    /// Returns after as many further receipts as there are citizens and a random while. A life must be long enough for new receipts, or kills
    /// would only meet a hub that is starting.
    /// </summary>
    /// <exception cref="IOException">The hub takes no messages any more.</exception>
    public async Task LetLiveAsync(CancellationToken cancel)
    {
        int before = Acknowledged;
        long started = time.GetTimestamp();
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(20), time);
        while (Acknowledged < before + _citizens.Length)
        {
            await ThrowFailureAsync();
            if (time.GetElapsedTime(started) > LongestStandstill)
                throw new IOException("No receipts any more; the last failure: " + LastFailure);
            await timer.WaitForNextTickAsync(cancel);
        }

        await Task.Delay(ShortestLife * (1 + Random.Shared.NextDouble()), time, cancel);
    }

    /// <summary>What the hub last answered to somebody who has to try again; null if it never did.</summary>
    public string? LastFailure => _citizens.Select(citizen => citizen.LastFailure).FirstOrDefault(failure => failure is not null);

    /// <summary>Passes on why a citizen or a screen has given up, if one has.</summary>
    public Task ThrowFailureAsync() => _writing.Concat(_watching).FirstOrDefault(task => task.IsFaulted) ?? Task.CompletedTask;

    /// <summary>Everybody stops writing, with a receipt for each message.</summary>
    public async Task StopWritingAsync()
    {
        await _stopWriting.CancelAsync();
        await Task.WhenAll(_writing);
    }

    /// <summary>Reloads every conversation on both sides and compares; then the screens end.</summary>
    public async Task<FaultFindings> CheckAsync(CancellationToken cancel)
    {
        HubCaller agent = await ReloadScreenAsync(cancel);
        using HubConnection closing = agent.Connection;
        TimelineCheck sum = TimelineCheck.None;
        int differing = 0;
        foreach (FaultCitizen citizen in _citizens)
        {
            sum += TimelineCheck.Of(citizen.Receipts, await citizen.ReloadAsync(cancel));
            IReadOnlyList<TimelineEntry> reload = await Timelines.OfAgentAsync(agent, citizen.ConversationId, cancel);
            sum += TimelineCheck.Of(citizen.Receipts, reload);
            foreach (AgentScreen screen in _screens)
            {
                if (!await ShowsAsync(screen.Timeline(citizen.ConversationId), reload, cancel))
                    differing++;
            }
        }

        await _stopWatching.CancelAsync();
        await Task.WhenAll(_watching);
        return new FaultFindings(sum, differing);
    }

    public void Dispose()
    {
        _stopWriting.Cancel();
        _stopWatching.Cancel();
        foreach (FaultCitizen citizen in _citizens)
            citizen.Dispose();
        _stopWriting.Dispose();
        _stopWatching.Dispose();
    }

    /// <summary>As a person does whose page is answered "unavailable": again, at the next node.</summary>
    private async Task<HubCaller> ReloadScreenAsync(CancellationToken cancel)
    {
        long started = time.GetTimestamp();
        for (int turn = 0; ; turn++)
        {
            try
            {
                return await AgentScreen.ConnectAsync(hubs.At(turn), cookie, _ => { }, cancel);
            }
            catch (IOException) when (time.GetElapsedTime(started) < ScreenDelay)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancel);
            }
        }
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
