using System.Net.Sockets;
using ContactHub.FaqBot;
using ContactHub.Health;
using ContactHub.Routing;
using ContactHub.Startup;
using ContactHub.Storage;
using ContactHub.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Silo;

/// <summary>A silo from its settings to its end. Its only web page is its health, on an address that other machines don't reach.</summary>
internal static class SiloHost
{
    /// <summary>What holds where nothing else is set.</summary>
    private static readonly Dictionary<string, string?> Defaults = new(StringComparer.Ordinal)
    {
        ["Urls"] = "http://127.0.0.1:5090",
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Orleans"] = "Warning",
    };

    public static async Task<int> Run(string[] args, TextWriter output, TextWriter errors)
    {
        switch (args)
        {
            case ["health", "live" or "ready", ..]: return await HealthQuestion.Ask(Settings(args[2..]).Configuration, args[1], output, errors);
            case ["health", ..]: return await HealthQuestion.Ask(Settings(args[1..]).Configuration, "ready", output, errors);
            case ["check-config", ..]: return await Check(SiloConfiguration.Read(Settings(args[1..]).Configuration), output, errors);
            case [var first, ..] when !first.StartsWith('-') && !first.Contains('=', StringComparison.Ordinal):
                await errors.WriteLineAsync($"There is no command '{first}'. Without one the silo runs; others: health [live|ready], check-config.");
                return ExitCodes.Usage;
        }

        var builder = Settings(args);
        var configuration = SiloConfiguration.Read(builder.Configuration);
        if (!configuration.Problems.IsEmpty)
        {
            await errors.WriteLineAsync($"ContactHub's silo cannot start: {configuration.Problems.Length} fault(s) in the configuration.");
            foreach (var problem in configuration.Problems) await errors.WriteLineAsync("  - " + problem);
            return ExitCodes.Configuration;
        }

        var node = configuration.Node;
        builder.Services.AddContactHubTelemetry(node.Telemetry);
        builder.AddContactHubSilo(node.Storage, node.Routing, node.Bot, node.Bots);
        builder.Services.AddSiloHealth();
        var app = builder.Build();
        app.MapSiloHealth();
        return await Start(app, node.Cluster, output, errors) ? await app.RunUntilStopped(errors) : ExitCodes.CannotStart;
    }

    private static WebApplicationBuilder Settings(string[] args)
    {
        var builder = WebApplication.CreateBuilder(HubEnvironment.Options(args));
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.Configuration.AddSecrets(HubEnvironment.SecretsFolder);
        return builder;
    }

    private static async Task<int> Check(SiloConfiguration configuration, TextWriter output, TextWriter errors)
    {
        foreach (var problem in configuration.Problems) await errors.WriteLineAsync(problem);
        if (!configuration.Problems.IsEmpty) return ExitCodes.Configuration;
        await output.WriteLineAsync("The configuration is fine.");
        return ExitCodes.Ok;
    }

    /// <summary>False when it cannot start; the reason was printed.</summary>
    private static async Task<bool> Start(WebApplication app, ClusterSettings cluster, TextWriter output, TextWriter errors)
    {
        try
        {
            // What is made first is disposed of last: the log outlives the grains, whose last appends it finishes.
            _ = app.Services.GetRequiredService<IEventLog>();
            _ = app.Services.GetRequiredService<HubDatabase>();
            await app.Services.EnsureClusterStartable();
            await app.Services.GetRequiredService<FaqIndexSource>().Refresh();
            await app.Services.GetRequiredService<OpeningHoursSource>().For(null);
            await app.StartAsync();
            await output.WriteLineAsync($"ContactHub silo runs grains for {cluster.Address}:{cluster.SiloPort} (silos) and :{cluster.GatewayPort} (Api nodes)");
            await output.WriteLineAsync($"  Health:  {app.Urls.FirstOrDefault()}/health/ready");
            await output.WriteLineAsync("  Stop with Ctrl+C.");
            return true;
        }
        catch (Exception e) when (e is StorageStartException or ClusterStartException or IOException or SocketException || GrainFaults.IsOfCluster(e))
        {
            await errors.WriteLineAsync("ContactHub's silo cannot start: " + e.Message);
            await app.DisposeAsync();
            return false;
        }
    }
}
