namespace ContactHub.LoadTest.Load;

/// <summary>How messages are offered to the server.</summary>
/// <param name="Pairs">Citizens, each with an agent of his own.</param>
/// <param name="Window">Closed loop: messages a pair keeps under way; the next leaves when the agent has one.</param>
/// <param name="Rate">Open loop: messages a second over all pairs, whatever has arrived; null for the closed loop.</param>
/// <param name="Warm">Load before the measurement: .NET compiles a hot path in steps and needs about 10 s.</param>
internal sealed record LoadShape(int Pairs, int Window, int? Rate, TimeSpan Warm, TimeSpan Measured);
