using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ContactHub.EngineFacts;

/// <summary>A grain that does next to nothing, so that a call costs what the engine costs.</summary>
[Alias("benchmark-counter")]
public interface IBenchmarkGrain : IGrainWithStringKey
{
    [Alias("add")]
    Task<int> Add(int amount);
}

public sealed class BenchmarkGrain : Grain, IBenchmarkGrain
{
    private int total;

    public Task<int> Add(int amount) => Task.FromResult(total += amount);
}

/// <summary>Measures the engine of this build inside one process: calls from outside the grains, on real time.</summary>
public static class EngineBenchmark
{
    private const int Activations = 100_000;
    private const int Callers = 64;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    /// <summary>Runs for some twenty seconds. Returns one line of JSON: <c>{"callsPerSecond","sequentialMicroseconds","bytesPerActivation"}</c>.</summary>
    public static async Task<string> Run()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
#if ENGINE_ORLEANS
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
#else
        builder.UseEmbeddedEngine();
#endif
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IClusterClient>();

        // The first windows warm up: tiered compilation settles within them.
        double sequential = 0;
        double concurrent = 0;
        for (var round = 0; round < 3; round++)
        {
            sequential = await Task.Run(() => CallsPerSecond(client, callers: 1));
            concurrent = await Task.Run(() => CallsPerSecond(client, Callers));
        }

        var bytes = await BytesPerActivation(client);
        await host.StopAsync();
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"callsPerSecond":{{concurrent:F0}},"sequentialMicroseconds":{{1_000_000 / sequential:F2}},"bytesPerActivation":{{bytes}}}""");
    }

    private static async Task<double> CallsPerSecond(IClusterClient client, int callers)
    {
        var start = Stopwatch.GetTimestamp();
        var calls = await Task.WhenAll(Enumerable.Range(0, callers).Select(number => Task.Run(() => CallInSequence(client, number, start))));
        return calls.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<long> CallInSequence(IClusterClient client, int number, long start)
    {
        var grain = client.GetGrain<IBenchmarkGrain>(string.Create(CultureInfo.InvariantCulture, $"caller-{number}"));
        long calls = 0;
        while (Stopwatch.GetElapsedTime(start) < Window)
        {
            for (var i = 0; i < 100; i++)
            {
                await grain.Add(1);
            }

            calls += 100;
        }

        return calls;
    }

    private static async Task<long> BytesPerActivation(IClusterClient client)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var number = 0; number < Activations; number++)
        {
            await client.GetGrain<IBenchmarkGrain>(string.Create(CultureInfo.InvariantCulture, $"idle-{number}")).Add(1);
        }

        return (GC.GetTotalMemory(forceFullCollection: true) - before) / Activations;
    }
}
