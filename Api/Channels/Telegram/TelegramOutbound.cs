using System.Globalization;
using System.Text.Json.Nodes;
using ContactHub.Conversations;
using ContactHub.Messengers;
using ContactHub.Outbound;
using ContactHub.Routing;
using ContactHub.Storage;

namespace ContactHub.Telegram;

/// <summary>
/// Sends answers to Telegram, part by part: each part is a delivery of its own, so that a long message that breaks off goes on where it broke off. The Bot
/// API knows no idempotency key: a part whose answer was lost is sent twice.
/// </summary>
internal sealed class TelegramOutbound(
    TelegramOptions options, TelegramApi api, MessengerDeliveries deliveries, MessengerPlaces places, TelegramFiles files, IGrainFactory grains) : IOutboundChannel
{
    /// <summary>Longest text of <c>sendMessage</c>, "1-4096 characters after entities parsing"; counted in UTF-16, which is on the safe side.</summary>
    public const int MostText = 4096;

    public string Name => Channels.Telegram;

    public DeliveryLimits Limits { get; } = new() { FirstPause = TimeSpan.FromSeconds(2), LongestPause = TimeSpan.FromMinutes(10), SendTimeout = TimeSpan.FromMinutes(3) };

    public async ValueTask<IReadOnlyList<NewDelivery>> Select(StoredEvent e, CancellationToken ct)
    {
        if (options.Bots.Length == 0 || await deliveries.Find(e, Channels.Telegram, ct) is not var (place, entry)) return [];
        return [.. Enumerable.Range(0, PartsOf(entry)).Select(part => new NewDelivery(string.Create(CultureInfo.InvariantCulture, $"{place}/{part}"), place))];
    }

    public async ValueTask<DeliveryOutcome> Send(Delivery delivery, CancellationToken ct)
    {
        if (delivery.Target.Split('/') is not [var placeId, var part] || await places.Find(placeId, ct) is not { } place)
            return new DeliveryOutcome.Failed("The chat is not known any more.");
        if (Array.Find(options.Bots, bot => bot.Id == place.Account) is not { } bot) return new DeliveryOutcome.Retry($"There is no bot {place.Account} in the settings.");
        if (await Notice(bot, place, ct) is { IsOk: false } refused) return refused.ToOutcome();
        var entry = await deliveries.EventOf(delivery, ct);
        return (await Send(bot, place, delivery, entry, int.Parse(part, CultureInfo.InvariantCulture), ct)).ToOutcome();
    }

    public ValueTask GivenUp(Delivery delivery, CancellationToken ct) => new(deliveries.ReportFailure(delivery));

    private static int PartsOf(TimelineEntry entry) => entry.Event is MessagePosted message
        ? Texts(entry, message).Count + (message.Attachments.IsDefault ? 0 : message.Attachments.Length)
        : 1;

    private static IReadOnlyList<string> Texts(TimelineEntry entry, MessagePosted message) =>
        MessageText.Split(entry.By.Kind == ActorKind.Bot ? MessageText.Plain(message.Text) : message.Text, MostText);

    private async Task<TelegramAnswer> Send(TelegramBot bot, MessengerPlace place, Delivery delivery, TimelineEntry entry, int part, CancellationToken ct)
    {
        // The files come after the texts.
        if (entry.Event is MessagePosted { Attachments.IsDefaultOrEmpty: false } sent && part - Texts(entry, sent).Count is >= 0 and var file)
            return await files.Send(bot, place, sent.Attachments[file], ct);
        var request = entry.Event switch
        {
            QueueEntered queued => Text(place, MessengerTexts.Queued(place.Language, await Waiting(queued))),
            AgentAssigned assigned => Text(place, Realtime.TimelineTexts.Joined(place.Language, assigned.AgentName)),
            ConversationResolved => Text(place, MessengerTexts.Rate(place.Language), TelegramKeyboard.Rating(delivery.ConversationId, delivery.Seq)),
            MessagePosted message => Part(place, delivery, entry, message, part),
            _ => throw new InvalidDataException($"A {delivery.Kind} is not sent to Telegram."),
        };
        return await api.Call(bot, "sendMessage", request, ct);
    }

    /// <summary>The buttons stand under the last part.</summary>
    private static JsonObject Part(MessengerPlace place, Delivery delivery, TimelineEntry entry, MessagePosted message, int part)
    {
        var texts = Texts(entry, message);
        return Text(place, texts[part], part == texts.Count - 1 ? TelegramKeyboard.Of(message.Options, delivery.ConversationId, delivery.Seq) : null);
    }

    private static JsonObject Text(MessengerPlace place, string text, JsonObject? keyboard = null)
    {
        var request = new JsonObject { ["chat_id"] = place.Address, ["text"] = text };
        if (keyboard is not null) request["reply_markup"] = keyboard;
        return request;
    }

    /// <summary>The privacy notice, before the first thing that is sent and once for each of its versions; null when the place has it.</summary>
    private async Task<TelegramAnswer?> Notice(TelegramBot bot, MessengerPlace place, CancellationToken ct)
    {
        if (bot.Notice.In(place.Language) is not { Length: > 0 } notice || place.Notice == bot.Notice.VersionIn(place.Language)) return null;
        var answer = await api.Call(bot, "sendMessage", Text(place, notice), ct);
        if (answer.IsOk) await places.Noticed(place.Id, bot.Notice.VersionIn(place.Language), ct);
        return answer;
    }

    private async Task<int> Waiting(QueueEntered queued) => (await grains.GetGrain<IQueueGrain>(queued.DepartmentId).Status()).Waiting;
}
