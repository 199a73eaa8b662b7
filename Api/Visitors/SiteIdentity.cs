using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContactHub.Texts;

namespace ContactHub.Visitors;

/// <summary>What the municipality's own site vouches for about its signed-in citizen.</summary>
public sealed record VouchedIdentity(string Subject, string? Name, string? Email, string? Phone);

/// <summary>
/// Reads an identity token of a site: a JSON Web Token (RFC 7519) in compact form, signed with HS256 (RFC 7515) by the site's secret. Only this
/// one algorithm is accepted, and a life of at most a day, because a token cannot be taken back.
/// </summary>
public static class SiteIdentity
{
    private const int MaxLength = 4_000;
    private const int MaxValue = 200;
    private static readonly TimeSpan MaxLife = TimeSpan.FromDays(1);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <summary>The identity, or the reason why the token is refused.</summary>
    public static (VouchedIdentity? Identity, StaffText? Refusal) Read(string token, string secret, DateTimeOffset now)
    {
        if (secret.Length == 0) return (null, new StaffText("Bu site kimlik imzalamıyor.", "This site signs no identities."));
        if (token.Length > MaxLength || token.Split('.') is not [var header, var payload, var signature])
            return (null, new StaffText("Kimlik bir belirteç değil.", "The identity is not a token."));
        try
        {
            using var head = JsonDocument.Parse(Base64Url.DecodeFromChars(header));
            if (Text(head.RootElement, "alg") != "HS256")
                return (null, new StaffText("Kimlik HS256 ile imzalanmış olmalı.", "The identity must be signed with HS256."));
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes($"{header}.{payload}"));
            if (!CryptographicOperations.FixedTimeEquals(expected, Base64Url.DecodeFromChars(signature)))
                return (null, new StaffText("Kimliğin imzası yanlış.", "The identity's signature is wrong."));
            using var body = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return ReadClaims(body.RootElement, now);
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return (null, new StaffText("Kimlik bir belirteç değil.", "The identity is not a token."));
        }
    }

    private static (VouchedIdentity?, StaffText?) ReadClaims(JsonElement claims, DateTimeOffset now)
    {
        if (!claims.TryGetProperty("exp", out var exp) || !exp.TryGetInt64(out var seconds))
            return (null, new StaffText("Kimlikte exp yok.", "The identity has no exp."));
        if (seconds < (now - Skew).ToUnixTimeSeconds()) return (null, new StaffText("Kimliğin süresi dolmuş.", "The identity has expired."));
        if (seconds > (now + MaxLife + Skew).ToUnixTimeSeconds())
            return (null, new StaffText("Kimliğin exp değeri bir günden daha ileride.", "The identity's exp is more than a day ahead."));
        if (Text(claims, "sub") is not { Length: > 0 and <= MaxValue } subject) return (null, new StaffText("Kimlikte sub yok.", "The identity has no sub."));
        return (new VouchedIdentity(subject, Text(claims, "name"), Text(claims, "email"), Text(claims, "phone")), null);
    }

    /// <summary>Null for what is missing, too long, or has control characters: it becomes part of an actor, which could not be stored.</summary>
    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 and <= MaxValue } text && !text.Any(char.IsControl) ? text : null;
}
