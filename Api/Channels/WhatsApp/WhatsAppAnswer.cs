using System.Globalization;
using System.Text.Json;
using ContactHub.Messengers;
using ContactHub.Outbound;

namespace ContactHub.WhatsApp;

/// <summary>What the Graph API answered.</summary>
/// <param name="Body">Of a call that succeeded.</param>
/// <param name="Status">HTTP's.</param>
/// <param name="Code">The API's own error code; 0 when it gave none.</param>
/// <param name="Message">Why it failed, in the API's words; null when it succeeded or said nothing.</param>
/// <param name="RetryAfter">How long to wait, when the API says so.</param>
public sealed record WhatsAppAnswer(JsonElement Body, int Status, int Code, string? Message, TimeSpan? RetryAfter)
{
    /// <summary>One message in six seconds to one person: what 131056 asks for.</summary>
    private static readonly TimeSpan PairPause = TimeSpan.FromSeconds(6);

    private const int PairLimit = 131056;

    public bool IsOk => Status is >= 200 and < 300 && Body.ValueKind == JsonValueKind.Object;

    /// <summary>Reads an answer; one that is not the API's (of a proxy on the way) counts by its HTTP status.</summary>
    public static WhatsAppAnswer Read(int status, ReadOnlyMemory<byte> body, TimeSpan? retryAfter)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement.Clone();
            if (root.Object("error") is { } error)
            {
                var details = error.Object("error_data")?.Text("details");
                var message = error.Text("message");
                return new WhatsAppAnswer(default, status, (int)(error.Number("code") ?? 0), details is null || details == message ? message : $"{message}: {details}", retryAfter);
            }

            if (root.ValueKind == JsonValueKind.Object) return new WhatsAppAnswer(root, status, 0, status < 300 ? null : "No success.", retryAfter);
        }
        catch (JsonException)
        {
            // Below: whatever it is, it is not the API's answer.
        }

        // 2xx without JSON: somebody in between has answered.
        return new WhatsAppAnswer(default, status < 300 ? 502 : status, 0, $"An answer of status {status} that is not the Graph API's.", retryAfter);
    }

    /// <summary>
    /// What it means for a message. Limits and overload pass; a wrong token, missing permission or unpaid bill is the municipality's to mend, and then the
    /// message goes; anything else of 4xx is refused for good.
    /// </summary>
    public DeliveryOutcome ToOutcome()
    {
        var code = (Code != 0 ? Code : Status).ToString(CultureInfo.InvariantCulture);
        if (IsOk) return new DeliveryOutcome.Delivered(MessageId: Body.Items("messages").FirstOrDefault().Text("id"));
        return Passes ? new DeliveryOutcome.Retry(Message ?? "No success.", RetryAfter ?? (Code == PairLimit ? PairPause : null), code) : new DeliveryOutcome.Failed(Message ?? "Refused.", code);
    }

    /// <summary>By https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes.</summary>
    private bool Passes => Status is 401 or 429 or >= 500 || Code is
        1 or 2 or 4 or 80007 or 130429 or 131000 or 131016 or 131048 or PairLimit or 131057 or 133004
        or 3 or 10 or 190 or (>= 200 and < 300) or 131005 or 131042;
}
