using System.Globalization;

namespace ContactHub.LoadTest.Servers;

/// <summary>A folder for a server's files that is gone when the tool is done, also after Ctrl-C.</summary>
internal sealed class WorkFolder : IDisposable
{
    private static int _count;

    /// <param name="parent">Where to make it; null is the system's folder for temporary files.</param>
    public WorkFolder(string? parent)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"contacthub-loadtest-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");
        Path = System.IO.Path.Combine(parent ?? System.IO.Path.GetTempPath(), name);
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
