using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContactHub.Conversations;
using ContactHub.Messengers;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ContactHub.WhatsApp;

/// <summary>
/// Where Meta calls the hub, for all numbers: <c>/channels/whatsapp</c>. An open door: the signature says who knocks. What is told is stored before it is
/// answered, and done afterwards (<see cref="WhatsAppWorker"/>); what could not be stored is answered with an error, and Meta tells it again, for days.
/// </summary>
internal sealed class WhatsAppWebhook(WhatsAppOptions options, MessengerInbox inbox, WhatsAppWorker worker, ILogger<WhatsAppWebhook> logger)
{
    public const string Path = "/channels/whatsapp";
    private const string SignatureHeader = "X-Hub-Signature-256";

    /// <summary>"Payloads … up to 3 MB".</summary>
    private const int MaxBody = 3 * 1024 * 1024;

    private const int MostChallenge = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, (HttpRequest request, WhatsAppWebhook webhook) => webhook.Verify(request)).AllowAnonymous().RequireRateLimiting(RateLimits.Reports);
        app.MapPost(Path, (HttpContext http, WhatsAppWebhook webhook) => webhook.Receive(http))
            .AllowAnonymous().RequireRateLimiting(RateLimits.Reports).WithMetadata(new RequestSizeLimitAttribute(MaxBody));
    }

    /// <summary>Whether it was signed with the app's secret: <c>sha256=</c> and the hex of HMAC-SHA256 over the body as it came, compared in constant time.</summary>
    public static bool IsSigned(string secret, ReadOnlySpan<byte> body, string? signature) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))), Encoding.UTF8.GetBytes(signature ?? ""));

    /// <summary>Meta asks once whether the address is the hub's, and wants its challenge back.</summary>
    private Results<ContentHttpResult, Refusal> Verify(HttpRequest request)
    {
        string? Asked(string name) => request.Query[name] is [{ } one] ? one : null;
        var isKnown = CryptographicOperations.FixedTimeEquals(Hash(Asked("hub.verify_token") ?? ""), Hash(options.VerifyToken));
        if (Asked("hub.mode") == "subscribe" && isKnown && Asked("hub.challenge") is { Length: > 0 and <= MostChallenge } challenge) return TypedResults.Text(challenge, "text/plain");
        WhatsAppLog.NotVerified(logger);
        return Problems.Forbidden(new StaffText("Doğrulama anahtarı yanlış.", "The verify token is wrong."));
    }

    private async Task<Results<Ok, Refusal>> Receive(HttpContext http)
    {
        if (await BoundedContent.Read(http.Request.Body, http.Request.ContentLength, MaxBody, http.RequestAborted) is not { } body)
            return Problems.Refuse(StatusCodes.Status413PayloadTooLarge, "tooLong", new StaffText("İstek çok büyük.", "The request is too large."));
        if (!IsSigned(options.AppSecret, body, http.Request.Headers[SignatureHeader]))
        {
            WhatsAppLog.NotWhatsApp(logger);
            return Problems.Forbidden(new StaffText("İmza yanlış.", "The signature is wrong."));
        }

        if (Split(body) is not var (told, unknown)) return Problems.Invalid(new StaffText("İstek bir WhatsApp bildirimi değil.", "The request is not a notification of WhatsApp."));
        if (unknown > 0) WhatsAppLog.Unknown(logger, unknown);
        if (told.Count > 0)
        {
            await inbox.Add(Channels.WhatsApp, told, http.RequestAborted);
            worker.Wake();
        }

        return TypedResults.Ok();
    }

    private (IReadOnlyList<(string Place, string Source, string Payload)> Told, int Unknown)? Split(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 64 });
            return WhatsAppReader.Split(document.RootElement, options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
