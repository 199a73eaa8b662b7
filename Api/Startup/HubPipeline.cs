using ContactHub.Accounts;
using ContactHub.Admin;
using ContactHub.ApiKeys;
using ContactHub.Bots;
using ContactHub.Demo;
using ContactHub.Desk;
using ContactHub.DirectLine;
using ContactHub.Files;
using ContactHub.Email;
using ContactHub.Health;
using ContactHub.OpenApi;
using ContactHub.Phone;
using ContactHub.Security;
using ContactHub.Telegram;
using ContactHub.Visitors;
using ContactHub.WhatsApp;
using Microsoft.Extensions.FileProviders;

namespace ContactHub.Startup;

/// <summary>What a request passes through, and what answers it.</summary>
internal static class HubPipeline
{
    public static void UseContactHub(this WebApplication app)
    {
        app.UseContactHubSecurity();
        app.UseDraining();
        app.UseResponseCompression();
        app.UseBrowserParts();
        app.UseContactHubDemo();
        app.UseContactHubDirectLine();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseApiKeyLimits();
        app.UseIdempotency();
        app.MapContactHubVisitors();
        app.MapContactHubFiles();
        app.MapContactHubDirectLine();
        app.MapContactHubBots();
        app.MapContactHubAccounts();
        app.MapContactHubAdmin();
        app.MapContactHubDesk();
        app.MapContactHubDeskApi();
        app.MapContactHubOpenApi();
        app.MapContactHubPhone();
        app.MapContactHubTelegram();
        app.MapContactHubWhatsApp();
        app.MapContactHubEmail();
        app.MapContactHubHealth();
        app.MapContactHubDemo();
    }

    private static void MapContactHubDesk(this WebApplication app)
    {
        app.MapHub<DeskHub>("/hubs/desk", options =>
        {
            options.ApplicationMaxBufferSize = 64 * 1024;
            options.CloseOnAuthenticationExpiration = true;
        });
    }

    /// <summary>The built widget and desk; the desk is one page for all of its addresses.</summary>
    private static void UseBrowserParts(this WebApplication app)
    {
        var root = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (!Directory.Exists(root)) return;
        var files = new PhysicalFileProvider(root);
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments("/desk", StringComparison.Ordinal, out var rest) && !Path.HasExtension(rest.Value))
                context.Request.Path = "/desk/index.html";
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            // Names with a content hash never change; everything else is asked for again.
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.Value!.Contains("/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }
}
