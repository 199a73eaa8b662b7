using Microsoft.Extensions.Hosting;

namespace ContactHub.Silo;

/// <summary>On a node without grains: the gateways that it has connections to.</summary>
internal sealed class GatewayWatch(ClusterChanges changes) : IClusterConnectionStatusObserver
{
    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
    {
        if (currentNumberOfGateways < previousNumberOfGateways) changes.TellLoss();
        else changes.Tell();
    }

    public void NotifyClusterConnectionLost() => changes.TellLoss();
}

/// <summary>On a node with grains: the membership.</summary>
internal sealed class SiloWatch(ISiloStatusOracle oracle, ClusterChanges changes) : IHostedService, ISiloStatusListener
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        oracle.SubscribeToSiloStatusEvents(this);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        oracle.UnSubscribeFromSiloStatusEvents(this);
        return Task.CompletedTask;
    }

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status == SiloStatus.Dead) changes.TellLoss();
        else changes.Tell();
    }
}
