using ContactHub.Conversations;
using ContactHub.Files;

namespace ContactHub.Messengers;

/// <summary>Takes what citizens send in messengers, under the rules of what they upload on the web: size, kind, virus scan, no place in photographs.</summary>
internal sealed class MessengerFiles(UploadReceiver receiver, UploadStore uploads)
{
    /// <summary>Largest file, in bytes.</summary>
    public long MostOf(MessengerPlace place) => Sender(place).Most;

    /// <summary>Keeps a file for good; or says why it is not taken.</summary>
    public async Task<(Attachment? File, UploadFault Fault)> Take(MessengerPlace place, byte[] bytes, string name, CancellationToken ct)
    {
        using var content = new MemoryStream(bytes, writable: false);
        var taken = await receiver.Receive(Sender(place), content, bytes.Length, name, ct);
        if (taken.Id is not { } id) return (null, taken.Fault);
        return await uploads.Claim(UploadOwners.Place(place.Id), [id], ct) is [var file] ? (file, UploadFault.None) : (null, UploadFault.Unscanned);
    }

    private Uploader Sender(MessengerPlace place) => receiver.Citizen(UploadOwners.Place(place.Id), place.Id);
}
