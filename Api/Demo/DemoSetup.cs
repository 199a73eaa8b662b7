using Microsoft.Extensions.FileProviders;

namespace ContactHub.Demo;

/// <summary>Registers the demo, and serves its municipal site under <c>/demo/</c> where it is on.</summary>
internal static class DemoSetup
{
    public static void AddContactHubDemo(this IServiceCollection services, DemoOptions options)
    {
        services.AddSingleton(options);
        services.AddScoped<DemoSeed>();
    }

    public static void UseContactHubDemo(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<DemoOptions>().Enabled) return;
        app.UseFileServer(new FileServerOptions
        {
            RequestPath = "/demo",
            FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "Demo", "site")),
            RedirectToAppendTrailingSlash = true,
        });
    }

    /// <summary>The root leads to the demo's site where it is on, and to the desk otherwise.</summary>
    public static void MapContactHubDemo(this WebApplication app)
    {
        var start = app.Services.GetRequiredService<DemoOptions>().Enabled ? "/demo/" : "/desk/";
        app.MapGet("/", () => Results.Redirect(start)).AllowAnonymous();
    }
}
