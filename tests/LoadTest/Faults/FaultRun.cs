using ContactHub.LoadTest.Measurement;
using ContactHub.LoadTest.RealHub;
using ContactHub.LoadTest.Servers;

namespace ContactHub.LoadTest.Faults;

/// <summary>Citizens who write, a screen that watches, and a hub that is killed under them.</summary>
internal sealed class FaultRun(HubServer hub, TimeProvider time, Action<string> note, bool verbose)
{
    private readonly List<double?> _restarts = [];

    /// <param name="pace">Time between a citizen's messages.</param>
    /// <exception cref="IOException">The hub does not start any more, or takes no messages any more.</exception>
    public async Task<FaultReport> RunAsync(int kills, int citizens, TimeSpan pace, CancellationToken cancel)
    {
        ServerProcess server = await hub.StartAsync(time, cancel);
        try
        {
            string cookie = await StaffSignIn.AsFirstAdministratorAsync(server, time, cancel);
            using FaultCrowd crowd = new(new HubAddresses([server.Url]), cookie, (_, _) => { }, time);
            await crowd.OpenAsync(citizens, cancel);
            crowd.Start(pace, cancel);
            for (int kill = 1; kill <= kills; kill++)
            {
                await crowd.LetLiveAsync(cancel);
                long killed = time.GetTimestamp();
                server.Dispose();
                server = await hub.StartAsync(time, cancel);
                _restarts.Add(Math.Round(time.GetElapsedTime(killed).TotalMilliseconds));
                note($"kill {kill}: {crowd.Acknowledged} acknowledged so far");
            }

            await crowd.LetLiveAsync(cancel);
            await crowd.StopWritingAsync();
            return Report(kills, crowd, await crowd.CheckAsync(cancel));
        }
        finally
        {
            server.Dispose();
            foreach (string line in verbose ? server.Output : [])
                note("hub: " + line);
        }
    }

    private FaultReport Report(int kills, FaultCrowd crowd, FaultFindings found) => new(
        kills, crowd.Citizens.Count, crowd.Acknowledged,
        found.Timelines.Lost, found.Timelines.Duplicated, found.Timelines.OutOfOrder, found.Timelines.Misplaced, found.Timelines.Holes,
        crowd.Citizens.Sum(citizen => citizen.Resent), crowd.Citizens.Sum(citizen => citizen.ReceiptsChanged), found.ScreensDiffering, crowd.ScreenRepairs,
        new RestartTimes(Statistics.Median(_restarts), _restarts.Max() ?? 0));
}
