namespace ContactHub.Storage;

/// <summary>
/// Keeps the write-ahead log from growing without bound. The automatic checkpoint copies pages but can start the file anew only at a moment
/// without readers; under steady reading that moment may never come, so past a size the guard waits a little for the readers.
/// </summary>
internal sealed class SqliteWalGuard(string path, SqliteLogOptions options)
{
    private const int CommitsBetweenLooks = 128;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly string _wal = path + "-wal";
    private int _commits;
    private long _nextSize = options.MaxWalBytes;

    public void BeforeCommit(SqliteSession session)
    {
        if (++_commits % CommitsBetweenLooks != 0) return;
        var size = new FileInfo(_wal) is { Exists: true } file ? file.Length : 0;
        if (size < _nextSize)
        {
            if (size < options.MaxWalBytes) _nextSize = options.MaxWalBytes;
            return;
        }

        session.SetBusyTimeout(Patience);
        try
        {
            // A long reader is not worth stopping the writer for again and again: look again when as much more has been written.
            _nextSize = session.TruncateWal() ? options.MaxWalBytes : size + options.MaxWalBytes / 4;
        }
        finally
        {
            session.SetBusyTimeout(options.BusyTimeout);
        }
    }
}
