using ContactHub.Audit;
using ContactHub.Bots;
using ContactHub.CannedAnswers;
using ContactHub.Conversations;
using ContactHub.FaqBot;
using ContactHub.Outbound;
using ContactHub.Routing;
using ContactHub.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ContactHub.Silo;

/// <summary>Wires grains, storage and engine into a host: the Api's own process, or a node that runs alone.</summary>
public static class SiloWiring
{
    /// <summary>Storage starts first and the engine second, because what recovers calls grains as soon as it starts.</summary>
    public static IHostApplicationBuilder AddContactHubSilo(
        this IHostApplicationBuilder builder, StorageOptions storage, RoutingOptions routing, FaqBotOptions bot, BotsOptions bots)
    {
        builder.Services.AddContactHubStorage(storage);
        builder.Services.AddSingleton<AuditLog>().AddSingleton<FaqStore>().AddSingleton<CannedAnswerStore>();
        builder.Services.AddSingleton<ConversationSurroundings>();
        builder.Services.AddSingleton<FaqIndexSource>().AddSingleton(bot).AddSingleton<ClusterChanges>().AddSingleton<RepeatedCalls>();
        builder.Services.AddSingleton(OutboundProxy.Read(builder.Configuration)).AddContactHubBots(bots);
        var cluster = ClusterSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(cluster).AddSingleton(storage);
        builder.UseGrainEngine(cluster);
        builder.Services.AddContactHubRouting(routing);
        if (cluster.RunsGrains) builder.Services.AddRoutingRecovery();
        return builder;
    }
}
