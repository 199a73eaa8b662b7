using ContactHub.LoadTest.CommandLine;
using ContactHub.LoadTest.RealHub;

namespace ContactHub.LoadTest.Cluster;

/// <summary>What a cluster is made of.</summary>
/// <param name="Silos">Processes that run grains.</param>
/// <param name="Apis">Processes that serve browsers.</param>
/// <param name="SiloDll">ContactHub.Silo.dll of an Orleans build.</param>
/// <param name="ApiDll">ContactHub.Api.dll of the same build.</param>
/// <param name="Redis">The program <c>redis-server</c>.</param>
/// <param name="Settings">Further settings of silos and Api nodes, <c>Section:Key=value</c>.</param>
internal sealed record ClusterShape(int Silos, int Apis, string SiloDll, string ApiDll, string Redis, IReadOnlyList<string> Settings)
{
    /// <summary>The cluster of these options.</summary>
    /// <exception cref="OptionException">A program is not there.</exception>
    public static ClusterShape Of(LoadOptions options) => new(
        options.Silos!.Value,
        options.Apis,
        options.SiloPath ?? Built("Silo"),
        options.HubPath ?? Built("Api"),
        options.RedisProgram,
        options.Settings);

    private static string Built(string project)
    {
        string dll = HubServer.Beside(AppContext.BaseDirectory, project, "orleans");
        return File.Exists(dll)
            ? dll
            : throw new OptionException(
                $"There is no '{dll}': build {project} with -p:Engine=Orleans in the same configuration, or name its dll with {(project == "Api" ? "--hub" : "--silo")}.");
    }
}
