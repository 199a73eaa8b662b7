using System.Diagnostics;

namespace ContactHub.LoadTest.Measurement;

/// <summary>
/// Cuts a measurement into slices and notes for each how busy other processes kept the machine, so that the figures of
/// quiet slices can be told from the rest. The filter looks at the machine, never at the result. Without the server's
/// processes its own use counts as others', and no slice is quiet.
/// </summary>
internal sealed class SliceRecorder(ServerProcesses? server, TimeProvider time)
{
    /// <summary>Others' use, in cores, up to which a slice counts as quiet.</summary>
    public const double QuietCores = 0.15;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(0.5);

    private static readonly Dictionary<string, double> None = [];

    private readonly List<Slice> _slices = [];
    private Slice? _current;

    public IReadOnlyList<Slice> Slices => _slices;

    /// <summary>Counts an arrival; ignored outside <see cref="RunAsync"/>. Safe from many threads.</summary>
    public void Delivered(long latencyNanoseconds) => Volatile.Read(ref _current)?.Latency.Record(latencyNanoseconds);

    /// <summary>Records for the given time.</summary>
    public async Task RunAsync(TimeSpan duration, CancellationToken cancel)
    {
        using PeriodicTimer timer = new(Length, time);
        bool quietBefore = false;
        Reading before = Read();
        Volatile.Write(ref _current, new Slice());
        for (int i = (int)Math.Max(1, Math.Round(duration / Length)); i > 0; i--)
        {
            await timer.WaitForNextTickAsync(cancel);
            Slice done = _current!;
            Volatile.Write(ref _current, i > 1 ? new Slice() : null);
            Reading now = Read();
            Close(done, before, now, ref quietBefore);
            before = now;
        }
    }

    private void Close(Slice slice, Reading before, Reading now, ref bool quietBefore)
    {
        slice.Seconds = Stopwatch.GetElapsedTime(before.Timestamp, now.Timestamp).TotalSeconds;
        foreach ((string kind, double seconds) in now.Server)
            slice.CpuByKind[kind] = Math.Max(0, seconds - before.Server[kind]);
        slice.LoadCpu = now.Load - before.Load;
        slice.OtherCores = Math.Max(0, (now.Machine - before.Machine - slice.ServerCpu - slice.LoadCpu) / slice.Seconds);
        bool quiet = slice.OtherCores < QuietCores;
        slice.Quiet = quiet && quietBefore;
        quietBefore = quiet;
        _slices.Add(slice);
    }

    private Reading Read() => new(
        Stopwatch.GetTimestamp(), ProcStat.MachineSeconds(), server?.Seconds() ?? None, ProcStat.ProcessSeconds(Environment.ProcessId));

    private readonly record struct Reading(long Timestamp, double Machine, IReadOnlyDictionary<string, double> Server, double Load);
}
