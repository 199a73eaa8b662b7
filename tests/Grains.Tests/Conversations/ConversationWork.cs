using System.Globalization;
using System.Text;

namespace ContactHub.Conversations;

/// <summary>What is done with a conversation on a hub, and what is then to be seen.</summary>
internal static class ConversationWork
{
    public static Task<CommandResult> Do(this GrainHost hub, ConversationCommand command, string id = "c-1") => hub.Conversation(id).Execute(command);

    /// <summary>What is stored of a conversation.</summary>
    public static async Task<IReadOnlyList<TimelineEntry>> Timeline(this GrainHost hub, string id = "c-1") =>
        [.. (await hub.Log.Read(id, 0, 10_000)).Select(EventCodec.FromStored)];

    /// <summary>All that a screen can learn of a conversation, as text to compare.</summary>
    public static async Task<string> Seen(this GrainHost hub, string id = "c-1")
    {
        var text = new StringBuilder();
        var page = await hub.Conversation(id).Join(0);
        text.AppendLine(Encoding.UTF8.GetString(EventCodec.EncodeSummary((await hub.Conversation(id).Summary())!)));
        text.AppendLine(Encoding.UTF8.GetString(EventCodec.EncodeSummary(page.Summary!)));
        text.AppendLine(CultureInfo.InvariantCulture, $"{page.LastSeq} {page.Gap} {page.Number}");
        foreach (var entry in page.Entries) text.AppendLine(Line(entry));
        return text.ToString();
    }

    public static string Line(TimelineEntry entry) =>
        $"{entry.Seq} {entry.At:O} {entry.Channel} {ActorText.Write(entry.By)} {EventCodec.KindOf(entry.Event)} {Encoding.UTF8.GetString(EventCodec.Encode(entry.Event))}";
}
