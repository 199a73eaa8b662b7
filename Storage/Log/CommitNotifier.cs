using Microsoft.Extensions.Logging;

namespace ContactHub.Storage;

/// <summary>Tells of commits on the thread pool, one call at a time with the latest position, so that a slow listener only skips.</summary>
internal sealed partial class CommitNotifier(ILogger logger)
{
    private readonly Lock _gate = new();
    private long _position;
    private bool _running;

    public event Action<long>? Committed;

    public void Notify(long position)
    {
        if (Committed is null) return;
        lock (_gate)
        {
            if (position <= _position) return;
            _position = position;
            if (_running) return;
            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static self => self.Run(), this, preferLocal: false);
    }

    private void Run()
    {
        long told = 0;
        while (true)
        {
            lock (_gate)
            {
                if (told == _position)
                {
                    _running = false;
                    return;
                }

                told = _position;
            }

            foreach (var handler in Delegate.EnumerateInvocationList(Committed))
            {
                try
                {
                    handler(told);
                }
                catch (Exception e)
                {
                    HandlerFailed(e);
                }
            }
        }
    }

    [LoggerMessage(EventId = 3001, Level = LogLevel.Error, Message = "A listener to commits failed")]
    private partial void HandlerFailed(Exception exception);
}
