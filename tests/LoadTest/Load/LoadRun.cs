using System.Diagnostics;
using ContactHub.LoadTest.Measurement;
using ContactHub.LoadTest.Targets;

namespace ContactHub.LoadTest.Load;

/// <summary>
/// One run against one server: connect the pairs, load, warm up, measure, stop sending, wait for what is under way, and
/// count what never came, came twice or came late.
/// </summary>
internal sealed class LoadRun(string name, ILoadTarget target, LoadShape shape, ServerProcesses? server, TimeProvider time)
{
    private const int ConnectAtOnce = 16;
    private static readonly TimeSpan DrainWithoutProgress = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(10);

    private readonly SliceRecorder _recorder = new(server, time);
    private volatile bool _feeding;
    private int _disconnected;
    private string? _firstError;

    /// <summary>A message reached its agent for the first time.</summary>
    public void Arrived(Pair pair, MessageMark mark)
    {
        _recorder.Delivered(Stopwatch.GetElapsedTime(mark.Timestamp).Ticks * TimeSpan.NanosecondsPerTick);
        if (_feeding)
            TrySend(pair);
    }

    /// <summary>The server refused a message; the first reason goes into the report.</summary>
    public void Rejected(string error) => Interlocked.CompareExchange(ref _firstError, error, null);

    /// <summary>Runs it all.</summary>
    /// <exception cref="IOException">The server could not be reached or refused a connection.</exception>
    public async Task<RunReport> RunAsync(CancellationToken cancel)
    {
        Pair[] pairs = [.. Enumerable.Range(0, shape.Pairs).Select(index => new Pair(index, this))];
        try
        {
            await Parallel.ForEachAsync(
                pairs,
                new ParallelOptions { MaxDegreeOfParallelism = ConnectAtOnce, CancellationToken = cancel },
                async (pair, token) => await pair.ConnectAsync(target, token));
            using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            Task keepAlive = KeepAliveAsync(pairs, ending.Token);
            Pacer? pacer = await LoadAsync(pairs, cancel);
            await DrainAsync(pairs, cancel);
            await ending.CancelAsync();
            await keepAlive;
            return Report(pairs, pacer);
        }
        finally
        {
            foreach (Pair pair in pairs)
                pair.Close();
        }
    }

    private async Task<Pacer?> LoadAsync(Pair[] pairs, CancellationToken cancel)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Pacer? pacer = shape.Rate is { } rate ? new Pacer(pairs, rate) : null;
        Task pacing = pacer?.RunAsync(stop.Token) ?? Task.CompletedTask;
        if (pacer is null)
        {
            _feeding = true;
            for (int i = 0; i < shape.Window; i++)
            {
                foreach (Pair pair in pairs)
                    TrySend(pair);
            }
        }

        await Task.Delay(shape.Warm, time, cancel);
        await _recorder.RunAsync(shape.Measured, cancel);
        _feeding = false;
        await stop.CancelAsync();
        await pacing;
        return pacer;
    }

    private void TrySend(Pair pair)
    {
        try
        {
            pair.SendNext();
        }
        catch (IOException gone)
        {
            Interlocked.Increment(ref _disconnected);
            Rejected(gone.Message);
        }
    }

    private async Task KeepAliveAsync(Pair[] pairs, CancellationToken ending)
    {
        using PeriodicTimer timer = new(KeepAliveInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ending))
            {
                foreach (Pair pair in pairs)
                    pair.KeepAlive();
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
        catch (IOException gone)
        {
            Interlocked.Increment(ref _disconnected);
            Rejected(gone.Message);
        }
    }

    private async Task DrainAsync(Pair[] pairs, CancellationToken cancel)
    {
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(50), time);
        long lastCount = -1;
        long lastProgress = time.GetTimestamp();
        while (!Settled(pairs) && time.GetElapsedTime(lastProgress) < DrainWithoutProgress)
        {
            long count = pairs.Sum(pair => (long)pair.Arrivals.Delivered + pair.Acknowledged);
            if (count != lastCount)
                (lastCount, lastProgress) = (count, time.GetTimestamp());
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    private bool Settled(Pair[] pairs) => pairs.All(pair =>
        pair.Arrivals.Delivered == pair.Sent - pair.Rejected && (!target.Acknowledges || pair.Acknowledged + pair.Rejected == pair.Sent));

    private RunReport Report(Pair[] pairs, Pacer? pacer) => RunReport.Of(_recorder.Slices, server is not null) with
    {
        Target = name,
        Mode = shape.Rate is null ? "closed" : "open",
        Pairs = shape.Pairs,
        Window = shape.Rate is null ? shape.Window : null,
        Rate = shape.Rate,
        Sent = pairs.Sum(pair => (long)pair.Sent),
        Delivered = pairs.Sum(pair => (long)pair.Arrivals.Delivered),
        Acknowledged = target.Acknowledges ? pairs.Sum(pair => (long)pair.Acknowledged) : null,
        Rejected = pairs.Sum(pair => (long)pair.Rejected),
        Lost = pairs.Sum(pair => (long)pair.Arrivals.LostOf(pair.Sent - pair.Rejected)),
        Duplicated = pairs.Sum(pair => (long)pair.Arrivals.Duplicated),
        OutOfOrder = pairs.Sum(pair => (long)pair.Arrivals.OutOfOrder),
        Disconnected = _disconnected,
        FirstError = _firstError,
        PacerLagP50Ms = pacer?.Lag.Percentile(0.50),
        PacerLagP99Ms = pacer?.Lag.Percentile(0.99),
    };
}
