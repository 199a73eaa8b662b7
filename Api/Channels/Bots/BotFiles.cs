using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using ContactHub.Conversations;
using ContactHub.Files;

namespace ContactHub.Bots;

/// <summary>
/// Files that bots send, kept in the hub as those of staff are: within the message, sent ahead, or fetched from a host that is listed for the bot. What is
/// none of these stays a link.
/// </summary>
internal sealed partial class BotFiles(IGrainFactory grains, UploadReceiver receiver, UploadStore uploads, BotFetches fetches)
{
    /// <summary>Largest file, in bytes: as large as a request with one may be.</summary>
    private const long Most = BotEndpoints.MaxFileBody / 4 * 3;

    private static readonly IReadOnlyDictionary<int, Attachment> None = ImmutableDictionary<int, Attachment>.Empty;

    /// <summary>Takes what is sent ahead (AttachmentData of the Connector: <c>name</c>, <c>originalBase64</c>); answers its id.</summary>
    /// <exception cref="BotException">It is refused.</exception>
    public async Task<string> Upload(BotOptions bot, JsonElement data, CancellationToken ct) =>
        data.Text("originalBase64") is { } text && InlineData.FromBase64(text) is { } bytes
            ? (await Keep(bot, data.Text("name"), bytes, ct))!
            : throw BotErrors.Bad("'originalBase64' must be the file in base64.");

    /// <summary>The files of a message, by the places of their attachments, kept for good.</summary>
    /// <exception cref="BotException">One of them is refused; then nothing is posted.</exception>
    public async Task<IReadOnlyDictionary<int, Attachment>> Take(BotOptions bot, string conversationId, JsonElement activity, CancellationToken ct)
    {
        if (activity.Text("type") != "message" || !activity.List("attachments").Any()) return None;
        // What the conversation is going to refuse leaves no file behind.
        if (await grains.GetGrain<IConversationGrain>(conversationId).Summary() is not { Owner: Owner.Bot }) return None;
        List<(int Place, string Upload)> taken = [];
        foreach (var (place, attachment) in activity.List("attachments").Take(BotConversations.MostAttachments).Index())
        {
            if (await TakeOne(bot, attachment, ct) is { } id) taken.Add((place, id));
        }

        if (taken.Count == 0) return None;
        var files = await uploads.Claim(UploadOwners.Bot(bot.Id), [.. taken.Select(one => one.Upload)], ct)
            ?? throw BotErrors.Bad("An attachment is no upload of this bot, or older than a day. Nothing was shown.");
        return taken.Zip(files).ToDictionary(one => one.First.Place, one => one.Second);
    }

    /// <summary>The upload that an attachment is or becomes; null when it stays what it is.</summary>
    private async Task<string?> TakeOne(BotOptions bot, JsonElement attachment, CancellationToken ct)
    {
        if (attachment.Text("contentUrl") is not { } address) return null;
        var name = attachment.Text("name");
        if (address.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            return await Keep(bot, name, InlineData.Read(address) ?? throw BotErrors.Bad("A 'contentUrl' is no data: address that could be read. Nothing was shown."), ct);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return null;
        if (UploadForm().Match(uri.AbsolutePath) is { Success: true } own && own.Groups["bot"].Value == bot.Id) return own.Groups["id"].Value;
        return await fetches.Get(bot, uri, (int)Most, ct) is { } fetched ? await Keep(bot, name ?? Uri.UnescapeDataString(uri.Segments[^1]), fetched, ct, isLink: true) : null;
    }

    /// <summary>Keeps a file; null for one of a kind that is not taken and that is a link as well.</summary>
    private async Task<string?> Keep(BotOptions bot, string? name, byte[] bytes, CancellationToken ct, bool isLink = false)
    {
        var sender = receiver.Bot(bot.Id);
        using var content = new MemoryStream(bytes, writable: false);
        var result = await receiver.Receive(sender, content, bytes.Length, name, ct);
        return result.Id ?? (isLink && result.Fault == UploadFault.Unsupported ? null : throw BotErrors.Of(result, Math.Min(Most, sender.Most)));
    }

    /// <summary>Bots make the address of an upload by themselves, of the service's address and of the id that they were given.</summary>
    [GeneratedRegex(@"^" + BotRegistry.Path + @"/(?<bot>[^/]+)/[^/]+/v3/attachments/(?<id>u-[0-9a-f]{32})(/views/[^/]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex UploadForm();
}
