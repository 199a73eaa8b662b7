using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Storage;

namespace ContactHub.Bots;

/// <summary>Where bots fetch files: those of citizens by signed addresses, and what they sent ahead by themselves.</summary>
internal static class BotFileEndpoints
{
    /// <summary>The only view that the hub has of a file.</summary>
    private const string Original = "original";

    /// <summary>An open door, as that of all signed links: the key was given to the bot of the conversation.</summary>
    public static void MapCitizens(IEndpointRouteBuilder app) => app.MapGet(BotFileLinks.Path, OfCitizen).AllowAnonymous();

    /// <summary>The Connector's description of an upload, and the upload.</summary>
    public static void MapUploads(RouteGroupBuilder bots)
    {
        bots.MapGet("/attachments/{attachmentId}", async (string attachmentId, HttpContext http, UploadStore uploads, CancellationToken ct) =>
        {
            var file = await Own(http, uploads, attachmentId, ct);
            return TypedResults.Ok(new BotUpload(file.Name, file.ContentType, [new BotUploadView(Original, file.Size)]));
        });
        bots.MapGet("/attachments/{attachmentId}/views/{viewId}", async (string attachmentId, string viewId, HttpContext http, UploadStore uploads, FileStore files, CancellationToken ct) =>
            viewId == Original && await FileAnswer.Of(http, files, await Own(http, uploads, attachmentId, ct), "no-store", ct) is { } answer ? answer : throw NotThere());
    }

    private static async Task<IResult> OfCitizen(string? key, BotFileLinks links, IEventLog log, FileStore files, HttpContext http, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await links.Read(key, ct) is { } link && await EntryFiles.Find(log, link.ConversationId, link.Seq, link.FileId, ct) is { } found
            && await FileAnswer.Of(http, files, found.File, "no-store", ct) is { } answer) return answer;
        await BotErrors.NotFound("There is no such file, or its address has expired.").Write(http);
        return Results.Empty;
    }

    private static async Task<Attachment> Own(HttpContext http, UploadStore uploads, string id, CancellationToken ct) =>
        await uploads.Find(UploadOwners.Bot(BotCallers.Of(http).Id), id, ct) ?? throw NotThere();

    private static BotException NotThere() => BotErrors.NotFound("There is no such attachment.");
}

/// <summary>An upload (AttachmentInfo of the Connector).</summary>
internal sealed record BotUpload(string Name, string Type, BotUploadView[] Views);

/// <summary>A view of it.</summary>
/// <param name="Size">In bytes.</param>
internal sealed record BotUploadView(string ViewId, long Size);
