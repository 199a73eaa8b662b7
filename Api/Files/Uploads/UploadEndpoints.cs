using ContactHub.Realtime;
using ContactHub.Security;
using ContactHub.Texts;
using ContactHub.Visitors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ContactHub.Files;

/// <summary>
/// Uploads (docs/protocol.md section 10): the body is the file, so that it is never in memory as a whole, and the header <see cref="NameHeader"/> its name,
/// percent-encoded: an address would leave it in every log on the way.
/// </summary>
internal static class UploadEndpoints
{
    public const string NameHeader = "X-File-Name";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/visitor/files", OfVisitor).RequireAuthorization(VisitorAuthentication.Policy).WithMetadata(new RequestSizeLimitAttribute(FileStore.MaxBytes));
        var staff = app.MapStaffGroup("/api/desk/files", Policies.Agent);
        staff.MapGet("", (FilesOptions files) => TypedResults.Ok(files.StaffLimit));
        staff.MapPost("", OfStaff).WithMetadata(new RequestSizeLimitAttribute(FileStore.MaxBytes));
    }

    private static async Task<Results<Created<UploadAnswer>, Refusal>> OfVisitor(HttpContext http, Sites sites, UploadReceiver receiver, CancellationToken ct)
    {
        var token = VisitorAuthentication.TokenOf(http);
        if (sites.Find(token.Site) is not { Uploads: true })
            return Problems.Forbidden(new StaffText("Bu sitede dosya gönderilemez.", "This site takes no files."));
        return await Receive(http, receiver, receiver.Citizen(UploadOwners.Visitor(token.VisitorId), RateLimits.Address(http)), ct);
    }

    private static Task<Results<Created<UploadAnswer>, Refusal>> OfStaff(HttpContext http, UploadReceiver receiver, CancellationToken ct) =>
        Receive(http, receiver, receiver.Staff(http.User.StaffId()), ct);

    /// <summary>Takes the body in as the sender's upload.</summary>
    internal static async Task<Results<Created<UploadAnswer>, Refusal>> Receive(HttpContext http, UploadReceiver receiver, Uploader sender, CancellationToken ct)
    {
        var result = await receiver.Receive(sender, http.Request.Body, http.Request.ContentLength, NameOf(http.Request), ct);
        if (result.File is { } file) return TypedResults.Created((string?)null, new UploadAnswer(result.Id!, file.Name, file.ContentType, file.Size));
        EdgeMetrics.Refused(CodeOf(result.Fault), "upload");
        if (result.Seconds > 0) http.Response.Headers.RetryAfter = result.Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Refuse(result, sender);
    }

    /// <summary>Null when there is none, or it is not encoded as it should be.</summary>
    private static string? NameOf(HttpRequest request) => request.Headers[NameHeader] is [{ Length: > 0 and < 4_000 } name] ? Uri.UnescapeDataString(name) : null;

    private static string CodeOf(UploadFault fault) => fault switch
    {
        UploadFault.Empty => "empty",
        UploadFault.TooLarge => "tooLarge",
        UploadFault.Unsupported => "unsupportedType",
        UploadFault.RateLimited => "rateLimited",
        UploadFault.Infected => "infected",
        _ => "unavailable",
    };

    private static Refusal Refuse(UploadResult result, Uploader sender)
    {
        var code = CodeOf(result.Fault);
        var megabytes = sender.Most / FilesOptions.Megabyte;
        return result.Fault switch
        {
            UploadFault.Empty => Problems.Refuse(StatusCodes.Status400BadRequest, code, new StaffText("Dosya boş.", "The file is empty.")),
            UploadFault.TooLarge => Problems.Refuse(StatusCodes.Status413PayloadTooLarge, code,
                new StaffText($"Dosya çok büyük; en fazla {megabytes} MB olabilir.", $"The file is too large; at most {megabytes} MB are allowed.")),
            UploadFault.Unsupported => Problems.Refuse(StatusCodes.Status415UnsupportedMediaType, code,
                new StaffText("Bu türde bir dosya gönderilemez.", "Files of this kind can't be sent.")),
            UploadFault.RateLimited => Problems.RateLimited(result.Seconds),
            UploadFault.Infected => Problems.Refuse(StatusCodes.Status422UnprocessableEntity, code,
                new StaffText("Dosyada zararlı yazılım bulundu.", "Malware was found in the file.")),
            _ => Problems.Refuse(StatusCodes.Status503ServiceUnavailable, code,
                new StaffText("Dosya şu an denetlenemiyor; daha sonra yeniden deneyin.", "The file can't be checked at the moment; try again later.")),
        };
    }
}

/// <summary>An upload as its sender names it in a message.</summary>
public sealed record UploadAnswer(string Id, string Name, string ContentType, long Size);
