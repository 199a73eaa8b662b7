using Microsoft.Extensions.Hosting;

namespace ContactHub.Silo;

/// <summary>The one place in the product that starts an engine by its name.</summary>
internal static class EngineWiring
{
#if ENGINE_ORLEANS
    /// <summary>Orleans with Redis for membership, directory and reminders (docs/operations.md).</summary>
    public static void UseGrainEngine(this IHostApplicationBuilder builder) => builder.UseOrleans();
#else
    /// <summary>The engine inside this process.</summary>
    public static void UseGrainEngine(this IHostApplicationBuilder builder) => builder.UseEmbeddedEngine();
#endif
}
