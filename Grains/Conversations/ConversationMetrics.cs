using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using ContactHub.Telemetry;

namespace ContactHub.Conversations;

/// <summary>What an operator sees of conversations.</summary>
internal static class ConversationMetrics
{
    private static readonly Counter<long> Stored = HubMeter.Meter.CreateCounter<long>(
        "contacthub.messages.stored", "{message}", "Messages that are durable, by channel and by whom");

    private static readonly Counter<long> Refused = HubMeter.Meter.CreateCounter<long>(
        "contacthub.commands.refused", "{command}", "Commands that a conversation refused, by reason");

    public static void Appended(ImmutableArray<TimelineEntry> entries)
    {
        if (!Stored.Enabled) return;
        foreach (var entry in entries)
        {
            if (entry.Event is MessagePosted) Stored.Add(1, HubMeter.Tag("channel", entry.Channel), HubMeter.Tag("by", Name(entry.By.Kind)));
        }
    }

    public static void Answered(CommandError error)
    {
        if (error != CommandError.None && Refused.Enabled) Refused.Add(1, HubMeter.Tag("code", Name(error)));
    }

    private static string Name(ActorKind kind) => kind switch
    {
        ActorKind.Citizen => "citizen",
        ActorKind.Bot => "bot",
        ActorKind.Agent => "agent",
        _ => "system",
    };

    private static string Name(CommandError error) => Names.TryGetValue(error, out var name) ? name : "invalid";

    private static readonly ImmutableDictionary<CommandError, string> Names = Enum.GetValues<CommandError>()
        .ToImmutableDictionary(error => error, error => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(error.ToString()));
}
