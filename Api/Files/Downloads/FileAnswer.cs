using System.Collections.Frozen;
using ContactHub.Conversations;
using Microsoft.Net.Http.Headers;

namespace ContactHub.Files;

/// <summary>
/// A file on its way out. What browsers show without running anything of it (pictures, sound, PDF) may be shown; everything else is a download of no
/// particular type. Nothing is ever a page of the hub's origin. Ranges and conditional requests are answered.
/// </summary>
internal static class FileAnswer
{
    // No sandbox for PDF: browsers' viewers do not start in one, and what a PDF runs, the viewer keeps to itself.
    private const string PdfPolicy = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'";
    private const string Policy = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

    private static readonly FrozenSet<string> Shown = FrozenSet.Create(StringComparer.Ordinal,
        "image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/bmp", "application/pdf",
        "audio/mpeg", "audio/aac", "audio/ogg", "audio/wav", "audio/flac", "audio/mp4");

    /// <summary>Whether it is a picture that a page may show.</summary>
    public static bool IsPicture(Attachment file) => Shown.Contains(file.ContentType) && file.ContentType.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>The file; null when its bytes are not there.</summary>
    /// <param name="cache">What <c>Cache-Control</c> says beside <c>private</c>.</param>
    public static async Task<IResult?> Of(HttpContext http, FileStore files, Attachment file, string cache, CancellationToken ct)
    {
        if (await files.Open(file.Id, ct) is not { } content) return null;
        var shown = Shown.Contains(file.ContentType);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = file.ContentType == "application/pdf" ? PdfPolicy : Policy;
        headers.CacheControl = "private, " + cache;
        var disposition = new ContentDispositionHeaderValue(shown ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        headers.ContentDisposition = disposition.ToString();
        return TypedResults.Stream(
            content, shown ? file.ContentType : "application/octet-stream", entityTag: new EntityTagHeaderValue($"\"{file.Id}\""), enableRangeProcessing: true);
    }
}
