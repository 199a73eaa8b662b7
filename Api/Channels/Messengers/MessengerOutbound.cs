using System.Collections.Immutable;
using System.Globalization;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Outbound;
using ContactHub.Realtime;
using ContactHub.Routing;
using ContactHub.Storage;

namespace ContactHub.Messengers;

/// <summary>
/// Sends answers to a messenger, part by part: each part is a delivery of its own, so that a long message that breaks off goes on where it broke off. The
/// messengers know no idempotency key: a part whose answer was lost is sent twice.
/// </summary>
internal sealed class MessengerOutbound(
    IMessengerSender sender, MessengerDeliveries deliveries, MessengerPlaces places, FileStore files, MessengerQuotes quotes, IGrainFactory grains) : IOutboundChannel
{
    private const int HighestScore = 5;

    public string Name => sender.Channel;

    public DeliveryLimits Limits => sender.Limits;

    public async ValueTask<IReadOnlyList<NewDelivery>> Select(StoredEvent e, CancellationToken ct)
    {
        if (await deliveries.Find(e, sender.Channel, ct) is not var (place, entry)) return [];
        return [.. Enumerable.Range(0, PartsOf(entry)).Select(part => new NewDelivery(string.Create(CultureInfo.InvariantCulture, $"{place}/{part}"), place))];
    }

    public async ValueTask<DeliveryOutcome> Send(Delivery delivery, CancellationToken ct)
    {
        if (delivery.Target.Split('/') is not [var placeId, var part] || await places.Find(placeId, ct) is not { } place)
            return new DeliveryOutcome.Failed("The chat is not known any more.");
        if (sender.NoticeOf(place) is not { } notice) return new DeliveryOutcome.Retry($"There is no account {place.Account} in the settings.");
        var entry = await deliveries.EventOf(delivery, ct);
        // A template goes at any time; what would have to go before it can wait until there is an answer.
        if (entry.Event is MessagePosted { Template: { } template } form) return await Note(place, delivery, await Send(place, delivery, form, template, ct), ct);
        if (sender.Refusal(place) is { } refusal) return refusal;
        if (await Tell(notice, place, ct) is not (null or DeliveryOutcome.Delivered) and var untold) return untold;
        var outcome = await Send(place, delivery, entry, int.Parse(part, CultureInfo.InvariantCulture), ct);
        return entry.Event is MessagePosted ? await Note(place, delivery, outcome, ct) : outcome;
    }

    /// <summary>Keeps what the messenger calls the message by, for who answers it there.</summary>
    private async Task<DeliveryOutcome> Note(MessengerPlace place, Delivery delivery, DeliveryOutcome outcome, CancellationToken ct)
    {
        if (outcome is DeliveryOutcome.Delivered { MessageId: { } message }) await quotes.Note(place.Id, message, delivery.ConversationId, delivery.Seq, ct);
        return outcome;
    }

    public ValueTask GivenUp(Delivery delivery, CancellationToken ct) => new(deliveries.ReportFailure(delivery));

    private int PartsOf(TimelineEntry entry) => entry.Event is MessagePosted { Template: null } message ? Texts(entry, message).Count + FilesOf(message) : 1;

    private static int FilesOf(MessagePosted message) => message.Attachments.IsDefault ? 0 : message.Attachments.Length;

    private IReadOnlyList<string> Texts(TimelineEntry entry, MessagePosted message) => MessageText.Split(MessengerWords.Of(entry, message), sender.MostText);

    private async Task<DeliveryOutcome> Send(MessengerPlace place, Delivery delivery, TimelineEntry entry, int part, CancellationToken ct) => entry.Event switch
    {
        QueueEntered queued => await Send(place, MessengerTexts.Queued(place.Language, await Waiting(queued)), ct),
        AgentAssigned assigned => await Send(place, TimelineTexts.Joined(place.Language, assigned.AgentName), ct),
        ConversationResolved => await sender.Send(place, Rating(place, delivery), ct),
        MessagePosted message => await Send(place, delivery, entry, message, part, ct),
        _ => throw new InvalidDataException($"A {delivery.Kind} is not sent to {sender.Channel}."),
    };

    /// <summary>The files come after the texts, and the buttons stand under the last text.</summary>
    private async Task<DeliveryOutcome> Send(MessengerPlace place, Delivery delivery, TimelineEntry entry, MessagePosted message, int part, CancellationToken ct)
    {
        var texts = Texts(entry, message);
        var mark = new MessengerMark(delivery.Seq, part == texts.Count + FilesOf(message) - 1, delivery.ConversationId).ToString();
        if (part < texts.Count)
            return await sender.Send(place, new MessengerMessage(texts[part], part == texts.Count - 1 ? Options(message, delivery) : [], false, mark), ct);
        var file = message.Attachments[part - texts.Count];
        return await files.Read(file.Id, ct) is { } bytes
            ? await sender.Send(place, file, bytes, mark, ct)
            : new DeliveryOutcome.Failed("The file is not there any more.");
    }

    private async Task<DeliveryOutcome> Send(MessengerPlace place, Delivery delivery, MessagePosted message, MessageTemplate template, CancellationToken ct)
    {
        var mark = new MessengerMark(delivery.Seq, true, delivery.ConversationId).ToString();
        if (template.Media is null) return await sender.Send(place, template, null, mark, ct);
        return FilesOf(message) == 1 && await files.Read(message.Attachments[0].Id, ct) is { } bytes
            ? await sender.Send(place, template, (message.Attachments[0], bytes), mark, ct)
            : new DeliveryOutcome.Failed("The file is not there any more.");
    }

    private Task<DeliveryOutcome> Send(MessengerPlace place, string text, CancellationToken ct) => sender.Send(place, new MessengerMessage(text, [], false, null), ct);

    private static ImmutableArray<MessengerChoice> Options(MessagePosted message, Delivery delivery) =>
        [.. MessengerWords.Choices(message).Select(choice => Choice(choice.Option.Text, new MessengerButton(false, choice.Index, delivery.Seq, delivery.ConversationId))).OfType<MessengerChoice>()];

    private static MessengerMessage Rating(MessengerPlace place, Delivery delivery) => new(
        MessengerTexts.Rate(place.Language),
        [.. Enumerable.Range(1, HighestScore).Select(score => Choice(
            score.ToString(CultureInfo.InvariantCulture), new MessengerButton(true, score, delivery.Seq, delivery.ConversationId))).OfType<MessengerChoice>()],
        true, null);

    private static MessengerChoice? Choice(string text, MessengerButton button) => button.ToData() is { } data ? new MessengerChoice(text, data) : null;

    /// <summary>The privacy notice, before the first thing that is sent and once for each of its versions; null when the place has it.</summary>
    private async Task<DeliveryOutcome?> Tell(MessengerNotice notice, MessengerPlace place, CancellationToken ct)
    {
        if (notice.In(place.Language) is not { Length: > 0 } text || place.Notice == notice.VersionIn(place.Language)) return null;
        var outcome = await Send(place, text, ct);
        if (outcome is DeliveryOutcome.Delivered) await places.Noticed(place.Id, notice.VersionIn(place.Language), ct);
        return outcome;
    }

    private async Task<int> Waiting(QueueEntered queued) => (await grains.GetGrain<IQueueGrain>(queued.DepartmentId).Status()).Waiting;
}
