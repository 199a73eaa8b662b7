using ContactHub.LoadTest.CommandLine;
using ContactHub.LoadTest.Faults;
using ContactHub.LoadTest.Measurement;
using ContactHub.LoadTest.RealHub;
using ContactHub.LoadTest.Servers;
using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.Commands;

/// <summary><c>faults</c>: kill the hub under load again and again, then look for every acknowledged message.</summary>
internal static class FaultsCommand
{
    private const int DefaultCitizens = 20;
    private const int DefaultRate = 200;
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(LoadOptions options, TimeProvider time, CancellationToken cancel)
    {
        using WorkFolder folder = new(options.DataFolder);
        HubServer hub = HubServer.In(folder, options.HubPath);
        ServerProcess server = await hub.StartAsync(time, cancel);
        FaultCitizen[] citizens = [];
        try
        {
            string agent = await StaffSignIn.AsFirstAdministratorAsync(server.Url, server.Output, cancel);
            citizens = await OpenConversationsAsync(server.Url, agent, options.Pairs ?? DefaultCitizens, time, cancel);
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            TimeSpan pace = TimeSpan.FromSeconds((double)citizens.Length / (options.Rate ?? DefaultRate));
            Task[] writing = [.. citizens.Select(citizen => citizen.WriteAsync(pace, stop.Token, cancel))];
            List<double?> restarts = [];
            for (int kill = 1; kill <= options.Kills; kill++)
            {
                await LetLiveAsync(citizens, writing, time, cancel);
                long killed = time.GetTimestamp();
                server.Dispose();
                server = await hub.StartAsync(time, cancel);
                restarts.Add(Math.Round(time.GetElapsedTime(killed).TotalMilliseconds));
                Output.Note($"kill {kill}: {citizens.Sum(citizen => citizen.Receipts.Count)} acknowledged so far");
            }

            await LetLiveAsync(citizens, writing, time, cancel);
            await stop.CancelAsync();
            await Task.WhenAll(writing);
            FaultReport report = Report(options.Kills, citizens, await CheckAsync(server.Url, agent, citizens, cancel), restarts);
            if (options.Verbose)
                Output.Note(string.Join('\n', server.Output));
            Output.Json(report);
            return report.Clean ? 0 : 1;
        }
        finally
        {
            foreach (FaultCitizen citizen in citizens)
                citizen.Dispose();
            server.Dispose();
        }
    }

    private static async Task<FaultCitizen[]> OpenConversationsAsync(
        Uri hub, string agentCookie, int count, TimeProvider time, CancellationToken cancel)
    {
        using VisitorSessions sessions = new(hub);
        HubCaller agent = await DeskAsync(hub, agentCookie, cancel);
        using HubConnection closing = agent.Connection;
        FaultCitizen[] citizens = new FaultCitizen[count];
        for (int i = 0; i < count; i++)
        {
            citizens[i] = new FaultCitizen(i, hub, await sessions.OpenAsync(i, cancel), time);
            await citizens[i].OpenAsync(cancel);
            await agent.CallAsync("take", [citizens[i].ConversationId, new { clientId = "take" }], cancel);
        }

        return citizens;
    }

    // A life must be long enough for new receipts, or kills would only meet a hub that is starting; its end is random.
    private static async Task LetLiveAsync(FaultCitizen[] citizens, Task[] writing, TimeProvider time, CancellationToken cancel)
    {
        int before = citizens.Sum(citizen => citizen.Receipts.Count);
        long started = time.GetTimestamp();
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(20), time);
        while (citizens.Sum(citizen => citizen.Receipts.Count) < before + citizens.Length)
        {
            if (writing.FirstOrDefault(writer => writer.IsFaulted) is { } failed)
                await failed;
            if (time.GetElapsedTime(started) > LongestStandstill)
                throw new IOException("No receipts any more; the last failure: " + citizens.Select(citizen => citizen.LastFailure).FirstOrDefault(failure => failure is not null));
            await timer.WaitForNextTickAsync(cancel);
        }

        await Task.Delay(ShortestLife * (1 + Random.Shared.NextDouble()), time, cancel);
    }

    private static async Task<TimelineCheck> CheckAsync(Uri hub, string agentCookie, FaultCitizen[] citizens, CancellationToken cancel)
    {
        HubCaller agent = await DeskAsync(hub, agentCookie, cancel);
        using HubConnection closing = agent.Connection;
        TimelineCheck sum = TimelineCheck.None;
        foreach (FaultCitizen citizen in citizens)
        {
            sum += TimelineCheck.Of(citizen.Receipts, await citizen.ReloadAsync(cancel));
            sum += TimelineCheck.Of(citizen.Receipts, await Timelines.OfAgentAsync(agent, citizen.ConversationId, cancel));
        }

        return sum;
    }

    private static Task<HubCaller> DeskAsync(Uri hub, string cookie, CancellationToken cancel) => HubCaller.OpenAsync(
        new Uri(hub, "/hubs/desk"), _ => { }, new Dictionary<string, string> { ["Cookie"] = cookie }, null, cancel);

    private static FaultReport Report(int kills, FaultCitizen[] citizens, TimelineCheck check, List<double?> restarts) => new(
        kills,
        citizens.Length,
        citizens.Sum(citizen => citizen.Receipts.Count),
        check.Lost,
        check.Duplicated,
        check.OutOfOrder,
        check.Misplaced,
        check.Holes,
        citizens.Sum(citizen => citizen.Resent),
        citizens.Sum(citizen => citizen.ReceiptsChanged),
        new RestartTimes(Statistics.Median(restarts), restarts.Max() ?? 0));
}
