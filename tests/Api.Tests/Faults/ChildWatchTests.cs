using System.Diagnostics;
using System.Globalization;
using ContactHub.TestKit;

namespace ContactHub.HubFaults.Tests;

public sealed class ChildWatchTests
{
    [Fact]
    public async Task A_program_ends_with_whoever_started_it_although_that_was_killed()
    {
        // The first bash is the test process, which starts the second one, which becomes the program.
        var start = new ProcessStartInfo("/bin/bash") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["-c", "/bin/bash -c \"$0\" >/dev/null & echo $!; wait", ChildWatch.Prelude + "exec sleep infinity"]) start.ArgumentList.Add(argument);
        using var parent = Process.Start(start)!;
        var program = int.Parse((await parent.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        await Eventually.Holds(() => Running(program).StartsWith("sleep", StringComparison.Ordinal));

        parent.Kill();

        await Eventually.Holds(() => Running(program).Length == 0);
    }

    /// <summary>What a process runs; nothing once it has ended, also while nobody has asked how.</summary>
    private static string Running(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
