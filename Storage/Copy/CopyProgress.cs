namespace ContactHub.Storage;

/// <summary>Says how far a long work has come: at its first step, every two seconds, and at its end.</summary>
internal sealed class CopyProgress(TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private string _work = "";
    private long _total;
    private long _done;
    private long _before;
    private long _start;
    private long? _said;

    /// <param name="total">Rows in all.</param>
    /// <param name="done">Those that an earlier run has done.</param>
    public void Begin(string work, long total, long done = 0)
    {
        (_work, _total, _done, _before, _start, _said) = (work, total, done, done, time.GetTimestamp(), null);
        if (done > 0) output.WriteLine(FormattableString.Invariant($"{work}: goes on after {done} of {total}"));
    }

    public void Add(long rows)
    {
        _done += rows;
        if (_said is { } said && time.GetElapsedTime(said) < Every) return;
        _said = time.GetTimestamp();
        Say("");
    }

    public void End() => Say(FormattableString.Invariant($", took {time.GetElapsedTime(_start).TotalSeconds:0.0} s"));

    private void Say(string end)
    {
        var rate = (_done - _before) / Math.Max(time.GetElapsedTime(_start).TotalSeconds, 0.001);
        output.WriteLine(FormattableString.Invariant($"{_work}: {_done} of {_total}, {rate:0}/s{end}"));
        output.Flush();
    }
}
