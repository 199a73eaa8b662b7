using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ContactHub.Telemetry;

/// <summary>
/// Sends the meters of the hub, its engine, ASP.NET Core, Kestrel, Npgsql and the runtime, and the hub's spans, to an OpenTelemetry collector.
/// Requests' own spans are not among them: their addresses hold tokens and ids.
/// </summary>
internal sealed class TelemetryExport(TelemetryOptions options) : IHostedService, IDisposable
{
    /// <summary>Names of the meters that are sent; the last ones are Orleans' own, in a cluster.</summary>
    internal static readonly string[] Meters =
    [
        HubMeter.Name, "ContactHub.Engine", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.RateLimiting", "Microsoft.AspNetCore.Diagnostics", "System.Runtime", "Npgsql", "Microsoft.Orleans",
    ];

    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateDefault().AddService(
            options.ServiceName,
            serviceVersion: Assembly.GetEntryAssembly()?.GetName().Version?.ToString(),
            serviceInstanceId: FormattableString.Invariant($"{Environment.MachineName}:{Environment.ProcessId}"));
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters)
            .AddOtlpExporter((exporter, reader) =>
            {
                Direct(exporter, "metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Interval.TotalMilliseconds;
            })
            .Build();
        if (options.Sampling <= 0) return Task.CompletedTask;
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(HubTrace.Name)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.Sampling)))
            .AddOtlpExporter(exporter => Direct(exporter, "traces"))
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what is left, for at most a second each: a collector that is gone must not hold up the end.</summary>
    public void Dispose()
    {
        _metrics?.Shutdown(1000);
        _metrics?.Dispose();
        _traces?.Shutdown(1000);
        _traces?.Dispose();
    }

    private void Direct(OtlpExporterOptions exporter, string signal)
    {
        exporter.Endpoint = options.Address(signal);
        exporter.Protocol = options.Protocol.Equals(TelemetryOptions.Http, StringComparison.OrdinalIgnoreCase) ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        if (!string.IsNullOrEmpty(options.Headers)) exporter.Headers = options.Headers;
    }
}

public static class TelemetrySetup
{
    /// <summary>Sends metrics and traces when the options name a collector. Call it first: what starts later is then seen from its beginning.</summary>
    public static IServiceCollection AddContactHubTelemetry(this IServiceCollection services, TelemetryOptions options)
    {
        services.AddSingleton(options);
        if (options.IsOn) services.AddSingleton<TelemetryExport>().AddHostedService(provider => provider.GetRequiredService<TelemetryExport>());
        return services;
    }
}
