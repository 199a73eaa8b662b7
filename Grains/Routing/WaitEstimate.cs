namespace ContactHub.Routing;

/// <summary>
/// How long somebody will wait, from how fast the department has lately served.
/// For each of the latest assignments, the work it took is (time since the one before, or since this one was queued if that is later: an empty
/// queue is no slow queue) times the agents available then, in agent-seconds. With m their mean, the wait at position p is p * m / (agents available now).
/// </summary>
public static class WaitEstimate
{
    /// <summary>Seconds at a position (1 is next), rounded up to 10; null when nobody is available or nothing was assigned lately.</summary>
    public static int? Seconds(QueueState state, int position, DateTimeOffset now, RoutingOptions options)
    {
        var agents = state.AgentsOnline;
        var recent = state.Assignments.Where(assignment => assignment.At > now - options.EstimateWindow).ToArray();
        if (agents == 0 || recent.Length == 0) return null;

        var work = 0.0;
        for (var i = 0; i < recent.Length; i++)
        {
            var from = i > 0 && recent[i - 1].At > recent[i].QueuedAt ? recent[i - 1].At : recent[i].QueuedAt;
            work += (recent[i].At - from).TotalSeconds * recent[i].AgentsOnline;
        }

        var seconds = position * (work / recent.Length) / agents;
        return (int)Math.Min(Math.Ceiling(seconds / 10) * 10, TimeSpan.SecondsPerDay);
    }
}
