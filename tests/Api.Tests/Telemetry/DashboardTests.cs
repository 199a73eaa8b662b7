using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ContactHub.Hubs.Tests;
using ContactHub.TestKit;

namespace ContactHub.Telemetry.Tests;

/// <summary>The files in deploy/grafana name only what the hub emits, under the names that Prometheus gives to OpenTelemetry's metrics.</summary>
public sealed partial class DashboardTests(RunningHub hub) : IClassFixture<RunningHub>
{
    [Theory]
    [InlineData("deploy/grafana/contacthub.json", 20)]
    [InlineData("deploy/grafana/alerts.yaml", 7)]
    public async Task Every_metric_that_is_shown_or_watched_is_one_that_the_hub_emits(string file, int atLeast)
    {
        using var meters = await Instruments(TelemetryExport.Meters);

        var named = MetricName().Matches(await File.ReadAllTextAsync(Path.Combine(Root(), file))).Select(m => m.Value).Distinct().ToList();
        var emitted = meters.Published.SelectMany(PrometheusNames).ToHashSet(StringComparer.Ordinal);

        Assert.True(named.Count >= atLeast, $"Only {named.Count} metrics were found.");
        Assert.Empty(named.Except(emitted));
    }

    [Fact]
    public async Task Every_instrument_of_the_hub_is_in_the_handbook()
    {
        using var meters = await Instruments(HubMeter.Name, "ContactHub.Engine");
        var handbook = await File.ReadAllTextAsync(Path.Combine(Root(), "docs/operations.md"));

        Assert.True(meters.Published.Count >= 12);
        Assert.All(meters.Published, instrument => Assert.Contains($"`{instrument.Name}`", handbook, StringComparison.Ordinal));
    }

    /// <summary>An instrument is made when its class is first used; here they all are.</summary>
    private async Task<MeterRecorder> Instruments(params string[] meters)
    {
        await hub.Visit();
        var classes = AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => assembly.GetName().Name is { } name && name.StartsWith("ContactHub.", StringComparison.Ordinal) && !name.EndsWith(".Tests", StringComparison.Ordinal))
            .SelectMany(assembly => assembly.GetTypes()).Where(type => type.Name.EndsWith("Metrics", StringComparison.Ordinal));
        foreach (var type in classes) RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        return new MeterRecorder(meters);
    }

    /// <summary>OpenTelemetry's rules for Prometheus (specification, "Prometheus and OpenMetrics Compatibility"): dots become underscores, the unit and the kind suffixes.</summary>
    private static IEnumerable<string> PrometheusNames(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_');
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        if (unit.Length > 0 && !name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        var kind = instrument.GetType().Name;
        if (kind.StartsWith("Histogram", StringComparison.Ordinal)) return [name + "_bucket", name + "_sum", name + "_count"];
        return kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) ? [name + "_total"] : [name];
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ContactHub.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex("\\b(?:contacthub|dotnet|http|kestrel)_[a-z0-9_]+", RegexOptions.CultureInvariant)]
    private static partial Regex MetricName();
}
