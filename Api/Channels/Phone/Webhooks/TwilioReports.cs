using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ContactHub.Phone;

/// <summary>
/// Twilio's voice webhooks and status callbacks, <see href="https://www.twilio.com/docs/voice/twiml#request-parameters"/>. That Twilio has picked up
/// an incoming call is no person's answer; that a leg which it dials for the call is in progress, is.
/// </summary>
internal static class TwilioReports
{
    public static IReadOnlyList<CallReport> Read(string call, ReportFields fields)
    {
        var isLeg = fields["ParentCallSid"] is not null;
        var isOutbound = !isLeg && fields["Direction"]?.StartsWith("outbound", StringComparison.Ordinal) == true;
        var report = new CallReport(call, CallKind.Rang)
        {
            At = Time(fields["Timestamp"]),
            From = isLeg ? null : fields["From", "Caller"],
            To = isLeg ? null : fields["To", "Called"],
            Agent = isLeg ? Agent(fields["To", "Called"]) : null,
            IsOutbound = isOutbound,
        };
        IEnumerable<CallReport> reports = isLeg ? OfLeg(report, fields["CallStatus"]) : OfCall(report, fields, isOutbound);
        return fields["RecordingUrl"] is { } url ? [report with { Kind = CallKind.Recorded, Recording = url }, .. reports] : [.. reports];
    }

    private static CallReport[] OfLeg(CallReport report, string? status) => status switch
    {
        "ringing" => [report with { Kind = CallKind.Offered }],
        "in-progress" or "answered" => [report with { Kind = CallKind.Answered }],
        "busy" or "no-answer" or "failed" => [report with { Kind = CallKind.Declined }],
        _ => [],
    };

    private static CallReport[] OfCall(CallReport report, ReportFields fields, bool isOutbound)
    {
        var end = report with { Kind = CallKind.Ended };
        return fields["CallStatus"] switch
        {
            "ringing" => [report],
            "in-progress" when isOutbound => [report with { Kind = CallKind.Answered }],
            "in-progress" => [report],
            "completed" => [end with { Outcome = isOutbound ? CallOutcome.Answered : null, Seconds = isOutbound ? fields.Seconds("CallDuration") : null }],
            "busy" => [end with { Outcome = CallOutcome.Busy }],
            "no-answer" => [end with { Outcome = CallOutcome.NoAnswer }],
            "failed" => [end with { Outcome = CallOutcome.Failed }],
            "canceled" when isOutbound => [end with { Outcome = CallOutcome.NoAnswer }],
            "canceled" => [report with { Kind = CallKind.Abandoned }, end with { Outcome = CallOutcome.Abandoned }],
            _ => [],
        };
    }

    /// <summary>1001 of <c>sip:1001@example.bel.tr</c>, ayse of <c>client:ayse</c>, or the number.</summary>
    private static string? Agent(string? to) => to?.Split(':')[^1] is { Length: > 0 } address ? to.Contains(':', StringComparison.Ordinal) ? address.Split('@')[0] : to : null;

    private static DateTimeOffset? Time(string? rfc2822) =>
        DateTimeOffset.TryParse(rfc2822, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}

/// <summary>
/// The header X-Twilio-Signature, <see href="https://www.twilio.com/docs/usage/security#validating-requests"/>: base64 of HMAC-SHA1, keyed with the
/// account's auth token, over the address and the sorted fields of the form; of other bodies the address carries the SHA-256.
/// </summary>
public static class TwilioSignature
{
    /// <summary>Whether a request is Twilio's.</summary>
    /// <param name="url">The whole address as Twilio calls it. Proxies add and drop the standard port, so both forms are tried.</param>
    /// <param name="form">The form's fields; none of other bodies.</param>
    public static bool IsValid(string authToken, string url, IReadOnlyList<(string Key, string Value)> form, ReadOnlySpan<byte> body, string? signature)
    {
        if (signature is null || !Uri.TryCreate(url, UriKind.Absolute, out var address)) return false;
        // Only a form's fields are signed; any other body needs its digest in the address.
        var digest = BodyHash(address);
        if (form.Count == 0 && (body.Length > 0 || digest is not null)
            && !string.Equals(digest, Convert.ToHexStringLower(SHA256.HashData(body)), StringComparison.OrdinalIgnoreCase)) return false;
        var port = $":{address.Port}";
        var rest = url[(url.IndexOf(address.Authority, StringComparison.OrdinalIgnoreCase) + address.Authority.Length)..];
        if (address.IsDefaultPort && rest.StartsWith(port, StringComparison.Ordinal)) rest = rest[port.Length..];
        var host = $"{address.Scheme}://{address.Host}";
        return Matches(authToken, host + port + rest, form, signature) || (address.IsDefaultPort && Matches(authToken, host + rest, form, signature));
    }

    /// <summary>The signature of a request.</summary>
    public static string Sign(string authToken, string url, IReadOnlyList<(string Key, string Value)> form)
    {
        var text = new StringBuilder(url);
        foreach (var field in form.GroupBy(f => f.Key, f => f.Value, StringComparer.Ordinal).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            foreach (var value in field.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) text.Append(field.Key).Append(value);
        }

#pragma warning disable CA5350
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(text.ToString())));
#pragma warning restore CA5350
    }

    private static bool Matches(string authToken, string url, IReadOnlyList<(string Key, string Value)> form, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(authToken, url, form)), Encoding.UTF8.GetBytes(signature));

    private static string? BodyHash(Uri address) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query).TryGetValue("bodySHA256", out var hash) ? hash.ToString() : null;
}
