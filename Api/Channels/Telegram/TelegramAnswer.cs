using System.Text.Json;
using ContactHub.Messengers;
using ContactHub.Outbound;

namespace ContactHub.Telegram;

/// <summary>What the Bot API answered.</summary>
/// <param name="Result">Of a call that succeeded.</param>
/// <param name="Code">The error code, as HTTP's; 0 when it succeeded.</param>
/// <param name="Description">Telegram's words for the error; null when it succeeded or said nothing.</param>
/// <param name="RetryAfter">How long to wait, when Telegram says so.</param>
public sealed record TelegramAnswer(JsonElement Result, int Code, string? Description, TimeSpan? RetryAfter)
{
    public bool IsOk => Code == 0;

    /// <summary>Reads an answer; one that is no Bot API's (of a proxy on the way) counts by its HTTP status.</summary>
    public static TelegramAnswer Read(int status, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("ok", out var ok))
            {
                if (ok.ValueKind == JsonValueKind.True) return new TelegramAnswer(root.TryGetProperty("result", out var result) ? result.Clone() : default, 0, null, null);
                var code = root.TryGetProperty("error_code", out var number) && number.TryGetInt32(out var given) ? given : status;
                var description = root.TryGetProperty("description", out var words) && words.ValueKind == JsonValueKind.String ? words.GetString() : null;
                return new TelegramAnswer(default, code, description, Wait(root));
            }
        }
        catch (JsonException)
        {
            // Below: whatever it is, it is not Telegram's answer.
        }

        return new TelegramAnswer(default, status is >= 400 and < 600 && status != 403 && status != 400 ? status : 502, $"An answer of status {status} that is not the Bot API's.", null);
    }

    /// <summary>What it means for a message. A wrong token is the hub's own fault and will be mended; what Telegram refuses for good is refused for good.</summary>
    public DeliveryOutcome ToOutcome()
    {
        var code = Code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Code switch
        {
            0 => new DeliveryOutcome.Delivered(MessageId: Result.Number("message_id")?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            400 or 403 or 413 => new DeliveryOutcome.Failed(Description ?? "Refused.", code),
            _ => new DeliveryOutcome.Retry(Description ?? "No success.", RetryAfter, code),
        };
    }

    private static TimeSpan? Wait(JsonElement root) =>
        root.TryGetProperty("parameters", out var parameters) && parameters.ValueKind == JsonValueKind.Object
        && parameters.TryGetProperty("retry_after", out var seconds) && seconds.TryGetInt32(out var wait) && wait is > 0 and < 86_400
            ? TimeSpan.FromSeconds(wait)
            : null;
}
