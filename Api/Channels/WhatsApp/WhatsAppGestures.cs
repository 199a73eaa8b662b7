using System.Text.Json.Nodes;
using ContactHub.Conversations;
using ContactHub.Messengers;

namespace ContactHub.WhatsApp;

/// <summary>Blue ticks and "typing" (developers.facebook.com/documentation/business-messaging/whatsapp/typing-indicators); the latter includes the former.</summary>
internal sealed class WhatsAppGestures(WhatsAppOptions options, WhatsAppApi api, ILogger<WhatsAppGestures> logger) : IMessengerGestures
{
    public string Channel => Channels.WhatsApp;

    /// <summary>WhatsApp shows it for 25 seconds, or until something is said.</summary>
    public TimeSpan TypingStays => TimeSpan.FromSeconds(20);

    public bool ShowsReading => true;

    public Task Typing(MessengerPlace place, CancellationToken ct) => Show(place, new JsonObject { ["typing_indicator"] = new JsonObject { ["type"] = "text" } }, ct);

    public Task Read(MessengerPlace place, CancellationToken ct) => Show(place, [], ct);

    private async Task Show(MessengerPlace place, JsonObject request, CancellationToken ct)
    {
        if (options.Number(place.Account) is not { } number || place.HeardMessage is not { } message) return;
        request["messaging_product"] = "whatsapp";
        request["status"] = "read";
        request["message_id"] = message;
        try
        {
            var answer = await api.Send(number, request, ct);
            if (!answer.IsOk) WhatsAppLog.Harmless(logger, null, number.Id, "marking as read");
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            WhatsAppLog.Harmless(logger, e, number.Id, "marking as read");
        }
    }
}
