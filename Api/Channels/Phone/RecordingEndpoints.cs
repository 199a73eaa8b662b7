using ContactHub.Conversations;
using ContactHub.Desk;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Phone;

/// <summary>
/// Recordings as the exchange has left them in a folder of this machine, by the entry that names one, in ranges as a player asks for them. The exchange's
/// own path counts for nothing but its last part.
/// </summary>
internal static class RecordingEndpoints
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".wav"] = "audio/wav", [".mp3"] = "audio/mpeg", [".ogg"] = "audio/ogg", [".opus"] = "audio/ogg", [".m4a"] = "audio/mp4",
    };

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapStaffGroup("/api/desk/conversations/{conversationId}/entries/{seq:long}/recording", Policies.Staff).MapGet("", Get);

    private static async Task<Results<PhysicalFileHttpResult, Refusal>> Get(
        string conversationId, long seq, PhoneOptions options, VisibleConversations conversations, IEventLog log, LookTrail looks, HttpContext http, CancellationToken ct)
    {
        if (options.Recordings.Length == 0 || seq < 1 || await conversations.Find(http.User, conversationId) is null) return Unknown();
        var stored = await log.Read(conversationId, seq - 1, 1, ct);
        if (stored.Count == 0 || EventCodec.FromStored(stored[0]).Event is not CallRecorded { Reference: { } reference }) return Unknown();
        var name = reference[(reference.LastIndexOfAny(['/', '\\']) + 1)..];
        if (!Types.TryGetValue(Path.GetExtension(name), out var type)) return Unknown();
        var file = new FileInfo(Path.Combine(options.Recordings, name));
        if (!file.Exists) return Unknown();

        await looks.Note(http.User.Did("recording.played", conversationId, new { seq }), $"{conversationId}/{seq}", Looks.Conversation, ct);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.PhysicalFile(file.FullName, type, lastModified: file.LastWriteTimeUtc, enableRangeProcessing: true);
    }

    private static Refusal Unknown() => Problems.NotFound(new StaffText("Böyle bir ses kaydı yok.", "There is no such recording."));
}
