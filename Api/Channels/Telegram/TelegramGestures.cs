using System.Globalization;
using System.Text.Json.Nodes;
using ContactHub.Conversations;
using ContactHub.Messengers;

namespace ContactHub.Telegram;

/// <summary>Calls that only make the bot feel alive. They are made once and not waited for to succeed: nothing is lost with them.</summary>
internal sealed class TelegramGestures(TelegramOptions options, TelegramApi api, ILogger<TelegramGestures> logger) : IMessengerGestures
{
    public string Channel => Channels.Telegram;

    /// <summary>Telegram shows it for five seconds.</summary>
    public TimeSpan TypingStays => TimeSpan.FromSeconds(4);

    public bool ShowsReading => false;

    public async Task Typing(MessengerPlace place, CancellationToken ct)
    {
        if (Array.Find(options.Bots, bot => bot.Id == place.Account) is { } bot)
            await Make(bot, "sendChatAction", new JsonObject { ["chat_id"] = place.Address, ["action"] = "typing" }, ct);
    }

    public Task Read(MessengerPlace place, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Ends the little clock on a button, with a word when there is one to say, and takes the buttons away that were answered.</summary>
    public async Task Answered(TelegramBot bot, TelegramPress press, string? words, bool takeButtons, CancellationToken ct)
    {
        var answer = new JsonObject { ["callback_query_id"] = press.PressId };
        if (words is not null) answer["text"] = words;
        await Make(bot, "answerCallbackQuery", answer, ct);
        if (takeButtons) await Make(bot, "editMessageReplyMarkup", new JsonObject { ["chat_id"] = Text(press.ChatId), ["message_id"] = press.MessageId }, ct);
    }

    /// <summary>Says that groups are not answered, and leaves.</summary>
    public async Task LeaveGroup(TelegramBot bot, long chatId, string language, CancellationToken ct)
    {
        await Make(bot, "sendMessage", new JsonObject { ["chat_id"] = Text(chatId), ["text"] = MessengerTexts.NoGroups(language) }, ct);
        await Make(bot, "leaveChat", new JsonObject { ["chat_id"] = Text(chatId) }, ct);
    }

    private async Task Make(TelegramBot bot, string method, JsonObject parameters, CancellationToken ct)
    {
        try
        {
            var answer = await api.Call(bot, method, parameters, ct);
            if (!answer.IsOk) TelegramLog.Harmless(logger, null, bot.Id, method);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            TelegramLog.Harmless(logger, e, bot.Id, method);
        }
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
