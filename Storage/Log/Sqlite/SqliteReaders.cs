using System.Collections.Concurrent;

namespace ContactHub.Storage;

/// <summary>A few reading connections. A read runs on the caller's thread: almost all are answered from memory in microseconds.</summary>
internal sealed class SqliteReaders(string path, int max) : IDisposable
{
    private readonly SemaphoreSlim _free = new(max);
    private readonly ConcurrentBag<SqliteLogReader> _idle = [];
    private volatile bool _disposed;

    public async Task<T> Read<T>(Func<SqliteLogReader, T> read, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(IEventLog));
        await _free.WaitAsync(ct);
        SqliteLogReader? reader = null;
        try
        {
            if (!_idle.TryTake(out reader)) reader = new SqliteLogReader(path);
            var result = reader.InTransaction(read);
            if (!_disposed)
            {
                _idle.Add(reader);
                reader = null;
            }

            return result;
        }
        catch (SqliteFaultException fault)
        {
            throw fault.AsUnavailable();
        }
        finally
        {
            reader?.Dispose();
            _free.Release();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var reader)) reader.Dispose();
    }
}
