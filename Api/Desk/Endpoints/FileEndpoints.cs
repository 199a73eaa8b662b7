using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.Texts;

namespace ContactHub.Desk;

/// <summary>
/// The files of a conversation, by the entry that names them: an id alone opens nothing. They never are a page of the hub's origin.
/// </summary>
internal static class FileEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapStaffGroup("/api/desk/conversations/{conversationId}/entries/{seq:long}/files", Policies.Staff).MapGet("/{fileId}", Get);

    private static async Task<IResult> Get(
        string conversationId, long seq, string fileId, VisibleConversations conversations, IEventLog log, FileStore files, LookTrail looks, HttpContext http, CancellationToken ct)
    {
        if (seq < 1 || await conversations.Find(http.User, conversationId) is null) return Unknown();
        if (await EntryFiles.Find(log, conversationId, seq, fileId, ct) is not var (entry, file)) return Unknown();
        if (await FileAnswer.Of(http, files, file, "no-cache", ct) is not { } answer) return Unknown();

        // Pictures of a chat are a part of it, and that it was opened is in the trail already.
        var isSeen = entry.Event is MessagePosted && FileAnswer.IsPicture(file);
        if (!isSeen) await looks.Note(http.User.Did("file.downloaded", conversationId, new { seq, file.Size }), fileId, Looks.Conversation, ct);
        return answer;
    }

    private static Refusal Unknown() => Problems.NotFound(new StaffText("Böyle bir dosya yok.", "There is no such file."));
}
