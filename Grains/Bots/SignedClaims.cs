using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ContactHub.Bots;

/// <summary>JSON Web Tokens (RFC 7515 and 7519, RS256) of the hub's own keys.</summary>
internal static class SignedClaims
{
    /// <summary>A token with these claims.</summary>
    public static string Write(BotKey key, Dictionary<string, object> claims)
    {
        var header = new Dictionary<string, object>(StringComparer.Ordinal) { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = key.Id, ["x5t"] = key.Id };
        var signed = $"{Part(header)}.{Part(claims)}";
        using var rsa = key.Open();
        return $"{signed}.{Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>The claims of a token that one of the keys signed; null for any other text. What they say is not looked at.</summary>
    public static JsonElement? Read(IEnumerable<BotKey> keys, string token)
    {
        if (token.Split('.') is not [var head, var body, var signature] || !Base64Url.IsValid(head) || !Base64Url.IsValid(body) || !Base64Url.IsValid(signature)) return null;
        var (signed, given) = (Encoding.ASCII.GetBytes($"{head}.{body}"), Base64Url.DecodeFromChars(signature));
        foreach (var key in keys)
        {
            using var rsa = key.Open();
            // What the hub signed, it wrote: nothing of it needs to be doubted.
            if (rsa.VerifyData(signed, given, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)) return JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(body));
        }

        return null;
    }

    private static string Part(Dictionary<string, object> values) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(values));
}
