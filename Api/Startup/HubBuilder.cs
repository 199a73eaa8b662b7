using System.IO.Compression;
using ContactHub.Accounts;
using ContactHub.Admin;
using ContactHub.ApiKeys;
using ContactHub.Bots;
using ContactHub.Cimer;
using ContactHub.Desk;
using ContactHub.Demo;
using ContactHub.DirectLine;
using ContactHub.Email;
using ContactHub.Files;
using ContactHub.Health;
using ContactHub.Links;
using ContactHub.Messengers;
using ContactHub.OpenApi;
using ContactHub.Outbound;
using ContactHub.Phone;
using ContactHub.Realtime;
using ContactHub.Security;
using ContactHub.Silo;
using ContactHub.Telegram;
using ContactHub.Telemetry;
using ContactHub.Visitors;
using ContactHub.Webhooks;
using ContactHub.WhatsApp;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContactHub.Startup;

/// <summary>What the hub is made of; reads as a table of contents.</summary>
internal static class HubBuilder
{
    /// <summary>Adds everything, or lists all faults of the configuration and answers false.</summary>
    public static bool TryAddContactHub(this WebApplicationBuilder builder, TextWriter errors)
    {
        var configuration = HubConfiguration.Read(builder.Configuration);
        if (!configuration.Problems.IsEmpty)
        {
            errors.WriteLine($"ContactHub cannot start: {configuration.Problems.Length} fault(s) in the configuration.");
            foreach (var problem in configuration.Problems) errors.WriteLine("  - " + problem);
            return false;
        }

        var node = configuration.Node;
        builder.Services.AddContactHubTelemetry(node.Telemetry);
        builder.AddContactHubSilo(node.Storage, node.Routing, node.Bot, node.Bots);
        builder.Services.AddContactHubAccounts();
        builder.Services.AddContactHubSecurity(node.Network);
        builder.Services.AddContactHubAdmin();
        builder.Services.AddContactHubFiles(configuration.Files);
        builder.Services.AddContactHubApiKeys();
        builder.Services.AddContactHubOpenApi();
        builder.Services.AddContactHubVisitors(configuration);
        builder.Services.AddContactHubLinks(configuration.Sites);
        builder.Services.AddContactHubDirectLine(configuration.Sites);
        builder.Services.AddContactHubBotCalls(node.Bots);
        builder.Services.AddContactHubDesk();
        builder.Services.AddContactHubRealtime(node.Telemetry);
        builder.Services.AddContactHubPhone(configuration.Phone);
        builder.Services.AddBrowserPartCompression();
        builder.Services.AddContactHubHealth(configuration.Drain);
        builder.Services.AddContactHubDemo(configuration.Demo);
        builder.Services.AddContactHubEmail(configuration.Email);
        builder.Services.AddContactHubOutbound(configuration.Outbound);
        builder.Services.AddContactHubWebhooks(configuration.Webhooks);
        builder.Services.AddContactHubMessengers();
        builder.Services.AddContactHubTelegram(configuration.Telegram);
        builder.Services.AddContactHubWhatsApp(configuration.WhatsApp);
        return true;
    }

    private static void AddContactHubVisitors(this IServiceCollection services, HubConfiguration configuration)
    {
        services.AddSingleton(new Sites(configuration.Sites)).AddSingleton(configuration.Visitors);
        services.AddSingleton<VisitorTokens>().AddSingleton<VisitorSessions>().AddSingleton<VisitorLimits>().AddSingleton<VisitorConnections>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, VisitorAuthentication>(VisitorAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder().AddPolicy(VisitorAuthentication.Policy, policy => policy
            .AddAuthenticationSchemes(VisitorAuthentication.SchemeName).RequireAuthenticatedUser());
    }

    private static void AddContactHubDesk(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddSingleton<CimerIntake>();
        services.AddSingleton<DeskViewers>().AddSingleton<VisibleConversations>();
        services.AddSingleton<ConversationViews>().AddHostedService(p => p.GetRequiredService<ConversationViews>());
        services.AddSingleton<InboxFeed>().AddHostedService(p => p.GetRequiredService<InboxFeed>());
        services.AddSingleton<AgentFeed>().AddHostedService(p => p.GetRequiredService<AgentFeed>());
    }

    /// <summary>Only what is the same for everybody is compressed: compressing answers with secrets in them would give the secrets away (BREACH).</summary>
    private static void AddBrowserPartCompression(this IServiceCollection services) => services.AddResponseCompression(options =>
    {
        options.EnableForHttps = true;
        options.MimeTypes = ["text/javascript", "text/css", "text/html", "image/svg+xml"];
    })
        .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal)
        .Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);

    private static void AddContactHubRealtime(this IServiceCollection services, TelemetryOptions telemetry)
    {
        services.AddSingleton<ConversationCalls>().AddSingleton<ConversationFeed>().AddHostedService(p => p.GetRequiredService<ConversationFeed>());
        services.ConfigureHttpJsonOptions(options => WireJson.Configure(options.SerializerOptions));
        // The framework logs every refusal as an error, with its text; HubFaults logs what is one.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.Critical));
        services.AddSingleton<HubFaults>().AddSingleton<NodeConnections>();
        services.AddSignalR(options =>
        {
            options.MaximumReceiveMessageSize = 32 * 1024;
            options.EnableDetailedErrors = false;
            // Clients take 12 s without a sign of life for a dead network.
            options.KeepAliveInterval = TimeSpan.FromSeconds(5);
            options.AddFilter<NodeConnections>();
            if (telemetry.IsOn) options.AddFilter<HubTracing>();
            options.AddFilter<HubFaults>();
        });
        services.Configure<JsonHubProtocolOptions>(options => WireJson.Configure(options.PayloadSerializerOptions));
        services.RemoveAll<IHubProtocol>();
        services.AddSingleton<IHubProtocol>(p => new LenientJsonProtocol(ActivatorUtilities.CreateInstance<JsonHubProtocol>(p)));
    }
}
