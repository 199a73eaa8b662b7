using System.Globalization;

namespace ContactHub.LoadTest.Measurement;

/// <summary>Reads processor time and memory from Linux's /proc (proc(5)).</summary>
internal static class ProcStat
{
    // USER_HZ, the unit of /proc's times, is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of processor time that the whole machine has used: all but idle and waiting for disks.</summary>
    public static double MachineSeconds()
    {
        using StreamReader stat = new("/proc/stat");
        string[] fields = stat.ReadLine()!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        double ticks = 0;
        for (int i = 1; i <= 8 && i < fields.Length; i++)
        {
            if (i is not (4 or 5))
                ticks += Number(fields[i]);
        }

        return ticks / TicksPerSecond;
    }

    /// <summary>Seconds of processor time, user and system, that a process has used.</summary>
    /// <exception cref="IOException">There is no such process.</exception>
    public static double ProcessSeconds(int pid)
    {
        string[] fields = Fields(pid) ?? throw new IOException(string.Create(CultureInfo.InvariantCulture, $"There is no process {pid}."));
        return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
    }

    /// <summary>Resident memory of a process in bytes.</summary>
    /// <exception cref="IOException">There is no such process.</exception>
    public static long ResidentBytes(int pid)
    {
        string statm = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/statm"));
        return (long)Number(statm.Split(' ')[1]) * Environment.SystemPageSize;
    }

    /// <summary>Whether there is such a process that has not ended; one that waits for its parent to notice has.</summary>
    public static bool IsRunning(int pid) => Fields(pid) is [var state, ..] && state is not ("Z" or "X");

    /// <summary>The processes that a process has started and that run.</summary>
    public static IReadOnlyList<int> ChildrenOf(int parent)
    {
        string wanted = parent.ToString(CultureInfo.InvariantCulture);
        List<int> children = [];
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) && Fields(pid) is [_, var ppid, ..] && ppid == wanted)
                children.Add(pid);
        }

        return children;
    }

    // What follows the name in /proc/<pid>/stat: state, parent and so on; null when there is no such process.
    private static string[]? Fields(int pid)
    {
        try
        {
            string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
            // The name may hold spaces; fields are counted from behind its bracket.
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
