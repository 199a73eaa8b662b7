using System.Collections.Immutable;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Messengers;

namespace ContactHub.WhatsApp;

/// <summary>Files of messages that came: fetched in two steps, kept, and removed from Meta's servers once the message is stored.</summary>
internal sealed class WhatsAppFiles(WhatsAppApi api, MessengerFiles files, ILogger<WhatsAppFiles> logger)
{
    /// <summary>The message's file, kept; or the text that stands in its place.</summary>
    public async Task<(ImmutableArray<Attachment> Files, string Text)> Receive(WhatsAppNumber number, MessengerPlace place, WhatsAppContent content, CancellationToken ct)
    {
        if (content.File is not { } file) return (default, content.Text);
        var (taken, fault) = await files.Take(place, file.Name, null, (most, token) => Fetch(number, file, most, token), ct);
        return taken is not null ? ([taken], content.Text) : (default, $"{content.Text}\n{MessengerTexts.NotTaken(place.Language, file.Name, fault)}".Trim());
    }

    /// <summary>The hub has it; nobody else needs it any longer. Meta removes it by itself after some days.</summary>
    public async Task Forget(WhatsAppNumber number, WhatsAppFile file, CancellationToken ct)
    {
        try
        {
            var answer = await api.Remove(number, file.Id, ct);
            if (!answer.IsOk) WhatsAppLog.Harmless(logger, null, number.Id, "removing a file");
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            WhatsAppLog.Harmless(logger, e, number.Id, "removing a file");
        }
    }

    private async Task<FetchedFile> Fetch(WhatsAppNumber number, WhatsAppFile file, int most, CancellationToken ct)
    {
        var found = await api.Find(number, file.Id, ct);
        // Gone for good; anything else may pass.
        if (found.Status is 400 or 404) return new FetchedFile(null, UploadFault.Unscanned);
        if (!found.IsOk || found.Body.Text("url") is not { } address) return default;
        return await api.Download(number, address, most, ct) is { } bytes ? new FetchedFile(bytes) : new FetchedFile(null, UploadFault.TooLarge);
    }
}
