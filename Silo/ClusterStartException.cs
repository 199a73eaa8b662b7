using Microsoft.Extensions.DependencyInjection;
using ContactHub.Storage;

namespace ContactHub.Silo;

/// <summary>The process cannot become part of its cluster; the message says why, for a person, and shows no password.</summary>
public sealed class ClusterStartException(string message, Exception? inner = null) : Exception(message, inner);

public static class ClusterStartCheck
{
    /// <summary>Whether the cluster can be joined; call it before the host starts, whose own complaint would be a stack trace.</summary>
    /// <exception cref="ClusterStartException">The cluster's Redis cannot be reached, or another node runs beside this one's SQLite.</exception>
    public static Task EnsureClusterStartable(this IServiceProvider services) =>
        EngineWiring.EnsureStartable(services, services.GetRequiredService<ClusterSettings>(), services.GetRequiredService<StorageOptions>());
}
