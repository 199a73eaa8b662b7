using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace ContactHub.Files;

/// <summary>
/// Addresses that open one file of one entry, for as long as they say: a picture in a page can't send a token, and the citizen's own token does not belong into
/// an address, which browsers and proxies write down. Signed and encrypted with ASP.NET Core Data Protection, so any node reads what another one wrote.
/// </summary>
public sealed class FileLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long a link of the widget is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>Where links lead.</summary>
    public const string Path = "/api/visitor/files";

    /// <summary>The key stands in the query, which no proxy may write to its log (docs/operations.md).</summary>
    public const string KeyName = "key";

    private const int MaxLength = 2_000;
    private readonly IDataProtector _protector = protection.CreateProtector("ContactHub.FileLink.v1");

    /// <summary>The link's path, good until <paramref name="until"/>.</summary>
    public string Write(string conversationId, long seq, string fileId, DateTimeOffset until) =>
        $"{Path}?{KeyName}=" + _protector.Protect(JsonSerializer.Serialize(new FileLink(conversationId, seq, fileId, until)));

    /// <summary>When a link that is written now ends.</summary>
    public DateTimeOffset End(TimeSpan life) => clock.GetUtcNow() + life;

    /// <summary>What a link opens; null when it is forged, or its time is over.</summary>
    public FileLink? Read(string? text)
    {
        if (text is not { Length: > 0 and <= MaxLength }) return null;
        try
        {
            return JsonSerializer.Deserialize<FileLink>(_protector.Unprotect(text)) is { } link && link.Until > clock.GetUtcNow() ? link : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>What a link opens.</summary>
public sealed record FileLink(string ConversationId, long Seq, string FileId, DateTimeOffset Until);
