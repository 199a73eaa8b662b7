namespace ContactHub.LoadTest.Cluster;

/// <summary>The kinds of processes that a cluster consists of, as the kill plan and the reports name them.</summary>
internal static class PartKinds
{
    public const string Silo = "silo";
    public const string Api = "api";
    public const string Redis = "redis";
    public const string Postgres = "postgres";

    public static IReadOnlyList<string> All { get; } = [Silo, Api, Redis, Postgres];
}

/// <summary>One server of the cluster. It can be killed and started again on the same port and files.</summary>
internal interface IClusterPart : IDisposable
{
    /// <summary>One of <see cref="PartKinds"/>.</summary>
    string Kind { get; }

    /// <summary>Its kind, with a number where there are several.</summary>
    string Name { get; }

    /// <summary>The ids of all its processes that run now.</summary>
    IReadOnlyList<int> Pids { get; }

    /// <summary>Its last lines.</summary>
    IReadOnlyList<string> Output { get; }

    /// <summary>Starts it and returns when it takes connections.</summary>
    /// <exception cref="IOException">It ended or did not listen in time.</exception>
    Task StartAsync(CancellationToken cancel);

    /// <summary>SIGKILL to all its processes: no handler runs, nothing is flushed. Returns when they are gone.</summary>
    void Kill();
}
