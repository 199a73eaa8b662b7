using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ContactHub.Telegram;

/// <summary>
/// Where Telegram calls the hub, of bots that are to be called: <c>POST /channels/telegram/{bot}</c>. An open door: the secret in the header says who knocks.
/// What could not be stored is answered with an error, and Telegram tells it again.
/// </summary>
internal static class TelegramWebhook
{
    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";
    private const int MaxBody = 1024 * 1024;

    public static string PathOf(TelegramBot bot) => "/channels/telegram/" + bot.Id;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/channels/telegram/{bot}", Receive).AllowAnonymous().RequireRateLimiting(RateLimits.Reports).WithMetadata(new RequestSizeLimitAttribute(MaxBody));

    private static async Task<Results<Ok, Refusal>> Receive(string bot, HttpContext http, TelegramOptions options, TelegramIntake intake, ILogger<TelegramIntake> logger, CancellationToken ct)
    {
        var known = Array.Find(options.Bots, one => one.Id == bot && one.Mode == TelegramMode.Webhook);
        if (known is null) return Problems.NotFound(new StaffText("Böyle bir adres yok.", "There is no such address."));
        if (!IsSecret(known, http.Request.Headers[SecretHeader]))
        {
            TelegramLog.NotTelegram(logger, known.Id);
            return Problems.Forbidden(new StaffText("Gizli anahtar yanlış.", "The secret is wrong."));
        }

        if (await Read(http, ct) is not { } update) return Problems.Invalid(new StaffText("İstek bir güncelleme değil.", "The request is not an update."));
        await intake.Take(known, update, ct);
        return TypedResults.Ok();
    }

    /// <summary>In constant time, whatever is given.</summary>
    private static bool IsSecret(TelegramBot bot, string? given) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given ?? "")), SHA256.HashData(Encoding.UTF8.GetBytes(bot.WebhookSecret)));

    private static async Task<TelegramUpdate?> Read(HttpContext http, CancellationToken ct)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(http.Request.Body, new JsonDocumentOptions { MaxDepth = 64 }, ct);
            return TelegramReader.Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
