using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using ContactHub.Conversations;
using ContactHub.Links;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ContactHub.Phone;

/// <summary>
/// Where providers report calls: <c>POST /channels/phone/{provider}/{secret}</c>. An open door: the secret in the address and, where the provider can,
/// a signature say who knocks. It is there only when a provider is configured.
/// </summary>
public sealed class PhoneWebhooks(PhoneOptions options, CallSink sink, CallStore store, LinkReports links, TimeProvider clock, ILogger<PhoneWebhooks> log)
{
    /// <summary>Largest body, in bytes.</summary>
    public const int MaxBody = 64 * 1024;

    // Who has taken the calls out has the turn. Unlike a semaphore it needs no disposal, which would come while requests still wait when the hub ends.
    private readonly Channel<ReportedCalls> _calls = Holding(ReportedCalls.Empty);

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/channels/phone/{provider}/{secret}", (string provider, string secret, HttpContext http, PhoneWebhooks webhooks) => webhooks.Receive(provider, secret, http))
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.Reports)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody));

    private async Task<Results<ContentHttpResult, Ok, Refusal>> Receive(string provider, string secret, HttpContext http)
    {
        if (Find(provider, secret) is not { } webhook) return Problems.NotFound(new StaffText("Böyle bir adres yok.", "There is no such address."));
        if (await Body(http) is not { } body)
            return Problems.Refuse(StatusCodes.Status413PayloadTooLarge, "tooLong", new StaffText("İstek çok büyük.", "The request is too large."));
        var fields = ReportFields.Read(http.Request.ContentType, body);
        if (!IsSigned(webhook, http, fields, body))
        {
            PhoneLog.Refused(log, webhook.Provider, "its signature is wrong");
            return Problems.Forbidden(new StaffText("İmza yanlış.", "The signature is wrong."));
        }

        if (fields is null) return Problems.Invalid(new StaffText("İstek bir form veya JSON nesnesi değil.", "The request is neither a form nor a JSON object."));
        if (CallReports.Problem(webhook.Provider, fields) is { } problem)
        {
            PhoneLog.Refused(log, webhook.Provider, problem.En);
            return Problems.Invalid(problem);
        }

        await Tell(webhook.Provider, fields, http.RequestAborted);
        await links.Heard(Channels.Phone, webhook.Provider, http.RequestAborted);
        // Twilio takes the answer for what to do with the call: nothing more.
        return webhook.Provider == CallReports.Twilio ? TypedResults.Content("<Response/>", "text/xml") : TypedResults.Ok();
    }

    private WebhookOptions? Find(string provider, string secret)
    {
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        return Array.Find(options.Webhooks, webhook => webhook.Provider == provider
            && CryptographicOperations.FixedTimeEquals(given, SHA256.HashData(Encoding.UTF8.GetBytes(webhook.Secret))));
    }

    private static async Task<byte[]?> Body(HttpContext http)
    {
        if (http.Request.ContentLength > MaxBody) return null;
        using var body = new MemoryStream();
        var buffer = new byte[8 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            if (body.Length + read > MaxBody) return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private bool IsSigned(WebhookOptions webhook, HttpContext http, ReportFields? fields, byte[] body)
    {
        var headers = http.Request.Headers;
        return webhook.Provider switch
        {
            CallReports.Twilio => TwilioSignature.IsValid(
                webhook.Key, webhook.PublicUrl.TrimEnd('/') + http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent(), fields?.Form ?? [], body, headers["X-Twilio-Signature"]),
            CallReports.Signed => TimedSignature.IsValid(webhook.Key, headers[TimedSignature.TimestampHeader], body, headers[TimedSignature.Header], clock.GetUtcNow()),
            _ => true,
        };
    }

    /// <summary>Hands the events on. Only then do they count as told: when it fails, the provider's next attempt tells them again.</summary>
    private async Task Tell(string provider, ReportFields fields, CancellationToken ct)
    {
        var reports = CallReports.Read(provider, fields);
        var calls = await _calls.Reader.ReadAsync(ct);
        try
        {
            foreach (var call in reports.Select(report => $"{provider}:{report.Call}").Distinct(StringComparer.Ordinal))
            {
                if (await store.Find(call, ct) is { } kept) calls = calls.Knowing(CallMemory.Read(kept));
            }

            var (next, events) = calls.Apply(provider, reports, fields.All, clock.GetUtcNow());
            foreach (var callEvent in events) await sink(callEvent, ct);
            calls = next;
        }
        finally
        {
            _calls.Writer.TryWrite(calls);
        }
    }

    private static Channel<ReportedCalls> Holding(ReportedCalls calls)
    {
        var channel = Channel.CreateBounded<ReportedCalls>(1);
        channel.Writer.TryWrite(calls);
        return channel;
    }
}
