using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContactHub.Outbound;

namespace ContactHub.Bots;

/// <summary>
/// Checks the tokens that bots call with (RFC 7519, RS256 only) against their issuer's published keys, which are found by its OpenID metadata, kept for a
/// day, and looked up anew for a key that is not known, at most once in five minutes.
/// </summary>
internal sealed class CallbackTokens(TimeProvider clock, ILogger<CallbackTokens> logger, OutboundProxy? proxy = null) : IDisposable
{
    private const int MaxToken = 8_000;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(1);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(5);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, Proxy = proxy, ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 1024 * 1024,
    };

    private readonly ConcurrentDictionary<string, KeySet> _known = new(StringComparer.Ordinal);

    /// <summary>Why a token is refused; null when it is good.</summary>
    /// <param name="header">The header Authorization.</param>
    public async Task<string?> Fault(BotOptions bot, string? header, CancellationToken ct)
    {
        if (header is null || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return "it is missing";
        if (header.Length > MaxToken || header["Bearer ".Length..].Trim().Split('.') is not [var head, var body, var signature]) return "it is not a token";
        if (Part(head) is not { } claimedKey || Part(body) is not { } claims || Bytes(signature) is not { } signed) return "it is not a token";
        if (claimedKey.Text("alg") != "RS256") return "it is not signed with RS256";
        if (await Key(bot, claimedKey.Text("kid") ?? "", ct) is not { } key) return "its key is not its issuer's";
        using var rsa = RSA.Create(key);
        if (!rsa.VerifyData(Encoding.ASCII.GetBytes($"{head}.{body}"), signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)) return "its signature is wrong";
        return ClaimFault(bot, claims);
    }

    public void Dispose() => _http.Dispose();

    private string? ClaimFault(BotOptions bot, JsonElement claims)
    {
        var now = clock.GetUtcNow();
        if (!string.Equals(claims.Text("iss"), bot.CallbackIssuer, StringComparison.Ordinal)) return "its issuer is another one";
        var isMeant = claims.Text("aud") is { } audience ? audience == bot.CallbackAudience : claims.List("aud").Any(one => one.ValueKind == JsonValueKind.String && one.ValueEquals(bot.CallbackAudience));
        if (!isMeant) return "its audience is another one";
        if (Time(claims, "exp") is not { } until || until + Skew < now) return "it has expired";
        if (Time(claims, "nbf") is { } from && from - Skew > now) return "it is not good yet";
        return null;
    }

    private static DateTimeOffset? Time(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds)
        && seconds is >= 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private async Task<RSAParameters?> Key(BotOptions bot, string id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var known = _known.GetValueOrDefault(bot.CallbackMetadata);
        if (known is null || now >= (known.Keys.ContainsKey(id) ? known.StaleAt : known.AgainAt))
        {
            try
            {
                known = new KeySet(await Fetch(bot.CallbackMetadata, ct), now + KeepFor, now + AgainAfter);
            }
            catch (Exception e) when (e is HttpRequestException or JsonException or FormatException or OperationCanceledException && !ct.IsCancellationRequested)
            {
                BotEdgeLog.KeysUnavailable(logger, e, bot.Id);
                // The keys of yesterday are better than none.
                if (known is null) throw BotErrors.Unavailable();
                known = known with { StaleAt = now + AgainAfter, AgainAt = now + AgainAfter };
            }

            _known[bot.CallbackMetadata] = known;
        }

        return known.Keys.TryGetValue(id, out var key) ? key : null;
    }

    private async Task<Dictionary<string, RSAParameters>> Fetch(string metadata, CancellationToken ct)
    {
        var address = (await _http.GetFromJsonAsync<JsonElement>(metadata, ct)).Text("jwks_uri") ?? throw new FormatException("The metadata have no jwks_uri.");
        var keys = new Dictionary<string, RSAParameters>(StringComparer.Ordinal);
        foreach (var key in (await _http.GetFromJsonAsync<JsonElement>(address, ct)).List("keys"))
        {
            if (key.Text("kty") == "RSA" && key.Text("kid") is { } id && Bytes(key.Text("n") ?? "") is { } n && Bytes(key.Text("e") ?? "") is { } e)
                keys[id] = new RSAParameters { Modulus = n, Exponent = e };
        }

        return keys;
    }

    private static JsonElement? Part(string text)
    {
        if (Bytes(text) is not { } bytes) return null;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? Bytes(string text)
    {
        if (!Base64Url.IsValid(text)) return null;
        return Base64Url.DecodeFromChars(text);
    }

    /// <summary>An issuer's keys; read anew from <paramref name="StaleAt"/> on, and from <paramref name="AgainAt"/> on for one that is not among them.</summary>
    private sealed record KeySet(Dictionary<string, RSAParameters> Keys, DateTimeOffset StaleAt, DateTimeOffset AgainAt);
}
