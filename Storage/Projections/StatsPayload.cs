using System.Text.Json;

namespace ContactHub.Storage;

/// <summary>The few members of stored payloads (camel case JSON, docs/protocol.md section 2) that statistics need. What doesn't read says nothing.</summary>
internal static class StatsPayload
{
    /// <summary>The department a conversation is in from this event on; null when the event doesn't change it.</summary>
    public static string? Department(StoredEvent e) => e.Kind is "conversationOpened" or "queueEntered" or "agentAssigned"
        ? Member(e, "departmentId", member => member.ValueKind == JsonValueKind.String ? member.GetString() : null)
        : null;

    /// <summary>The citizen's judgement, 1 to 5; null for other events.</summary>
    public static int? Rating(StoredEvent e) => e.Kind == "satisfactionRated"
        ? Member<int?>(e, "score", member => member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var score) && score is >= 1 and <= 5 ? score : null)
        : null;

    private static T? Member<T>(StoredEvent e, string name, Func<JsonElement, T?> read)
    {
        try
        {
            using var document = JsonDocument.Parse(e.Payload);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var member) ? read(member) : default;
        }
        catch (JsonException)
        {
            // Conversations skip such an event too (UnknownEvent), so the statistics agree with them.
            return default;
        }
    }
}
