using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Messengers;

namespace ContactHub.Telegram;

/// <summary>Files of messages that came.</summary>
internal sealed class TelegramFiles(TelegramApi api, MessengerFiles files)
{
    /// <summary>The message's file, kept; or the text that stands in its place.</summary>
    public async Task<(ImmutableArray<Attachment> Files, string Text)> Receive(TelegramBot bot, MessengerPlace place, TelegramMessage message, string text, CancellationToken ct)
    {
        if (message.File is not { } file) return (default, text);
        var (taken, fault) = await files.Take(place, file.Name, file.Size, (most, token) => Fetch(bot, file, most, token), ct);
        return taken is not null ? ([taken], text) : (default, $"{text}\n{MessengerTexts.NotTaken(place.Language, file.Name, fault)}".Trim());
    }

    private async Task<FetchedFile> Fetch(TelegramBot bot, TelegramFile file, int most, CancellationToken ct)
    {
        var answer = await api.Call(bot, "getFile", new JsonObject { ["file_id"] = file.Id }, ct);
        // Bots get files of at most 20 MB: "Bad Request: file is too big".
        if (answer.Code == 400) return new FetchedFile(null, UploadFault.TooLarge);
        if (!answer.IsOk || answer.Result.ValueKind != JsonValueKind.Object || answer.Result.Text("file_path") is not { } path) return default;
        return await api.Download(bot, path, most, ct) is { } bytes ? new FetchedFile(bytes) : new FetchedFile(null, UploadFault.TooLarge);
    }
}
