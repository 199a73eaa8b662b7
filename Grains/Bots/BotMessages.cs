using System.Collections.Immutable;
using System.Text.Json;
using ContactHub.Conversations;

namespace ContactHub.Bots;

/// <summary>Reads a message activity into what the hub shows: words, options and cards. Pure; whatever can't be shown falls back to words.</summary>
internal static class BotMessages
{
    /// <summary>The message; one without words, options, cards and files says nothing.</summary>
    /// <param name="prefix">Sets its buttons' ids apart from all others of the conversation.</param>
    /// <param name="files">What of its attachments was taken in, by their places; null when nothing was.</param>
    public static BotMessage Read(BotOptions bot, JsonElement activity, string prefix, IReadOnlyDictionary<int, Attachment>? files = null)
    {
        var buttons = new BotButtons(prefix);
        var cards = new CardReader(bot, buttons);
        var text = activity.Text("text") ?? "";
        List<Card> shown = [];
        List<string> words = [];
        foreach (var (place, attachment) in activity.List("attachments").Take(BotConversations.MostAttachments).Index())
        {
            if (files?.ContainsKey(place) == true) continue;
            if (cards.Read(attachment) is { } card) shown.Add(card);
            else if (CardReader.Words(attachment) is { } line) words.Add(line);
        }

        ImmutableArray<MessageOption> options = [.. activity.Object("suggestedActions").List("actions").Select(buttons.Read).OfType<MessageOption>()];
        // A bot that says nothing but sends what nobody here can draw has a text for that (Activity protocol, "Summary").
        if (text.Length == 0 && shown.Count == 0 && words.Count == 0 && files is not { Count: > 0 }) text = activity.Text("summary") ?? "";
        var all = string.Join("\n\n", words.Prepend(text).Where(line => line.Length > 0));
        return new BotMessage(all, options.IsEmpty ? default : options, null, shown.Count == 0 ? default : [.. shown],
            files is { Count: > 0 } ? [.. files.OrderBy(file => file.Key).Select(file => file.Value)] : default);
    }

    /// <summary>Whether there is nothing to show.</summary>
    public static bool IsEmpty(BotMessage message) =>
        string.IsNullOrWhiteSpace(message.Text) && message.Cards.IsDefaultOrEmpty && message.Options.IsDefaultOrEmpty && message.Attachments.IsDefaultOrEmpty;
}
