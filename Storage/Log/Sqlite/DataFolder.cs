namespace ContactHub.Storage;

/// <summary>The folder of the SQLite databases, held by one process. The operating system lets go of the lock when the process dies.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>Makes the folder if it is not there, and takes its lock.</summary>
    /// <exception cref="StorageStartException">Another process holds the folder, or it cannot be written.</exception>
    public static DataFolder Take(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            var file = System.IO.Path.Combine(path, "contacthub.lock");
            return new DataFolder(path, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (Directory.Exists(path))
        {
            throw new StorageStartException($"The data folder '{path}' is in use by another ContactHub process; only one may run on it.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartException($"The data folder '{path}' cannot be written: {e.Message}", e);
        }
    }

    public void Dispose() => _lock.Dispose();
}
