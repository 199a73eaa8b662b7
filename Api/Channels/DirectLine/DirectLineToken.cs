using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactHub.Conversations;
using Microsoft.AspNetCore.DataProtection;

namespace ContactHub.DirectLine;

/// <summary>What a Direct Line token says: the one conversation that it opens, and for whom.</summary>
/// <param name="TokenId">The same for all renewals.</param>
/// <param name="UserId">What the client calls its user; null when nobody said.</param>
/// <param name="UserName">The user's name, by the site's server.</param>
/// <param name="Origins">Pages that may use it; empty: those that the site allows.</param>
public sealed record DirectLineToken(
    string TokenId, string Site, string ConversationId, string Language, string? UserId, string? UserName, string[] Origins, DateTimeOffset ExpiresAt)
{
    /// <summary>
    /// The citizen: made from the conversation's id, so that whoever has the site's secret needs no token to be the same one. An anonymous visitor.
    /// </summary>
    [JsonIgnore]
    public string CitizenId =>
        "v-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"directline\n{Site}\n{ConversationId}")).AsSpan(0, 12));

    [JsonIgnore]
    public Actor Actor => new(ActorKind.Citizen, CitizenId, UserName);

    /// <summary>The <c>from.id</c> of what this user says.</summary>
    [JsonIgnore]
    public string Sender => UserId ?? "dl_" + CitizenId;
}

/// <summary>
/// Signs and reads tokens with ASP.NET Core Data Protection, as the widget's: all nodes share the keys. A stream's ticket says the same as a token, is
/// good for a minute, and opens nothing but the stream.
/// </summary>
public sealed class DirectLineTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(1);
    private const int MaxLength = 8_000;
    private readonly IDataProtector _tokens = protection.CreateProtector("ContactHub.DirectLine.Token.v1");
    private readonly IDataProtector _tickets = protection.CreateProtector("ContactHub.DirectLine.Stream.v1");

    /// <summary>The token's text, good from now on.</summary>
    public string Write(DirectLineToken token) => Write(_tokens, token, Life);

    /// <summary>What opens a stream for the holder of a token.</summary>
    public string WriteTicket(DirectLineToken token) => Write(_tickets, token, TicketLife);

    /// <summary>The token, whether expired or not; null when it is forged or none at all.</summary>
    public DirectLineToken? Read(string text) => Read(_tokens, text);

    /// <summary>The ticket, whether expired or not; null when it is forged or none at all.</summary>
    public DirectLineToken? ReadTicket(string text) => Read(_tickets, text);

    /// <summary>Whether its time is over.</summary>
    public bool IsExpired(DirectLineToken token) => token.ExpiresAt <= clock.GetUtcNow();

    private string Write(IDataProtector protector, DirectLineToken token, TimeSpan life) =>
        protector.Protect(JsonSerializer.Serialize(token with { ExpiresAt = clock.GetUtcNow() + life }));

    private static DirectLineToken? Read(IDataProtector protector, string text)
    {
        if (text.Length > MaxLength) return null;
        try
        {
            return JsonSerializer.Deserialize<DirectLineToken>(protector.Unprotect(text));
        }
        catch (Exception e) when (e is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }
}
