using System.Collections.Concurrent;
using ContactHub.Conversations;
using ContactHub.Messengers;
using ContactHub.Realtime;
using ContactHub.Security;

namespace ContactHub.Telegram;

/// <summary>Shows citizens in Telegram that an agent is typing.</summary>
public sealed class TelegramTyping(TelegramOptions options, TelegramGestures gestures, MessengerPlaces places, TimeProvider clock, ILogger<TelegramTyping> logger)
{
    /// <summary>Telegram shows it for five seconds; sooner it need not be said again.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(4);

    private const int MostRemembered = 1_000;

    private readonly ConcurrentDictionary<string, long> _shown = new(StringComparer.Ordinal);

    /// <summary>Does nothing for a conversation that is not answered on Telegram. Nobody waits for Telegram.</summary>
    public void Show(string conversationId, ConversationCall conversation)
    {
        if (options.Bots.Length == 0) return;
        if (_shown.TryGetValue(conversationId, out var at) && clock.GetElapsedTime(at) < Lasts) return;
        if (_shown.Count >= MostRemembered) _shown.Clear();
        _shown[conversationId] = clock.GetTimestamp();
        _ = Tell(conversation);
    }

    private async Task Tell(ConversationCall conversation)
    {
        try
        {
            if (await conversation.Summary() is not { ReplyVia: { } via } summary || (summary.ReplyChannel ?? summary.Channel) != Channels.Telegram) return;
            if (await places.Find(via) is { } place && Array.Find(options.Bots, bot => bot.Id == place.Account) is { } bot)
                await gestures.Typing(bot, place.Address, CancellationToken.None);
        }
        catch (Exception e) when (StorageFaults.IsPassing(e))
        {
            TelegramLog.Harmless(logger, e, "", "sendChatAction");
        }
    }
}
