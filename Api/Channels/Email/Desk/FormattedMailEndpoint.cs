using System.Text;
using ContactHub.Conversations;
using ContactHub.Desk;
using ContactHub.Files;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.Texts;

namespace ContactHub.Email;

/// <summary>A mail as its sender formatted it, for a frame of the desk.</summary>
internal static class FormattedMailEndpoint
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapStaffGroup("/api/desk/conversations/{conversationId}/entries/{seq:long}/html", Policies.Staff).MapGet("", Get);

    private static async Task<IResult> Get(
        string conversationId, long seq, VisibleConversations conversations, IEventLog log, FileStore files, HttpContext http, CancellationToken ct, bool images = false)
    {
        if (seq < 1 || await conversations.Find(http.User, conversationId) is null) return Unknown();
        var stored = await log.Read(conversationId, seq - 1, 1, ct);
        if (stored is not [var entry] || entry.Seq != seq || EventCodec.FromStored(entry).Event is not EmailReceived { HtmlId: { } id } mail) return Unknown();
        if (await files.Read(id, ct) is not { } html) return Unknown();
        http.Response.Headers.ContentSecurityPolicy = FormattedMail.Policy(images);
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Text(await FormattedMail.Page(Encoding.UTF8.GetString(html), mail.Attachments, images, files, ct), "text/html; charset=utf-8");
    }

    private static Refusal Unknown() => Problems.NotFound(new StaffText("Bu e-postanın biçimlendirilmiş hali yok.", "There is no formatted version of this mail."));
}
