using System.Globalization;

namespace ContactHub.Storage;

/// <summary>The folder of the SQLite databases, held by one process. The operating system lets go of the lock when the process dies.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string LockName = "contacthub.lock";

    /// <summary>Says who holds the lock; beside the lock's file, because that cannot even be read while it is locked.</summary>
    private const string HolderName = "contacthub.pid";

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>Makes the folder if it is not there, and takes its lock.</summary>
    /// <exception cref="StorageStartException">Another process holds the folder, or it cannot be written.</exception>
    public static DataFolder Take(string path)
    {
        var file = System.IO.Path.Combine(path, LockName);
        try
        {
            Directory.CreateDirectory(path);
            var folder = new DataFolder(path, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            folder.SayWho();
            return folder;
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new StorageStartException(
                $"The data folder '{path}' is in use by another ContactHub process{Holder(path)}, which holds '{file}'; only one may run on it.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartException($"The data folder '{path}' cannot be written: {e.Message}", e);
        }
    }

    public void Dispose() => _lock.Dispose();

    private void SayWho()
    {
        try
        {
            File.WriteAllText(System.IO.Path.Combine(Path, HolderName), string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} on {Environment.MachineName}"));
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Whether it is the lock that stands in the way: EWOULDBLOCK on Linux and on macOS, a sharing violation on Windows.</summary>
    private static bool IsHeld(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static string Holder(string path)
    {
        try
        {
            return $" (process {File.ReadAllText(System.IO.Path.Combine(path, HolderName))})";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The refusal stands without it.
            return "";
        }
    }
}
