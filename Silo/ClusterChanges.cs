namespace ContactHub.Silo;

/// <summary>
/// News that silos came or went. Grains of a silo that went live on elsewhere without the observers they had, so whoever observes subscribes
/// again. In one process nothing ever changes.
/// </summary>
public sealed class ClusterChanges : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = New();
    private CancellationTokenSource _loss = new();
    private CancellationToken _nextLoss;
    private long? _lostAt;

    public ClusterChanges(TimeProvider clock) => (_clock, _nextLoss) = (clock, _loss.Token);

    /// <summary>Ends at the next change.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Cancelled at the next loss of a silo, or of the connection to one: answers that are waited for may never come.</summary>
    public CancellationToken NextLoss
    {
        get
        {
            lock (_gate) return _nextLoss;
        }
    }

    /// <summary>Whether one was lost within this time.</summary>
    public bool LostWithin(TimeSpan time)
    {
        lock (_gate) return _lostAt is { } at && _clock.GetElapsedTime(at) < time;
    }

    /// <summary>A silo, or the connection to one, was lost.</summary>
    public void TellLoss()
    {
        CancellationTokenSource loss;
        lock (_gate)
        {
            loss = _loss;
            _loss = new CancellationTokenSource();
            (_nextLoss, _lostAt) = (_loss.Token, _clock.GetTimestamp());
        }

        // Whoever waits goes on elsewhere, not on the thread that noticed.
        _ = loss.CancelAsync();
        Tell();
    }

    /// <summary>Something has changed.</summary>
    public void Tell() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    public void Dispose() => _loss.Dispose();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>When observers renew their subscriptions: every so often, and several times soon after a change of the cluster, which takes a while to settle.</summary>
public sealed class RenewalPace(ClusterChanges changes, TimeSpan every, TimeProvider clock)
{
    private const int RenewedAtOnce = 32;
    private static readonly TimeSpan[] Settling = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)];
    private Task _change = changes.Next;
    private int _round = Settling.Length;

    /// <summary>Renews again and again, each time that it is time, until the token says so.</summary>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task Keep(Func<Task> renew, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await Wait(ct);
            await renew();
        }
    }

    /// <summary>The same for many, some of them at once.</summary>
    /// <param name="all">Asked anew each time.</param>
    public Task KeepAll<T>(Func<IEnumerable<T>> all, Func<T, Task> renew, CancellationToken ct)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = RenewedAtOnce, CancellationToken = ct };
        return Keep(() => Parallel.ForEachAsync(all(), parallel, async (one, _) => await renew(one)), ct);
    }

    /// <summary>Returns when it is time.</summary>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public async Task Wait(CancellationToken ct)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var time = Task.Delay(_round < Settling.Length ? Settling[_round++] : every, clock, waiting.Token);
        var first = await Task.WhenAny(_change, time);
        await waiting.CancelAsync();
        ct.ThrowIfCancellationRequested();
        if (first == time) return;
        (_change, _round) = (changes.Next, 0);
    }
}
