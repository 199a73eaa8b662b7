using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.Texts;

namespace ContactHub.Files;

/// <summary>What signed links open. An open door: the link is the key, and whoever may have it was asked when it was made.</summary>
internal static class LinkEndpoints
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet(FileLinks.Path, Get).AllowAnonymous();

    private static async Task<IResult> Get(string? key, FileLinks links, IEventLog log, FileStore files, HttpContext http, CancellationToken ct)
    {
        if (links.Read(key) is not { } opened || await EntryFiles.Find(log, opened.ConversationId, opened.Seq, opened.FileId, ct) is not { } found
            || await FileAnswer.Of(http, files, found.File, "max-age=3600", ct) is not { } answer)
            return Problems.NotFound(new StaffText("Böyle bir dosya yok ya da bağlantının süresi doldu.", "There is no such file, or the link has expired."));
        // A page of the municipality's may show it too (Direct Line); it is none of the hub's own.
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return answer;
    }
}
