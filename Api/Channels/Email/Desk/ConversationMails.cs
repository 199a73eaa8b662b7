using ContactHub.Conversations;
using ContactHub.Storage;

namespace ContactHub.Email;

/// <summary>The mails of a conversation.</summary>
public sealed class ConversationMails(IEventLog log)
{
    private const int Page = 200;
    private const int MostPages = 10;

    /// <summary>Mails in and out, oldest first; of a very long conversation those of its last 2,000 entries.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> Read(string conversationId, CancellationToken ct)
    {
        var mails = new List<TimelineEntry>();
        var before = long.MaxValue;
        for (var pages = 0; pages < MostPages; pages++)
        {
            var stored = await log.ReadBefore(conversationId, before, Page, ct);
            mails.InsertRange(0, stored.Select(EventCodec.FromStored).Where(entry => entry.Event is EmailReceived or EmailSent));
            if (stored.Count < Page || stored[0].Seq == 1) break;
            before = stored[0].Seq;
        }

        return mails;
    }
}
