using System.Net;
using ContactHub.Audit;
using ContactHub.Outbound;
using ContactHub.Storage;

namespace ContactHub.Webhooks;

/// <summary>Tells registered webhooks of events, in order within a conversation, and switches off those that nobody listens at any more.</summary>
internal sealed class WebhookChannel(
    WebhookDirectory directory, WebhookStore store, WebhookSender sender, ReceiverPauses pauses, IEventLog log, WebhooksOptions options, TimeProvider clock,
    ILogger<WebhookChannel> logger) : IOutboundChannel
{
    public const string ChannelName = "webhook";

    /// <summary>Whoever asks for a longer pause may have moved on by then.</summary>
    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(1);

    public string Name => ChannelName;

    public DeliveryLimits Limits { get; } = new()
    {
        Parallel = 16, SendTimeout = options.Timeout + TimeSpan.FromSeconds(10), FirstPause = options.FirstPause, MostAge = options.MostAge, Kept = options.LogKept,
    };

    public async ValueTask<IReadOnlyList<NewDelivery>> Select(StoredEvent e, CancellationToken ct)
    {
        var webhooks = await directory.All(ct);
        if (webhooks.Count == 0 || !WebhookBody.IsTold(e.Kind)) return [];
        return [.. webhooks.Where(webhook => webhook.Wants(e.Kind)).Select(webhook => new NewDelivery(webhook.Id, $"{webhook.Id}/{e.ConversationId}"))];
    }

    public async ValueTask<DeliveryOutcome> Send(Delivery delivery, CancellationToken ct)
    {
        if (await directory.Find(delivery.Target, ct) is not { } webhook) return new DeliveryOutcome.Failed("The webhook was deleted.", "deleted");
        if (!webhook.Enabled) return new DeliveryOutcome.Failed("The webhook is off.", "off");
        if (pauses.Left(webhook.Id) is { } left) return Later(delivery, left);
        if (await log.Read(delivery.ConversationId, delivery.Seq - 1, 1, ct) is not [var e] || e.Seq != delivery.Seq)
            return new DeliveryOutcome.Failed("The event is not in the log any more.", "gone");

        var number = (await log.Summary(delivery.ConversationId, ct))?.Number ?? 0;
        var answer = await sender.Post(webhook, e.Kind, delivery.Id, WebhookBody.Of(delivery.Id, webhook.Id, e, number), ct);
        if (answer.Accepted) return await Delivered(webhook, answer, ct);
        if (answer.Status == HttpStatusCode.Gone) return await Gone(webhook, answer, ct);
        return await Refused(webhook, answer, ct);
    }

    /// <summary>Not sent at all; the log goes on saying what was answered last.</summary>
    private static DeliveryOutcome.Retry Later(Delivery delivery, TimeSpan left) =>
        new(delivery.Detail ?? "The receiver doesn't take what is sent to it at the moment.", left, delivery.Code ?? "paused");

    private async Task<DeliveryOutcome> Delivered(Webhook webhook, WebhookAnswer answer, CancellationToken ct)
    {
        pauses.Answered(webhook.Id);
        if (webhook.FailingSince is not null)
        {
            await store.Recovered(webhook.Id, ct);
            directory.Changed();
        }

        return new DeliveryOutcome.Delivered(answer.Code, answer.Text);
    }

    private async Task<DeliveryOutcome> Gone(Webhook webhook, WebhookAnswer answer, CancellationToken ct)
    {
        await SwitchOff(webhook, WebhookOff.Gone, ct);
        return new DeliveryOutcome.Failed(answer.Text, answer.Code);
    }

    private async Task<DeliveryOutcome> Refused(Webhook webhook, WebhookAnswer answer, CancellationToken ct)
    {
        // What is wrong with one event, others may pass; what is wrong with the receiver, they don't.
        if (answer.Status is null || (int)answer.Status >= 500) pauses.Failed(webhook.Id);
        else pauses.Answered(webhook.Id);
        var now = clock.GetUtcNow();
        if (webhook.FailingSince is null)
        {
            await store.Failing(webhook.Id, now, ct);
            directory.Changed();
        }
        else if (now - webhook.FailingSince >= options.SwitchOffAfter)
        {
            await SwitchOff(webhook, WebhookOff.Failing, ct);
            return new DeliveryOutcome.Failed(answer.Text, answer.Code);
        }

        var after = answer.RetryAfter is { } asked && asked > LongestAsked ? LongestAsked : answer.RetryAfter;
        return new DeliveryOutcome.Retry(answer.Text, after, answer.Code);
    }

    private async Task SwitchOff(Webhook webhook, string reason, CancellationToken ct)
    {
        var entry = new AuditEntry("system", "ContactHub", "webhook.switched-off", webhook.Shown(), $"{{\"reason\":\"{reason}\"}}");
        if (await store.SwitchOff(webhook.Id, reason, clock.GetUtcNow(), entry, ct)) WebhookLog.SwitchedOff(logger, webhook.Id, reason);
        directory.Changed();
    }
}
