using System.Diagnostics;

namespace ContactHub.LoadTest.Servers;

/// <summary>Every process this tool has started and not yet ended, so that none outlives it.</summary>
internal static class ChildProcesses
{
    private static readonly HashSet<Process> Running = [];

    static ChildProcesses() => AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAll();

    public static void Add(Process process)
    {
        lock (Running)
            Running.Add(process);
    }

    /// <summary>Kills one by its id and waits until it is gone.</summary>
    public static void End(Process process)
    {
        lock (Running)
        {
            if (!Running.Remove(process))
                return;
        }

        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
    }

    /// <summary>SIGKILL to a process that a child of this one started; one that is gone already is well.</summary>
    public static void Kill(int pid)
    {
        try
        {
            using Process process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has just ended.
        }
    }

    private static void EndAll()
    {
        Process[] left;
        lock (Running)
            left = [.. Running];
        foreach (Process process in left)
            End(process);
    }
}
