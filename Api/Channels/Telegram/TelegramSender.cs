using System.Text.Json.Nodes;
using ContactHub.Conversations;
using ContactHub.Messengers;
using ContactHub.Outbound;

namespace ContactHub.Telegram;

/// <summary>What is said, as the Bot API takes it.</summary>
internal sealed class TelegramSender(TelegramOptions options, TelegramApi api) : IMessengerSender
{
    /// <summary>A picture of <c>sendPhoto</c> has at most 10 MB.</summary>
    private const long MostPhoto = 10 * 1024 * 1024;

    public string Channel => Channels.Telegram;

    /// <summary>Of <c>sendMessage</c>, "1-4096 characters after entities parsing"; counted in UTF-16, which is on the safe side.</summary>
    public int MostText => 4096;

    public DeliveryLimits Limits { get; } = new() { FirstPause = TimeSpan.FromSeconds(2), LongestPause = TimeSpan.FromMinutes(10), SendTimeout = TimeSpan.FromMinutes(3) };

    public MessengerNotice? NoticeOf(MessengerPlace place) => BotOf(place)?.Notice;

    public DeliveryOutcome.Failed? Refusal(MessengerPlace place) => null;

    public async Task<DeliveryOutcome> Send(MessengerPlace place, MessengerMessage message, CancellationToken ct)
    {
        var request = new JsonObject { ["chat_id"] = place.Address, ["text"] = message.Text };
        if (Keyboard(message) is { } keyboard) request["reply_markup"] = keyboard;
        return (await api.Call(BotOf(place)!, "sendMessage", request, ct)).ToOutcome();
    }

    public async Task<DeliveryOutcome> Send(MessengerPlace place, Attachment file, byte[] bytes, string? mark, CancellationToken ct)
    {
        var isPhoto = file.ContentType is "image/jpeg" or "image/png" && bytes.Length <= MostPhoto;
        var (method, field) = isPhoto ? ("sendPhoto", "photo") : ("sendDocument", "document");
        return (await api.Upload(BotOf(place)!, method, place.Address, field, file.Name, file.ContentType, bytes, ct)).ToOutcome();
    }

    private TelegramBot? BotOf(MessengerPlace place) => Array.Find(options.Bots, bot => bot.Id == place.Account);

    /// <summary>Buttons under a message (<c>InlineKeyboardMarkup</c>): one on a line, scores all on one.</summary>
    private static JsonObject? Keyboard(MessengerMessage message)
    {
        if (message.Choices.IsEmpty) return null;
        var buttons = message.Choices.Select(choice => (JsonNode)new JsonObject { ["text"] = choice.Text, ["callback_data"] = choice.Data });
        var rows = message.IsRating ? [new JsonArray([.. buttons])] : buttons.Select(button => (JsonNode)new JsonArray(button)).ToArray();
        return new JsonObject { ["inline_keyboard"] = new JsonArray(rows) };
    }
}
