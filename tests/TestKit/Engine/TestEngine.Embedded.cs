using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ContactHub.TestKit;

/// <summary>The engine of this build, as tests start it.</summary>
public static class TestEngine
{
    /// <summary>Adds the engine to a host of its own.</summary>
    /// <param name="configure">Options, filters and services of the engine.</param>
    public static void UseTestEngine(this IHostApplicationBuilder builder, Action<ISiloBuilder>? configure = null) => builder.UseEmbeddedEngine(configure);

    /// <summary>What the engine needs beside the test's clock: nothing.</summary>
    public static IServiceCollection AddEngineClocks(this IServiceCollection services) => services;

    /// <summary>Whether the engine may refuse a call that it could not bring to an activation: this one never does.</summary>
    public static bool RefusesCalls => false;

    public static bool IsRefusal(Exception exception) => false;

    /// <summary>What the whole hub needs to be told besides its own settings, as command line arguments: nothing.</summary>
    /// <param name="folder">The folder of the hub's files.</param>
    public static string[] HubSettings(string folder) => [];
}
