using System.Text.Json;

namespace ContactHub.Bots;

/// <summary>
/// What an activity says of the answer that it is a part of. An answer is streamed as <c>typing</c> activities, each with all of the text so far, and a
/// <c>message</c> at the end (Activity protocol, entity <c>streaminfo</c>; botbuilder has the same members in <c>channelData</c>).
/// </summary>
/// <param name="Type">informative (what the bot is doing), streaming (the text so far) or final.</param>
/// <param name="Id">The stream's id: the id that the first activity got; null on that one.</param>
internal sealed record StreamPart(string Type, string? Id, long Sequence)
{
    /// <summary>The part; null when the activity is not streamed.</summary>
    public static StreamPart? Of(JsonElement activity)
    {
        var entity = activity.List("entities").FirstOrDefault(one => one.Text("type") == "streaminfo");
        // Some libraries keep nothing of an entity that they don't know but its type.
        var info = entity.Text("streamType") is null ? activity.Object("channelData") : entity;
        if (info.Text("streamType") is not { } type) return null;
        var sequence = info.TryGetProperty("streamSequence", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var given) ? given : 0;
        return new StreamPart(type, info.Text("streamId"), sequence);
    }
}
