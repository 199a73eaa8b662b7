using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Metadata;
using Orleans.Runtime.Placement;

namespace ContactHub.TestKit;

/// <summary>The engine of this build, as tests start it. Test classes run side by side, so every silo has ports and a cluster of its own.</summary>
public static class TestEngine
{
    private static readonly ConcurrentDictionary<string, (int Silo, int Gateway)> Ports = new(StringComparer.Ordinal);

    /// <summary>Adds a cluster of one silo to a host of its own, with reminders in memory.</summary>
    /// <param name="configure">Options, filters and services of the engine.</param>
    public static void UseTestEngine(this IHostApplicationBuilder builder, Action<ISiloBuilder>? configure = null) => builder.UseOrleans(silo =>
    {
        var (siloPort, gatewayPort) = FreePorts.Two();
        silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: "test", clusterId: Guid.NewGuid().ToString("n"));
        silo.UseInMemoryReminderService();
        silo.Services.AddEngineClocks();
        silo.Services.AddSingleton<IPlacementStrategyResolver, OrdinaryGrains>();
        configure?.Invoke(silo);
    });

    /// <summary>Grains live by the test's clock, the silo's upkeep by the real one: it waits in loops that never end while a clock stands still.</summary>
    public static IServiceCollection AddEngineClocks(this IServiceCollection services) => services
        .AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System)
        .AddKeyedSingleton("Orleans.Grains", static (services, _) => services.GetRequiredService<TimeProvider>())
        .AddKeyedSingleton<TimeProvider>("Orleans.Reminders", static (services, _) => new ReminderClock(services.GetRequiredService<TimeProvider>()));

    /// <summary>Whether the engine may refuse a call that it could not bring to an activation: Orleans does after two forwards.</summary>
    public static bool RefusesCalls => true;

    public static bool IsRefusal(Exception exception) => exception is OrleansMessageRejectionException;

    /// <summary>What the whole hub needs to be told besides its own settings, as command line arguments: its cluster, with a real Redis.</summary>
    /// <param name="folder">The folder of the hub's files; a hub that starts on it again is the same node of the same cluster.</param>
    public static string[] HubSettings(string folder)
    {
        var redis = RedisServer.Shared;
        var (siloPort, gatewayPort) = Ports.GetOrAdd(folder, static _ => FreePorts.Two());
        var name = folder.Replace('/', '-');
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"--Cluster:Redis=127.0.0.1:{redis.Port}"), $"--Cluster:ClusterId={name}", $"--Cluster:ServiceId={name}",
            string.Create(CultureInfo.InvariantCulture, $"--Cluster:SiloPort={siloPort}"),
            string.Create(CultureInfo.InvariantCulture, $"--Cluster:GatewayPort={gatewayPort}"),
        ];
    }

    /// <summary>
    /// Stateless workers as ordinary grains: on one silo they run where they would anyway. A silo that is disposed of without having been stopped, as
    /// a test does that crashes it, waits for ever for a stateless worker that is busy: it has told it to end, and then drops what was told.
    /// </summary>
    private sealed class OrdinaryGrains : IPlacementStrategyResolver
    {
        public bool TryResolvePlacementStrategy(GrainType grainType, GrainProperties? properties, [MaybeNullWhen(false)] out PlacementStrategy result)
        {
            var isWorker = properties?.Properties.GetValueOrDefault(WellKnownGrainTypeProperties.PlacementStrategy) == "StatelessWorkerPlacement";
            result = isWorker ? new RandomPlacement() : null;
            return isWorker;
        }
    }

    /// <summary>
    /// Almost a millisecond ahead of the test's clock. A delay is rounded down to milliseconds, so Orleans, which waits until an instant has come,
    /// would otherwise ask a clock that stands just before it for ever.
    /// </summary>
    private sealed class ReminderClock(TimeProvider clock) : TimeProvider
    {
        private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(1) - TimeSpan.FromTicks(1);

        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + Ahead;

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            clock.CreateTimer(callback, state, dueTime, period);
    }
}
