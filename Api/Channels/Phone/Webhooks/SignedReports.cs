using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ContactHub.Phone;

/// <summary>The hub's own webhook format (docs/phone.md): a JSON object with the keys of a timeline's event.</summary>
internal static class SignedReports
{
    public static IReadOnlyList<CallReport> Read(ReportFields fields)
    {
        if (fields["call"] is not { } call || Kind(fields["kind"]) is not { } kind) return [];
        return
        [
            new CallReport(call, kind)
            {
                At = DateTimeOffset.TryParse(fields["at"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
                From = fields["from"],
                To = fields["to"],
                Queue = fields["queue"],
                // An agent rings a citizen; of a call that came in, nobody does.
                IsOutbound = kind == CallKind.Rang && fields["agent"] is not null,
                Agent = fields["agent"],
                Seconds = fields.Seconds("seconds"),
                Outcome = Enum.GetValues<CallOutcome>().Where(o => CallEventJson.Name(o) == fields["outcome"]).Select(o => (CallOutcome?)o).FirstOrDefault(),
                Recording = fields["recording"],
            },
        ];
    }

    private static CallKind? Kind(string? name) =>
        Enum.GetValues<CallKind>().Where(kind => CallEventJson.Name(kind) == name).Select(kind => (CallKind?)kind).FirstOrDefault();
}

/// <summary>
/// The signature of the hub's own webhook format: hex of HMAC-SHA256 over the timestamp, a full stop and the body. The timestamp is in it, so that a
/// recorded request is worth nothing after <see cref="Window"/>; within it, a repetition is recognised by what it reports.
/// </summary>
public static class ReportSignature
{
    /// <summary>How far the sender's clock may be off.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Whether a request is from whoever has the key, and recent.</summary>
    /// <param name="timestamp">Seconds since 1970.</param>
    public static bool IsValid(string key, string? timestamp, ReadOnlySpan<byte> body, string? signature, DateTimeOffset now)
    {
        if (timestamp is null || signature is null) return false;
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 100_000_000_000) return false;
        if ((now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Window) return false;
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(key, timestamp, body)), Encoding.ASCII.GetBytes(signature));
    }

    /// <summary>The signature of a body, in lower-case hex.</summary>
    public static string Sign(string key, string timestamp, ReadOnlySpan<byte> body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), (byte[])[.. Encoding.UTF8.GetBytes(timestamp + "."), .. body]));
}
