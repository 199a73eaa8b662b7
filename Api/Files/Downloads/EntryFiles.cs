using ContactHub.Conversations;
using ContactHub.Storage;

namespace ContactHub.Files;

/// <summary>A file by the entry of a timeline that names it.</summary>
/// <param name="Seq">The entry.</param>
public sealed record EntryFile(string ConversationId, long Seq, Attachment File);

/// <summary>Finds the files that entries name: an id alone opens nothing.</summary>
public static class EntryFiles
{
    /// <summary>The file as a stored entry names it; null when there is no such entry, or it does not.</summary>
    public static async Task<(TimelineEntry Entry, Attachment File)?> Find(IEventLog log, string conversationId, long seq, string fileId, CancellationToken ct)
    {
        var stored = await log.Read(conversationId, seq - 1, 1, ct);
        if (stored.Count == 0 || stored[0].Seq != seq) return null;
        var entry = EventCodec.FromStored(stored[0]);
        return Named(entry.Event, fileId) is { } file ? (entry, file) : null;
    }

    /// <summary>The file as an event names it; null when it does not.</summary>
    public static Attachment? Named(ConversationEvent e, string fileId)
    {
        var (attachments, raw) = e switch
        {
            MessagePosted message => (message.Attachments, null),
            EmailReceived mail => (mail.Attachments, mail.RawId),
            EmailSent mail => (mail.Attachments, null),
            EmailFailed failed => (default, failed.RawId),
            CimerReceived received => (received.Attachments, null),
            CallRecorded recorded => (default, recorded.FileId),
            _ => (default, null),
        };
        if (string.Equals(raw, fileId, StringComparison.Ordinal)) return new Attachment(fileId, e is CallRecorded ? "recording" : "message.eml", "application/octet-stream", 0);
        return attachments.IsDefault ? null : attachments.FirstOrDefault(one => string.Equals(one.Id, fileId, StringComparison.Ordinal));
    }
}
