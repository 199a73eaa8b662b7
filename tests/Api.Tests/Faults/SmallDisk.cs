using System.Diagnostics;

namespace ContactHub.HubFaults.Tests;

/// <summary>
/// A folder that can be filled up and freed again under a running process: a file system of a few megabytes where this user may mount one,
/// otherwise a limit on how far the process may write into a file. Either way the operating system refuses the write.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Megabytes = 24;
    private readonly string _path;
    private readonly bool _mounted;

    public SmallDisk()
    {
        _path = Directory.CreateTempSubdirectory("contacthub-disk-").FullName;
        _mounted = Run("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", _path) == 0;
        Data = Path.Combine(_path, "data");
    }

    /// <summary>The hub's data folder on it.</summary>
    public string Data { get; }

    private string Ballast => Path.Combine(_path, "ballast");

    /// <summary>From now on nothing more fits.</summary>
    public void Fill(int processId)
    {
        if (!_mounted)
        {
            Require("prlimit", "--pid", $"{processId}", "--fsize=4096:unlimited");
            return;
        }

        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);
        var piece = new byte[4096];
        try
        {
            while (true) ballast.Write(piece);
        }
        catch (IOException)
        {
            // Full, which is what was wanted.
        }
    }

    /// <summary>There is space again.</summary>
    public void Free(int processId)
    {
        if (_mounted) File.Delete(Ballast);
        else Require("prlimit", "--pid", $"{processId}", "--fsize=unlimited:unlimited");
    }

    public void Dispose()
    {
        if (_mounted) Require("umount", _path);
        Directory.Delete(_path, recursive: true);
    }

    private static void Require(string program, params string[] arguments) => Assert.Equal(0, Run(program, arguments));

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
