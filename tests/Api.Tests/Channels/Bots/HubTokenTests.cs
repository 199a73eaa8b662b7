using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContactHub.TestKit;

namespace ContactHub.Bots.Tests;

/// <summary>What the hub signs, and how a bot finds that it did.</summary>
public sealed class HubTokenTests(BotStage stage) : IClassFixture<BotStage>
{
    [Fact]
    public async Task A_bot_with_an_app_id_can_check_every_request_as_its_library_does()
    {
        var message = await stage.Begin("signed");
        var begun = await stage.Bot.Gets(message.ConversationId, one => one.Type == "conversationUpdate");
        var metadata = await stage.Get("/.well-known/openidconfiguration");
        Assert.Equal(BotStage.Url, metadata.GetProperty("issuer").GetString());
        Assert.Equal("RS256", Assert.Single(metadata.GetProperty("id_token_signing_alg_values_supported").EnumerateArray()).GetString());
        var keys = await stage.Get(new Uri(metadata.GetProperty("jwks_uri").GetString()!).AbsolutePath);

        foreach (var one in new[] { begun, message })
        {
            var (head, claims) = Verify(one, keys);
            Assert.Equal(("RS256", "JWT"), (head.GetProperty("alg").GetString(), head.GetProperty("typ").GetString()));
            Assert.Equal((BotStage.Url, BotStage.AppId), (claims.GetProperty("iss").GetString(), claims.GetProperty("aud").GetString()));
            Assert.Equal(one.Activity.GetProperty("serviceUrl").GetString(), claims.GetProperty("serviceurl").GetString());
            Assert.Equal(3600, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
            Assert.True(claims.GetProperty("nbf").GetInt64() <= claims.GetProperty("iat").GetInt64());
        }
    }

    [Fact]
    public async Task The_keys_vouch_for_the_channels_that_bots_are_told_and_show_nothing_private()
    {
        var key = Assert.Single((await stage.Get("/.well-known/keys")).GetProperty("keys").EnumerateArray());

        Assert.Equal(["alg", "e", "endorsements", "kid", "kty", "n", "use", "x5t"], key.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        var message = await stage.Begin("signed");
        Assert.Contains(message.Activity.GetProperty("channelId").GetString(), key.GetProperty("endorsements").EnumerateArray().Select(channel => channel.GetString()));
    }

    [Fact]
    public async Task A_bot_without_an_app_id_gets_no_token() => Assert.Null((await stage.Begin("open")).Authorization);

    [Fact]
    public async Task A_token_is_used_for_half_of_its_life_and_then_signed_with_the_key_that_is_in_use()
    {
        var folder = Directory.CreateTempSubdirectory("contacthub-keys-").FullName;
        var clock = new FakeClock();
        await using (var database = await Storage.HubDatabase.Start(new Storage.StorageOptions { Path = folder }, TimeProvider.System))
        {
            var bot = new BotOptions { Id = "deneme", AppId = BotStage.AppId };
            using var keys = new BotKeys(new BotKeyStore(database), database, clock);
            var tokens = new BotTokens(keys, new BotRegistry(new BotsOptions { Url = BotStage.Url, Registered = [bot] }), clock);
            var first = await tokens.For(bot, "https://hub/", default);
            clock.Advance(TimeSpan.FromMinutes(29));
            Assert.Equal(first, await tokens.For(bot, "https://hub/", default));
            clock.Advance(TimeSpan.FromMinutes(2));
            Assert.NotEqual(first, await tokens.For(bot, "https://hub/", default));

            clock.Advance(TimeSpan.FromDays(88));
            var before = Part(await tokens.For(bot, "https://hub/", default), 0).GetProperty("kid").GetString();
            clock.Advance(TimeSpan.FromDays(4));
            var after = Part(await tokens.For(bot, "https://hub/", default), 0).GetProperty("kid").GetString();
            Assert.Equal(Part(first, 0).GetProperty("kid").GetString(), before);
            Assert.NotEqual(before, after);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static (JsonElement Head, JsonElement Claims) Verify(Received one, JsonElement keys)
    {
        Assert.StartsWith("Bearer ", one.Authorization, StringComparison.Ordinal);
        var token = one.Authorization!["Bearer ".Length..];
        var head = Part(token, 0);
        var key = Assert.Single(keys.GetProperty("keys").EnumerateArray(), key => key.GetProperty("kid").GetString() == head.GetProperty("kid").GetString());
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars(key.GetProperty("n").GetString()), Exponent = Base64Url.DecodeFromChars(key.GetProperty("e").GetString()),
        });
        var end = token.LastIndexOf('.');
        Assert.True(rsa.VerifyData(
            Encoding.ASCII.GetBytes(token[..end]), Base64Url.DecodeFromChars(token.AsSpan(end + 1)), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return (head, Part(token, 1));
    }

    private static JsonElement Part(string token, int number)
    {
        using var part = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[number]));
        return part.RootElement.Clone();
    }
}
