namespace ContactHub.Storage;

/// <summary>Where appends wait for the writer thread. Everything that arrives during a commit goes into the next one.</summary>
internal sealed class WriteQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<IPendingWrite> _waiting = new();
    private readonly AutoResetEvent _arrived = new(false);
    private bool _closed;

    /// <exception cref="ObjectDisposedException">The log has been closed.</exception>
    public void Add(IPendingWrite write)
    {
        bool wake;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(IEventLog));
            _waiting.Enqueue(write);
            wake = _waiting.Count == 1;
        }

        if (wake) _arrived.Set();
    }

    /// <summary>Blocks until there is something to do; false when the queue is closed and empty.</summary>
    public bool Take(List<IPendingWrite> batch, int max)
    {
        while (true)
        {
            lock (_gate)
            {
                while (batch.Count < max && _waiting.TryDequeue(out var write)) batch.Add(write);
                if (batch.Count > 0)
                {
                    if (_waiting.Count > 0) _arrived.Set();
                    return true;
                }

                if (_closed) return false;
            }

            _arrived.WaitOne();
        }
    }

    public void Close()
    {
        lock (_gate) _closed = true;
        _arrived.Set();
    }

    public void Dispose() => _arrived.Dispose();
}
