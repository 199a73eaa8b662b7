using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactHub.Conversations;
using Microsoft.AspNetCore.DataProtection;

namespace ContactHub.Visitors;

/// <summary>What a visitor's token says: who it is, and the one conversation it opens.</summary>
/// <param name="VisitorId">Random, made by the hub.</param>
/// <param name="CitizenId">The visitor id, or the verified citizen's id.</param>
/// <param name="Site">The site it was made for.</param>
/// <param name="Origin">The visitor's own conversation, when it is merged into <paramref name="ConversationId"/>, whose citizen is somebody else; null otherwise.</param>
/// <param name="FromSeq">From where on such a guest may see it.</param>
public sealed record VisitorToken(
    string VisitorId, string CitizenId, string ConversationId, string Site, string Language, bool Verified, string? Name, DateTimeOffset ExpiresAt,
    string? Origin = null, long FromSeq = 0)
{
    /// <summary>Whether the conversation is another citizen's.</summary>
    [JsonIgnore]
    public bool IsGuest => Origin is not null;

    /// <summary>What of the conversation is this visitor's to see.</summary>
    [JsonIgnore]
    public CitizenView View => IsGuest ? new CitizenView(CitizenId, FromSeq) : default;
}

/// <summary>
/// Signs and reads visitor tokens with ASP.NET Core Data Protection: authenticated encryption, keys kept and rotated by the framework, shared by
/// all nodes. A token is good for a day; for 30 days more it still proves who the visitor was, so that a returning visitor goes on.
/// </summary>
public sealed class VisitorTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(1);
    public static readonly TimeSpan Grace = TimeSpan.FromDays(30);
    private const int MaxLength = 2_000;
    private readonly IDataProtector _protector = protection.CreateProtector("ContactHub.Visitor.v1");

    public string Write(VisitorToken token) => _protector.Protect(JsonSerializer.Serialize(token));

    /// <summary>The token, or null when it is forged, expired or no token at all.</summary>
    public VisitorToken? Read(string? text) => ReadWithin(text, TimeSpan.Zero);

    /// <summary>The token, even if it expired up to 30 days ago; only good for asking for a new one.</summary>
    public VisitorToken? ReadForRenewal(string? text) => ReadWithin(text, Grace);

    private VisitorToken? ReadWithin(string? text, TimeSpan grace)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength) return null;
        try
        {
            var token = JsonSerializer.Deserialize<VisitorToken>(_protector.Unprotect(text));
            return token is not null && token.ExpiresAt + grace > clock.GetUtcNow() ? token : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }
}
