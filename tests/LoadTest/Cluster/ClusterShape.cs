using ContactHub.LoadTest.CommandLine;
using ContactHub.LoadTest.RealHub;

namespace ContactHub.LoadTest.Cluster;

/// <summary>What a cluster is made of.</summary>
/// <param name="Silos">Processes that run grains; 0 for the hub of one process on PostgreSQL, to compare with.</param>
/// <param name="Apis">Processes that serve browsers; 1 for the hub of one process.</param>
/// <param name="SiloDll">ContactHub.Silo.dll of an Orleans build.</param>
/// <param name="ApiDll">ContactHub.Api.dll of the same build; of the default build for the hub of one process.</param>
/// <param name="Redis">The program <c>redis-server</c>.</param>
/// <param name="Settings">Further settings of silos and Api nodes, <c>Section:Key=value</c>.</param>
internal sealed record ClusterShape(int Silos, int Apis, string SiloDll, string ApiDll, string Redis, IReadOnlyList<string> Settings)
{
    /// <summary>Whether it is the hub of one process, which needs no Redis.</summary>
    public bool IsOneProcess => Silos == 0;

    /// <summary>The cluster of these options.</summary>
    /// <exception cref="OptionException">A program is not there.</exception>
    public static ClusterShape Of(LoadOptions options) => new(
        options.Silos!.Value,
        options.Silos == 0 ? 1 : options.Apis,
        options.Silos == 0 ? "" : options.SiloPath ?? Built("Silo", "orleans"),
        options.HubPath ?? Built("Api", options.Silos == 0 ? null : "orleans"),
        options.RedisProgram,
        options.Settings);

    private static string Built(string project, string? engine)
    {
        string dll = HubServer.Beside(AppContext.BaseDirectory, project, engine);
        return File.Exists(dll)
            ? dll
            : throw new OptionException(
                $"There is no '{dll}': build {project}{(engine is null ? "" : " with -p:Engine=Orleans")} in the same configuration, or name its dll with {(project == "Api" ? "--hub" : "--silo")}.");
    }
}
