namespace ContactHub.LoadTest.Measurement;

/// <summary>The processes of a server under load by their kind, for their processor time and memory.</summary>
/// <param name="kinds">Process ids by kind, asked for anew at each reading, because processes come and go.</param>
internal sealed class ServerProcesses(IReadOnlyDictionary<string, Func<IEnumerable<int>>> kinds)
{
    /// <summary>A server of one process.</summary>
    public static ServerProcesses Of(int pid) => new(new Dictionary<string, Func<IEnumerable<int>>> { ["hub"] = () => [pid] });

    public IEnumerable<string> Kinds => kinds.Keys;

    /// <summary>Seconds of processor time that each kind has used. A process that has ended takes its time along.</summary>
    public IReadOnlyDictionary<string, double> Seconds() => Sum(ProcStat.ProcessSeconds);

    /// <summary>Resident bytes of each kind.</summary>
    public IReadOnlyDictionary<string, double> ResidentBytes() => Sum(pid => ProcStat.ResidentBytes(pid));

    private Dictionary<string, double> Sum(Func<int, double> read) =>
        kinds.ToDictionary(kind => kind.Key, kind => kind.Value().Sum(pid => ReadOrZero(pid, read)), StringComparer.Ordinal);

    private static double ReadOrZero(int pid, Func<int, double> read)
    {
        try
        {
            return read(pid);
        }
        catch (IOException)
        {
            // It ended between being listed and being read.
            return 0;
        }
    }
}
