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
        string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
        // The second field, the name, may hold spaces; fields are counted from behind its bracket.
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
    }

    /// <summary>Resident memory of a process in bytes.</summary>
    /// <exception cref="IOException">There is no such process.</exception>
    public static long ResidentBytes(int pid)
    {
        string statm = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/statm"));
        return (long)Number(statm.Split(' ')[1]) * Environment.SystemPageSize;
    }

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
