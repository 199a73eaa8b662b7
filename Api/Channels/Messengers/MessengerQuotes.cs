using ContactHub.Conversations;
using ContactHub.Storage;

namespace ContactHub.Messengers;

/// <summary>Which message of the timeline a citizen means who answers or reacts to one in a messenger.</summary>
public sealed class MessengerQuotes(MessengerMessages messages, IEventLog log, ILogger<MessengerQuotes> logger)
{
    private const int MostText = 120;

    /// <summary>What is shown of it; null when the hub does not know it.</summary>
    /// <param name="message">The messenger's own id; null: none is meant.</param>
    public async Task<QuotedMessage?> Find(string place, string? message, CancellationToken ct)
    {
        if (message is null || await messages.Find(place, message, ct) is not var (conversation, seq)) return null;
        if (await log.Read(conversation, seq - 1, 1, ct) is not [var stored] || EventCodec.FromStored(stored) is not { Event: MessagePosted said } entry) return null;
        var text = said.Text.Length > 0 || said.Attachments.IsDefaultOrEmpty ? said.Text : "📎 " + said.Attachments[0].Name;
        return new QuotedMessage(conversation, seq, entry.By.Kind, Beginning(text));
    }

    /// <summary>Keeps what the messenger calls a message by. A store that takes no writes now must not have the message sent again for that.</summary>
    public async Task Note(string place, string message, string conversation, long seq, CancellationToken ct)
    {
        try
        {
            await messages.Note(place, message, conversation, seq, ct);
        }
        catch (Exception e) when (Security.StorageFaults.IsPassing(e))
        {
            MessengerLog.NotNoted(logger, e);
        }
    }

    private static string Beginning(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        if (line.Length <= MostText) return line;
        return line[..(char.IsHighSurrogate(line[MostText - 2]) ? MostText - 2 : MostText - 1)].TrimEnd() + "…";
    }
}
