using System.Buffers.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Bots;

/// <summary>
/// Where bots that have an app id find the keys of the hub's tokens: OpenID Connect Discovery's document as the Bot Connector serves it (without
/// <c>-</c> in its name), and the key set (RFC 7517). Public by nature.
/// </summary>
internal static class BotOpenId
{
    private const string Metadata = "/.well-known/openidconfiguration";
    private const string Keys = "/.well-known/keys";
    private const string Standard = "/.well-known/openid-configuration";
    private static readonly string[] Algorithms = ["RS256"];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Metadata, Describe).AllowAnonymous().RequireRateLimiting(BotRates.Name);
        app.MapGet(Standard, Describe).AllowAnonymous().RequireRateLimiting(BotRates.Name);
        app.MapGet(Keys, async (BotKeys keys, BotRegistry bots, HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=3600";
            string[] channels = [.. bots.All.Select(bot => bot.ChannelId).Distinct(StringComparer.Ordinal)];
            return TypedResults.Ok(new KeySetAnswer([.. (await keys.Published(http.RequestAborted)).Select(key => Write(key, channels))]));
        }).AllowAnonymous().RequireRateLimiting(BotRates.Name);
    }

    private static Ok<MetadataAnswer> Describe(BotRegistry bots, HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Ok(new MetadataAnswer(bots.Issuer, bots.Url + Keys, Algorithms));
    }

    private static PublicKey Write(BotKey key, string[] channels)
    {
        using var rsa = key.Open();
        var parts = rsa.ExportParameters(includePrivateParameters: false);
        return new PublicKey("RSA", "sig", key.Id, key.Id, "RS256", Base64Url.EncodeToString(parts.Modulus!), Base64Url.EncodeToString(parts.Exponent!), channels);
    }
}

/// <summary>What a bot's library reads of the metadata.</summary>
internal sealed record MetadataAnswer(
    string Issuer,
    [property: JsonPropertyName("jwks_uri")] string JwksUri,
    [property: JsonPropertyName("id_token_signing_alg_values_supported")] string[] Algorithms);

/// <summary>A key set (RFC 7517).</summary>
internal sealed record KeySetAnswer(PublicKey[] Keys);

/// <summary>A public key; <paramref name="Endorsements"/> names the channels whose activities it may vouch for.</summary>
internal sealed record PublicKey(string Kty, string Use, string Kid, string X5t, string Alg, string N, string E, string[] Endorsements);
