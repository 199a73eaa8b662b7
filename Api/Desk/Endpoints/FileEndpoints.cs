using ContactHub.Audit;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Realtime;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Desk;

/// <summary>
/// The files of a conversation, by the entry that names them: an id alone opens nothing. They leave as downloads and never as a page of the hub's origin.
/// </summary>
internal static class FileEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapStaffGroup("/api/desk/conversations/{conversationId}/entries/{seq:long}/files", Policies.Staff).MapGet("/{fileId}", Get);

    private static async Task<Results<FileContentHttpResult, Refusal>> Get(
        string conversationId, long seq, string fileId, IGrainFactory grains, IEventLog log, FileStore files, DeskViewers viewers, Looks looks, AuditLog audit,
        HttpContext http, CancellationToken ct)
    {
        if (!ConversationIds.IsOne(conversationId) || seq < 1) return Unknown();
        var summary = await grains.GetGrain<IConversationGrain>(conversationId).Summary();
        if (summary is null || !DeskAccess.MaySee(await viewers.For(http.User), summary)) return Unknown();
        var stored = await log.Read(conversationId, seq - 1, 1, ct);
        if (stored.Count == 0 || Named(EventCodec.FromStored(stored[0]).Event, fileId) is not { } file) return Unknown();
        if (await files.Read(fileId, ct) is not { } bytes) return Unknown();

        if (looks.IsNew(http.User.StaffId(), fileId, Looks.Conversation))
        {
            try
            {
                await audit.Append(http.User.Did("file.downloaded", conversationId, new { seq, file.Size }), ct);
            }
            catch
            {
                looks.Forget(http.User.StaffId(), fileId);
                throw;
            }
        }

        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.File(bytes, "application/octet-stream", file.Name);
    }

    /// <summary>The file as an entry names it; null when it does not.</summary>
    private static Attachment? Named(ConversationEvent e, string fileId)
    {
        var (attachments, raw) = e switch
        {
            EmailReceived mail => (mail.Attachments, mail.RawId),
            EmailSent mail => (mail.Attachments, null),
            EmailFailed failed => (default, failed.RawId),
            CallRecorded recorded => (default, recorded.FileId),
            _ => (default, null),
        };
        if (string.Equals(raw, fileId, StringComparison.Ordinal)) return new Attachment(fileId, e is CallRecorded ? "recording" : "message.eml", "application/octet-stream", 0);
        return attachments.IsDefault ? null : attachments.FirstOrDefault(one => string.Equals(one.Id, fileId, StringComparison.Ordinal));
    }

    private static Refusal Unknown() => Problems.NotFound(new StaffText("Böyle bir dosya yok.", "There is no such file."));
}
