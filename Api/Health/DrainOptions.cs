namespace ContactHub.Health;

/// <summary>The configuration section <c>Drain</c>: how the process parts from its clients when it is asked to stop.</summary>
public sealed record DrainOptions
{
    public const string Section = "Drain";

    /// <summary>Between <c>/health/ready</c> turning 503 and the clients being told: as long as a load balancer takes to notice. None for a single process.</summary>
    public TimeSpan Notice { get; init; } = TimeSpan.Zero;

    /// <summary>Over which time the connections are closed, evenly, so that the other nodes don't get all of them at once.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (Notice < TimeSpan.Zero || Notice > TimeSpan.FromMinutes(5)) yield return "Drain:Notice must be 00:00:00 to 00:05:00.";
        if (Time < TimeSpan.Zero || Time > TimeSpan.FromMinutes(5)) yield return "Drain:Time must be 00:00:00 to 00:05:00.";
    }
}
