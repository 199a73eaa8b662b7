using System.Collections.Concurrent;
using ContactHub.LoadTest.Targets;
using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.Idle;

/// <summary>Many visitors who are connected and say nothing but the pings that keep them so.</summary>
internal sealed class IdleCrowd(ILoadTarget target, TimeProvider time) : IDisposable
{
    private const int ConnectAtOnce = 32;
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentBag<HubConnection> _connections = [];

    /// <summary>Connections that have ended though nobody here ended them.</summary>
    public int Dropped => _connections.Count(connection => connection.Closed.IsCompleted);

    /// <summary>Connects so many more.</summary>
    /// <exception cref="IOException">The server refused one.</exception>
    public Task ConnectAsync(int count, CancellationToken cancel) => Parallel.ForAsync(
        0,
        count,
        new ParallelOptions { MaxDegreeOfParallelism = ConnectAtOnce, CancellationToken = cancel },
        async (_, token) => _connections.Add(await target.ConnectIdleAsync(token)));

    /// <summary>Pings all of them every ten seconds, as SignalR's own clients do about every fifteen.</summary>
    public async Task PingAsync(CancellationToken ending)
    {
        using PeriodicTimer timer = new(PingInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ending))
            {
                foreach (HubConnection connection in _connections.Where(connection => !connection.Closed.IsCompleted))
                    Ping(connection);
            }
        }
        catch (OperationCanceledException)
        {
            // The crowd is no longer needed.
        }
    }

    public void Dispose()
    {
        foreach (HubConnection connection in _connections)
            connection.Dispose();
    }

    private static void Ping(HubConnection connection)
    {
        try
        {
            connection.Send(HubRecord.Ping);
        }
        catch (IOException)
        {
            // It ended in this moment, and Dropped counts it.
        }
    }
}
