using System.Collections.Immutable;
using ContactHub.Conversations;

namespace ContactHub.Bots;

/// <summary>A file of an entry, as an address that the hub signed names it.</summary>
/// <param name="Seq">The entry.</param>
public sealed record BotFileLink(string ConversationId, long Seq, string FileId);

/// <summary>
/// Addresses by which bots fetch citizens' files. They open one file for an hour, to whoever has them: bots fetch a <c>contentUrl</c> without a token of
/// theirs and hand it on to services that look at pictures, so the bot's own secret must not be in it. Signed with the hub's keys, which every node has.
/// </summary>
public sealed class BotFileLinks(BotKeys keys, BotRegistry bots, TimeProvider clock)
{
    /// <summary>Where they lead, below the hub's address. The key stands in the query, which no proxy may write to its log (docs/operations.md).</summary>
    public const string Path = BotRegistry.Path + "/files";

    public const string KeyName = "key";

    /// <summary>Sets these apart from the tokens that bots get, whose audience is an app id.</summary>
    private const string Audience = "contacthub:files";

    private const int MaxKey = 4_000;
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>The addresses of an entry's files, one for each.</summary>
    public async Task<IReadOnlyList<string>> Of(string conversationId, long seq, ImmutableArray<Attachment> files, CancellationToken ct)
    {
        if (files.IsDefaultOrEmpty) return [];
        var key = await keys.Current(ct);
        var until = (clock.GetUtcNow() + Life).ToUnixTimeSeconds();
        return [.. files.Select(file => $"{bots.Url}{Path}?{KeyName}=" + SignedClaims.Write(key, new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["aud"] = Audience, ["conversation"] = conversationId, ["entry"] = seq, ["file"] = file.Id, ["exp"] = until,
        }))];
    }

    /// <summary>What a key opens; null when it is not one of these, or its time is over.</summary>
    public async Task<BotFileLink?> Read(string? key, CancellationToken ct)
    {
        if (key is not { Length: > 0 and <= MaxKey } || SignedClaims.Read(await keys.Published(ct), key) is not { } claims || claims.Text("aud") != Audience) return null;
        return claims.GetProperty("exp").GetInt64() > clock.GetUtcNow().ToUnixTimeSeconds()
            ? new BotFileLink(claims.Text("conversation")!, claims.GetProperty("entry").GetInt64(), claims.Text("file")!)
            : null;
    }
}
