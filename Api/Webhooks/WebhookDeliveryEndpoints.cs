using ContactHub.Audit;
using ContactHub.Outbound;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Webhooks;

/// <summary>A webhook's delivery log: looking at it, and sending again.</summary>
internal static class WebhookDeliveryEndpoints
{
    private const int Page = 50;

    /// <param name="State">waiting, delivered, givenUp.</param>
    /// <param name="Number">What people call the conversation by.</param>
    /// <param name="Code">Of the last attempt: an HTTP status, or why there was none.</param>
    /// <param name="Detail">Of the last attempt: the beginning of the answer, or why there was none.</param>
    internal sealed record Record(
        string Id, string ConversationId, long Number, long Seq, string Kind, string State, int Attempts, string? Code, string? Detail, long? Millis,
        DateTimeOffset CreatedAt, DateTimeOffset? LastAt, DateTimeOffset? DueAt);

    internal sealed record RangeRequest(DateTimeOffset? From, DateTimeOffset? Until, bool OnlyGivenUp = false);

    internal sealed record Replayed(int Count);

    public static void Map(RouteGroupBuilder webhooks)
    {
        webhooks.MapGet("/{id}/deliveries", List);
        webhooks.MapPost("/{id}/deliveries/{delivery}/replay", ReplayOne);
        webhooks.MapPost("/{id}/replay", ReplayRange);
    }

    private static async Task<Results<Ok<Items<Record>>, Refusal>> List(
        string id, string? state, string? before, WebhookStore store, DeliveryLog deliveries, IEventLog log, CancellationToken ct)
    {
        if (await store.Find(id, ct) is null) return WebhookEndpoints.Unknown();
        if (!Enum.TryParse<DeliveryState>(state ?? nameof(DeliveryState.Waiting), ignoreCase: true, out var wanted))
            return Problems.Invalid(new StaffText("Durum waiting, delivered ya da givenUp olmalı.", "The state must be waiting, delivered or givenUp."));
        var page = await deliveries.List(new DeliveryQuery(WebhookChannel.ChannelName, id, state is null ? null : wanted, BeforeId: before), Page, ct);
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var conversation in page.Select(d => d.Delivery.ConversationId).Distinct(StringComparer.Ordinal))
            numbers[conversation] = (await log.Summary(conversation, ct))?.Number ?? 0;
        return TypedResults.Ok(new Items<Record>([.. page.Select(logged => From(logged, numbers[logged.Delivery.ConversationId]))]));
    }

    private static async Task<Results<NoContent, Refusal>> ReplayOne(
        string id, string delivery, WebhookStore store, DeliveryLog deliveries, ReceiverPauses pauses, OutboundService outbound, AuditLog audit, HttpContext http, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { } webhook) return WebhookEndpoints.Unknown();
        if (!webhook.Enabled) return Off();
        if (await deliveries.Find(WebhookChannel.ChannelName, delivery, ct) is not { } logged || logged.Delivery.Target != id)
            return Problems.NotFound(new StaffText("Böyle bir gönderim yok.", "There is no such delivery."));
        if (!await deliveries.Replay(WebhookChannel.ChannelName, delivery, ct))
            return Problems.Invalid(new StaffText("Bu gönderim şu anda gönderiliyor.", "This delivery is being sent right now."));
        await audit.Append(http.User.Did("webhook.replayed", webhook.Shown(), new { count = 1 }), ct);
        pauses.Answered(id);
        outbound.Wake(WebhookChannel.ChannelName);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<Replayed>, Refusal>> ReplayRange(
        string id, RangeRequest request, WebhookStore store, DeliveryLog deliveries, ReceiverPauses pauses, OutboundService outbound, AuditLog audit, HttpContext http, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { } webhook) return WebhookEndpoints.Unknown();
        if (!webhook.Enabled) return Off();
        if (request.From is not { } from || request.Until is not { } until || from >= until)
            return Problems.Invalid(new StaffText("Başlangıç bitişten önce olmalı.", "The beginning must be before the end."));
        var query = new DeliveryQuery(WebhookChannel.ChannelName, id, request.OnlyGivenUp ? DeliveryState.GivenUp : null, From: from, Until: until);
        var count = await deliveries.Replay(query, ct);
        await audit.Append(http.User.Did("webhook.replayed", webhook.Shown(), new { count, from, until, request.OnlyGivenUp }), ct);
        pauses.Answered(id);
        outbound.Wake(WebhookChannel.ChannelName);
        return TypedResults.Ok(new Replayed(count));
    }

    private static Refusal Off() => Problems.Invalid(new StaffText("Webhook kapalı; önce açın.", "The webhook is off; switch it on first."));

    private static Record From(LoggedDelivery logged, long number)
    {
        var d = logged.Delivery;
        var state = d.State switch { DeliveryState.Waiting => "waiting", DeliveryState.Delivered => "delivered", _ => "givenUp" };
        return new Record(d.Id, d.ConversationId, number, d.Seq, d.Kind, state, d.Attempts, d.Code, d.Detail, logged.Millis, d.CreatedAt, logged.LastAt, logged.DueAt);
    }
}
