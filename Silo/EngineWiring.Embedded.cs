using Microsoft.Extensions.Hosting;

namespace ContactHub.Silo;

/// <summary>The one place in the product that starts the engine inside this process by its name.</summary>
internal static class EngineWiring
{
    public static void UseGrainEngine(this IHostApplicationBuilder builder) => builder.UseEmbeddedEngine();
}
