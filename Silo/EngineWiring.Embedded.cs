using ContactHub.Storage;
using Microsoft.Extensions.Hosting;

namespace ContactHub.Silo;

/// <summary>The one place in the product that starts the engine inside this process by its name.</summary>
internal static class EngineWiring
{
    public static void UseGrainEngine(this IHostApplicationBuilder builder, ClusterSettings cluster) => builder.UseEmbeddedEngine();

    /// <summary>There is no cluster.</summary>
    public static bool IsClusterFault(Exception exception) => false;

    /// <summary>Who configures a cluster means to run one, and would get processes that know nothing of each other.</summary>
    public static IEnumerable<string> ClusterProblems(ClusterSettings settings, bool isGiven, StorageOptions storage) =>
        isGiven ? ["The section 'Cluster' has no effect: this build runs in one process. Build with -p:Engine=Orleans for a cluster, or remove the section."] : [];

    /// <summary>One process needs no other one.</summary>
    public static Task EnsureStartable(IServiceProvider services, ClusterSettings settings, StorageOptions storage) => Task.CompletedTask;
}
