namespace ContactHub.Silo;

/// <summary>Which failures of a grain call are the cluster's and pass by themselves.</summary>
public static class GrainFaults
{
    /// <summary>
    /// Whether a call got no answer now: it took too long, or its silo or gateway went away. It may have run all the same; every command carries
    /// an id, so it is right to send it again.
    /// </summary>
    public static bool IsPassing(Exception exception) => exception is TimeoutException || EngineWiring.IsClusterFault(exception);

    /// <summary>Whether the cluster itself can't be joined or reached.</summary>
    public static bool IsOfCluster(Exception exception) => EngineWiring.IsClusterFault(exception);
}
