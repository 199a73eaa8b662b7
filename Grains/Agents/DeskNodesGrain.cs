using Microsoft.Extensions.Logging;

namespace ContactHub.Agents;

/// <inheritdoc cref="IDeskNodesGrain"/>
public sealed class DeskNodesGrain(ILogger<DeskNodesGrain> logger) : Grain, IDeskNodesGrain
{
    private static readonly TimeSpan SubscriptionLife = TimeSpan.FromMinutes(5);
    private readonly ObserverManager<IDeskNodeObserver> nodes = new(SubscriptionLife, logger);

    public Task Subscribe(IDeskNodeObserver observer)
    {
        nodes.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task AccessChanged(string staffId) => nodes.Notify(node => node.OnAccessChanged(staffId));
}
