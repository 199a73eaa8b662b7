using ContactHub.Conversations;
using ContactHub.Files;

namespace ContactHub.Messengers;

/// <summary>What came of an attempt to fetch a file from a messenger.</summary>
/// <param name="Bytes">The file; null when there is none.</param>
/// <param name="Fault">Why there never will be one; <see cref="UploadFault.None"/> without bytes: trying again may help.</param>
internal readonly record struct FetchedFile(byte[]? Bytes, UploadFault Fault = UploadFault.None);

/// <summary>Takes what citizens send in messengers, under the rules of what they upload on the web: size, kind, virus scan, no place in photographs.</summary>
internal sealed class MessengerFiles(UploadReceiver receiver, UploadStore uploads, TimeProvider clock)
{
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Fetches a file and keeps it for good; or says why it is not taken, because a message must not wait for a file that can't be had.</summary>
    /// <param name="size">Bytes that the messenger says it has; null when it doesn't say.</param>
    /// <param name="fetch">Gets at most so many bytes.</param>
    public async Task<(Attachment? File, UploadFault Fault)> Take(
        MessengerPlace place, string name, long? size, Func<int, CancellationToken, Task<FetchedFile>> fetch, CancellationToken ct)
    {
        var sender = receiver.Citizen(UploadOwners.Place(place.Id), place.Id);
        if (size > sender.Most) return (null, UploadFault.TooLarge);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var (bytes, fault) = await fetch((int)sender.Most, ct);
                if (bytes is not null) return await Keep(sender, place, name, bytes, ct);
                if (fault != UploadFault.None) return (null, fault);
            }
            catch (Exception e) when (attempt < Attempts && e is HttpRequestException or TimeoutException)
            {
                // Once more, below; messengers keep files for a while.
            }
            catch (Exception e) when (e is HttpRequestException or TimeoutException)
            {
                return (null, UploadFault.Unscanned);
            }

            if (attempt == Attempts) return (null, UploadFault.Unscanned);
            await Task.Delay(Pause, clock, ct);
        }
    }

    private async Task<(Attachment? File, UploadFault Fault)> Keep(Uploader sender, MessengerPlace place, string name, byte[] bytes, CancellationToken ct)
    {
        using var content = new MemoryStream(bytes, writable: false);
        var taken = await receiver.Receive(sender, content, bytes.Length, name, ct);
        if (taken.Id is not { } id) return (null, taken.Fault);
        return await uploads.Claim(UploadOwners.Place(place.Id), [id], ct) is [var file] ? (file, UploadFault.None) : (null, UploadFault.Unscanned);
    }
}
