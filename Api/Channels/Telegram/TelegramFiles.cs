using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Messengers;

namespace ContactHub.Telegram;

/// <summary>Files of messages, in both directions.</summary>
internal sealed class TelegramFiles(TelegramApi api, MessengerFiles files, FileStore store, TimeProvider clock)
{
    /// <summary>A picture of <c>sendPhoto</c> has at most 10 MB.</summary>
    private const long MostPhoto = 10 * 1024 * 1024;

    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>The message's file, kept; or the text that stands in its place, because a message must not wait for a file that can't be had.</summary>
    public async Task<(ImmutableArray<Attachment> Files, string Text)> Receive(TelegramBot bot, MessengerPlace place, TelegramMessage message, string text, CancellationToken ct)
    {
        if (message.File is not { } file) return (default, text);
        var (taken, fault) = await Take(bot, place, file, ct);
        return taken is not null ? ([taken], text) : (default, $"{text}\n{MessengerTexts.NotTaken(place.Language, file.Name, fault)}".Trim());
    }

    /// <summary>Sends a file of an answer.</summary>
    public async Task<TelegramAnswer> Send(TelegramBot bot, MessengerPlace place, Attachment file, CancellationToken ct)
    {
        if (await store.Read(file.Id, ct) is not { } bytes) return new TelegramAnswer(default, 400, "The file is not there any more.", null);
        var isPhoto = file.ContentType is "image/jpeg" or "image/png" && bytes.Length <= MostPhoto;
        var (method, field) = isPhoto ? ("sendPhoto", "photo") : ("sendDocument", "document");
        return await api.Upload(bot, method, place.Address, field, file.Name, file.ContentType, bytes, ct);
    }

    private async Task<(Attachment? File, UploadFault Fault)> Take(TelegramBot bot, MessengerPlace place, TelegramFile file, CancellationToken ct)
    {
        var most = files.MostOf(place);
        if (file.Size > most) return (null, UploadFault.TooLarge);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await api.Call(bot, "getFile", new JsonObject { ["file_id"] = file.Id }, ct);
                // Bots get files of at most 20 MB: "Bad Request: file is too big".
                if (answer.Code == 400) return (null, UploadFault.TooLarge);
                if (answer.IsOk && answer.Result.ValueKind == JsonValueKind.Object && answer.Result.Text("file_path") is { } path)
                {
                    return await api.Download(bot, path, (int)most, ct) is { } bytes ? await files.Take(place, bytes, file.Name, ct) : (null, UploadFault.TooLarge);
                }
            }
            catch (Exception e) when (attempt < Attempts && e is HttpRequestException or TimeoutException)
            {
                // Once more, below; Telegram keeps the file.
            }
            catch (Exception e) when (e is HttpRequestException or TimeoutException)
            {
                return (null, UploadFault.Unscanned);
            }

            if (attempt == Attempts) return (null, UploadFault.Unscanned);
            await Task.Delay(Pause, clock, ct);
        }
    }
}
