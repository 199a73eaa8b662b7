using ContactHub.Visitors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.RateLimiting;

namespace ContactHub.DirectLine;

/// <summary>Adds Direct Line to the hub, if any site has a secret for it; otherwise there is nothing under its path.</summary>
internal static class DirectLineSetup
{
    private const string Cors = "directline";

    public static void AddContactHubDirectLine(this IServiceCollection services, IReadOnlyList<SiteOptions> sites)
    {
        services.AddSingleton<DirectLineTokens>().AddSingleton<DirectLineTimeline>().AddSingleton<DirectLinePosts>().AddSingleton<DirectLineCalls>().AddSingleton<DirectLineUploads>();
        services.AddSingleton<DirectLineStreams>().AddSingleton<DirectLineFeed>();
        if (!IsOn(sites)) return;
        services.AddHostedService(p => p.GetRequiredService<DirectLineFeed>());
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, DirectLineAuthentication>(DirectLineAuthentication.SchemeName, null);
        DirectLineAuthentication.AddPolicies(services.AddAuthorizationBuilder());
        services.Configure<RateLimiterOptions>(DirectLineRates.Add);
        string[] origins = [.. sites.Where(site => site.DirectLineSecret.Length > 0).SelectMany(site => site.AllowedOrigins)];
        // getsessionid is asked for with credentials; no cookie of the hub opens anything here.
        services.AddCors(cors => cors.AddPolicy(Cors, policy => policy
            .WithOrigins(origins)
            .WithMethods("GET", "POST")
            .WithHeaders("authorization", "content-type", "x-ms-bot-agent", "x-requested-with")
            .WithExposedHeaders("Retry-After")
            .AllowCredentials()
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10))));
    }

    /// <summary>Before routing: preflights are answered for every path, and whatever is refused further on has the error's shape.</summary>
    public static void UseContactHubDirectLine(this WebApplication app)
    {
        if (!IsOn(app)) return;
        app.UseWhen(context => context.Request.Path.StartsWithSegments(DirectLineEndpoints.Prefix, StringComparison.OrdinalIgnoreCase), branch =>
        {
            branch.UseCors(Cors);
            branch.UseStatusCodePages(status => DirectLineErrors.Write(status.HttpContext, DirectLineErrors.OfStatus(status.HttpContext.Response.StatusCode)));
            branch.UseWebSockets();
        });
    }

    public static void MapContactHubDirectLine(this WebApplication app)
    {
        if (IsOn(app)) DirectLineEndpoints.Map(app);
    }

    private static bool IsOn(WebApplication app) => IsOn(app.Services.GetRequiredService<Sites>().All);

    private static bool IsOn(IReadOnlyList<SiteOptions> sites) => sites.Any(site => site.DirectLineSecret.Length > 0);
}
