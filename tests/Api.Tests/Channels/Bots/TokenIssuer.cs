using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContactHub.Bots.Tests;

/// <summary>Who signs bots' tokens, with the metadata and the keys where OpenID Connect Discovery has them.</summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    public const string Name = "https://issuer.example";
    private readonly WebApplication _app;
    private readonly List<RSA> _keys = [RSA.Create(2048)];

    private TokenIssuer(WebApplication app) => _app = app;

    public Uri Metadata { get; private set; } = null!;

    /// <summary>How often the keys were read.</summary>
    public int Reads { get; private set; }

    /// <summary>Whether it answers 500 to everything.</summary>
    public bool IsDown { get; set; }

    public static async Task<TokenIssuer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var issuer = new TokenIssuer(app);
        app.MapGet("/.well-known/openid-configuration", () => issuer.IsDown ? Results.StatusCode(500) : Results.Json(new { issuer = Name, jwks_uri = new Uri(issuer.Metadata, "/keys") }));
        app.MapGet("/keys", issuer.Keys);
        await app.StartAsync();
        issuer.Metadata = new Uri(new Uri(app.Urls.First()), "/.well-known/openid-configuration");
        return issuer;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _keys.ForEach(key => key.Dispose());
    }

    /// <summary>A new key, which signs from now on.</summary>
    public void Rotate() => _keys.Add(RSA.Create(2048));

    /// <summary>A token with these claims.</summary>
    /// <param name="header">Its head; the newest key's by default.</param>
    public string Sign(object claims, object? header = null)
    {
        var signed = $"{Part(header ?? new { alg = "RS256", typ = "JWT", kid = $"key-{_keys.Count - 1}" })}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(_keys[^1].SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>A token for an audience that is good for an hour from a moment on.</summary>
    public string Token(string audience, DateTimeOffset from) =>
        Sign(new { iss = Name, aud = audience, nbf = from.ToUnixTimeSeconds(), exp = from.AddHours(1).ToUnixTimeSeconds() });

    private IResult Keys()
    {
        if (IsDown) return Results.StatusCode(500);
        Reads++;
        return Results.Json(new { keys = _keys.Select((key, i) => key.ExportParameters(false) is var parts
            ? new { kty = "RSA", use = "sig", kid = $"key-{i}", n = Base64Url.EncodeToString(parts.Modulus!), e = Base64Url.EncodeToString(parts.Exponent!) } : null) });
    }

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
