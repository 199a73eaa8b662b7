using ContactHub.TestKit;

namespace ContactHub.Email.Benchmark;

/// <summary>How long a megabyte takes that is made to take long.</summary>
internal static class Hostile
{
    /// <summary>Prints one line for each kind, and the slowest as a JSON line.</summary>
    public static void Run(TimeProvider time, TextWriter output)
    {
        var (slowest, name) = (TimeSpan.Zero, "");
        Fuzz.Everything(MailCorpus.Read("mixed-alternative-attachment"));
        foreach (var (kind, make) in HostileMail.All)
        {
            var raw = make();
            var (before, used) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime);
            Fuzz.Everything(raw);
            var took = time.GetElapsedTime(before);
            output.WriteLine($"{took.TotalMilliseconds,8:F1} ms  {(Environment.CpuUsage.TotalTime - used).TotalMilliseconds,8:F1} ms of processor  {kind}");
            if (took > slowest) (slowest, name) = (took, kind);
        }

        output.WriteLine($$"""{"kinds":{{HostileMail.All.Count}},"slowest":"{{name}}","milliseconds":{{slowest.TotalMilliseconds:F1}}}""");
    }
}
