using System.Collections.Concurrent;
using ContactHub.Visitors;
using Microsoft.AspNetCore.SignalR;

namespace ContactHub.Realtime;

/// <summary>The hub connections of this process: counted for the operator, and held so that a process that stops can part from them one by one.</summary>
public sealed class NodeConnections : IHubFilter
{
    private readonly ConcurrentDictionary<string, HubCallerContext> _contexts = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => _contexts.Count;

    /// <summary>Those that are there now.</summary>
    public IReadOnlyCollection<HubCallerContext> All => [.. _contexts.Values];

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        if (_contexts.TryAdd(context.Context.ConnectionId, context.Context)) Tell(context.Hub, 1);
        await next(context);
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        if (_contexts.TryRemove(context.Context.ConnectionId, out _)) Tell(context.Hub, -1);
        await next(context, exception);
    }

    private static void Tell(Hub hub, int change)
    {
        if (hub is VisitorHub) EdgeMetrics.Visitor(change);
        else EdgeMetrics.Desk(change);
    }
}
