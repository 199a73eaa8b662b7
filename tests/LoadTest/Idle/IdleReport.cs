namespace ContactHub.LoadTest.Idle;

/// <summary>Resident bytes of a server around its idle connections.</summary>
/// <param name="Before">Before the first, after a few had come and gone.</param>
/// <param name="Connected">Right after the last connected.</param>
/// <param name="Settled">Some seconds later, pings going on.</param>
/// <param name="Collected">After a forced full garbage collection; null for the hub, which offers none.</param>
/// <param name="ConnectsPerSecond">How fast they were connected.</param>
/// <param name="Dropped">Connections that the server ended meanwhile.</param>
/// <param name="BytesByKind">Settled bytes a connection by kind of process; null where there is one kind.</param>
internal sealed record IdleReading(
    long Before, long Connected, long Settled, long? Collected, double ConnectsPerSecond, int Dropped, IReadOnlyDictionary<string, double>? BytesByKind)
{
    /// <summary>By how many bytes a connection each kind of process grew; null where there is one kind.</summary>
    public static IReadOnlyDictionary<string, double>? Growth(
        IReadOnlyDictionary<string, double> before, IReadOnlyDictionary<string, double> settled, int connections) => before.Count < 2
        ? null
        : before.Keys.ToDictionary(kind => kind, kind => Math.Round((settled[kind] - before[kind]) / connections));

    /// <summary>Settled bytes a connection.</summary>
    public double PerConnection(int connections) => Math.Round((Settled - Before) / (double)connections);
}

/// <summary>What <c>idle</c> prints.</summary>
/// <param name="BytesPerConnection">Settled bytes a connection by target.</param>
/// <param name="Ratio">The hub's over the relay's; null unless both were measured.</param>
internal sealed record IdleReport(
    int Connections, IReadOnlyDictionary<string, double> BytesPerConnection, double? Ratio, IReadOnlyDictionary<string, IdleReading> Readings);
