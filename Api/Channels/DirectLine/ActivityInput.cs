using System.Text.Json;
using ContactHub.Conversations;

namespace ContactHub.DirectLine;

/// <summary>What the hub reads of an activity that a client posts.</summary>
/// <param name="Value">What a card posted, as JSON; null when nothing.</param>
/// <param name="ClientActivityId">The client's own id, under which a repeated one is recognised; null when it gave none.</param>
public sealed record ActivityInput(string Type, string Text, string? Value, string? ClientActivityId)
{
    private const int MaxValue = 8_000;

    private const int MaxClientActivityId = ConversationLimits.CommandId - 3;

    /// <exception cref="DirectLineException">It is not an activity, or has what can't be kept.</exception>
    /// <param name="hasFiles">Whether its files came with it: then what the activity says of them is not looked at.</param>
    public static ActivityInput Read(JsonElement activity, bool hasFiles = false)
    {
        var type = Member(activity, "type") ?? throw DirectLineErrors.Missing("type");
        if (!hasFiles && activity.TryGetProperty("attachments", out var attachments) && attachments is { ValueKind: JsonValueKind.Array } && attachments.GetArrayLength() > 0)
            throw DirectLineErrors.NoAttachments();
        // A button of type postBack comes as a value without a text.
        var text = Member(activity, "text") is { Length: > 0 } said ? said : Member(activity, "value") ?? "";
        var id = activity.TryGetProperty("channelData", out var data) && data.ValueKind == JsonValueKind.Object ? Member(data, "clientActivityID") : null;
        if (id is { Length: 0 or > MaxClientActivityId } || id?.Any(char.IsControl) == true)
            throw DirectLineErrors.BadArgument($"channelData.clientActivityID must have 1 to {MaxClientActivityId} characters.");
        var value = activity.TryGetProperty("value", out var posted) && posted.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? posted.GetRawText() : null;
        if (value?.Length > MaxValue) throw DirectLineErrors.BadArgument($"'value' has more than {MaxValue} characters.");
        return new ActivityInput(type, text, value, id);
    }

    /// <summary>A member that is a text; null when it is missing or something else.</summary>
    internal static string? Member(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            throw DirectLineErrors.BadArgument($"'{name}' is not a text.");
        }
    }
}
