using System.Diagnostics;
using ContactHub.Outbound;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Webhooks;

/// <summary>Keeping the webhooks: <c>/api/admin/webhooks</c> (docs/webhooks.md).</summary>
internal static class WebhookEndpoints
{
    private const int Most = 50;

    internal sealed record Created(WebhookRecord Webhook, string Secret);

    internal sealed record Pinged(string Code, bool Accepted, long Millis, string Text);

    public static void Map(IEndpointRouteBuilder app)
    {
        var webhooks = app.MapStaffGroup("/api/admin/webhooks", Policies.Administrator);
        webhooks.MapGet("", List);
        webhooks.MapGet("/kinds", () => TypedResults.Ok(new Items<string>(WebhookBody.Kinds)));
        webhooks.MapPost("", Post);
        webhooks.MapPut("/{id}", Put);
        webhooks.MapDelete("/{id}", Delete);
        webhooks.MapPost("/{id}/secret", Rotate);
        webhooks.MapPost("/{id}/ping", Ping);
        WebhookDeliveryEndpoints.Map(webhooks);
    }

    public static Refusal Unknown() => Problems.NotFound(new StaffText("Böyle bir webhook yok.", "There is no such webhook."));

    private static async Task<Ok<Items<WebhookRecord>>> List(WebhookStore store, DeliveryLog deliveries, TimeProvider clock, CancellationToken ct)
    {
        var waiting = await deliveries.Waiting(WebhookChannel.ChannelName, ct);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new Items<WebhookRecord>([.. (await store.All(ct)).Select(webhook => WebhookRecord.From(webhook, now, waiting.GetValueOrDefault(webhook.Id)))]));
    }

    private static async Task<Results<Ok<Created>, Refusal>> Post(
        WebhookRequest request, WebhookStore store, WebhookDirectory directory, WebhookSecrets secrets, GuardedHttp guarded, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var faults = request.Check(guarded);
        if (faults.Any) return faults.Problem();
        if ((await store.All(ct)).Count >= Most) return Problems.Invalid(new StaffText("Çok fazla webhook var.", "There are too many webhooks."));
        var secret = WebhookSecrets.New();
        var webhook = new Webhook(
            Guid.NewGuid().ToString("n"), request.Url!, request.Description!.Trim(), [.. request.Kinds ?? []], request.Enabled, secrets.Protect(secret), null, null, clock.GetUtcNow());
        await store.Add(webhook, http.User.Did("webhook.created", webhook.Shown(), Detail(webhook)), ct);
        directory.Changed();
        return TypedResults.Ok(new Created(WebhookRecord.From(webhook, clock.GetUtcNow()), secret));
    }

    private static async Task<Results<Ok<WebhookRecord>, Refusal>> Put(
        string id, WebhookRequest request, WebhookStore store, WebhookDirectory directory, GuardedHttp guarded, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var faults = request.Check(guarded);
        if (faults.Any) return faults.Problem();
        if (await store.Find(id, ct) is not { } before) return Unknown();
        var webhook = before with { Url = request.Url!, Description = request.Description!.Trim(), Kinds = [.. request.Kinds ?? []], Enabled = request.Enabled };
        if (!await store.Change(webhook, http.User.Did("webhook.changed", webhook.Shown(), Detail(webhook)), ct)) return Unknown();
        directory.Changed();
        return TypedResults.Ok(WebhookRecord.From((await store.Find(id, ct)) ?? webhook, clock.GetUtcNow()));
    }

    private static async Task<Results<NoContent, Refusal>> Delete(string id, WebhookStore store, WebhookDirectory directory, HttpContext http, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { } webhook) return Unknown();
        await store.Delete(id, WebhookChannel.ChannelName, http.User.Did("webhook.deleted", webhook.Shown()), ct);
        directory.Changed();
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<Created>, Refusal>> Rotate(
        string id, WebhookStore store, WebhookDirectory directory, WebhookSecrets secrets, WebhooksOptions options, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { } webhook) return Unknown();
        var secret = WebhookSecrets.New();
        if (!await store.Rotate(id, secrets.Protect(secret), clock.GetUtcNow() + options.PreviousSecret, http.User.Did("webhook.secret-rotated", webhook.Shown()), ct)) return Unknown();
        directory.Changed();
        return TypedResults.Ok(new Created(WebhookRecord.From((await store.Find(id, ct)) ?? webhook, clock.GetUtcNow()), secret));
    }

    private static async Task<Results<Ok<Pinged>, Refusal>> Ping(
        string id, WebhookStore store, WebhookSender sender, ReceiverPauses pauses, TimeProvider clock, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { } webhook) return Unknown();
        var delivery = Guid.NewGuid().ToString("n");
        var start = Stopwatch.GetTimestamp();
        var answer = await sender.Post(webhook, WebhookBody.Ping, delivery, WebhookBody.OfPing(delivery, webhook.Id, clock.GetUtcNow()), ct);
        if (answer.Accepted) pauses.Answered(id);
        return TypedResults.Ok(new Pinged(answer.Code, answer.Accepted, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds, answer.Text));
    }

    /// <summary>Of the address only the host: the rest may be a key.</summary>
    private static object Detail(Webhook webhook) => new { new Uri(webhook.Url).Host, webhook.Kinds, webhook.Enabled };
}
