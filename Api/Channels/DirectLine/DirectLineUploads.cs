using System.Collections.Immutable;
using System.Text.Json;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Visitors;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ContactHub.DirectLine;

/// <summary>What came with an upload: the files, kept for good, and the activity that they belong to.</summary>
public sealed record UploadedActivity(ActivityInput Activity, ImmutableArray<Attachment> Files);

/// <summary>
/// Reads an upload (Direct Line 3.0, "Send an activity and a file"): a form of an activity and files, or a single file as the body. Parts are taken one
/// after the other, so that none is in memory as a whole.
/// </summary>
internal sealed class DirectLineUploads(UploadReceiver receiver, UploadStore uploads)
{
    /// <summary>Largest body: as many files as a message may have, each as large as any may be.</summary>
    public const long MaxBody = (ConversationLimits.MessageFiles + 1L) * FileStore.MaxBytes;

    private const string ActivityType = "application/vnd.microsoft.activity";
    private const int MaxBoundary = 200;

    /// <exception cref="DirectLineException">Something of it is refused; then nothing is posted.</exception>
    public async Task<UploadedActivity> Read(DirectLineToken token, SiteOptions site, HttpRequest request, string address, CancellationToken ct)
    {
        if (!site.Uploads) throw DirectLineErrors.NoAttachments();
        var sender = receiver.Citizen(UploadOwners.Visitor(token.CitizenId), address);
        var ids = new List<string>();
        var activity = new ActivityInput("message", "", null, null);
        if (BoundaryOf(request) is { } boundary)
        {
            var parts = new MultipartReader(boundary, request.Body) { BodyLengthLimit = sender.Most + 1 };
            while (await Next(parts, ct) is { } part)
            {
                if (part.ContentType?.StartsWith(ActivityType, StringComparison.OrdinalIgnoreCase) == true) activity = await ReadActivity(part.Body, ct);
                else ids.Add(await Take(sender, part.Body, null, NameOf(part.ContentDisposition), ct));
                if (ids.Count > ConversationLimits.MessageFiles) throw DirectLineErrors.BadArgument($"At most {ConversationLimits.MessageFiles} files.");
            }
        }
        else
        {
            ids.Add(await Take(sender, request.Body, request.ContentLength, NameOf(request.Headers.ContentDisposition), ct));
        }

        if (activity.Type != "message") throw DirectLineErrors.BadArgument("Only a message may have files.");
        if (ids.Count == 0) throw DirectLineErrors.Missing("file");
        return await uploads.Claim(sender.Owner, ids, ct) is { } files ? new UploadedActivity(activity, files) : throw DirectLineErrors.Unavailable();
    }

    private async Task<string> Take(Uploader sender, Stream body, long? length, string? name, CancellationToken ct)
    {
        var result = await receiver.Receive(sender, body, length, name, ct);
        return result.Fault switch
        {
            UploadFault.None => result.Id!,
            UploadFault.TooLarge => throw TooLarge(sender.Most),
            UploadFault.Unsupported => throw new DirectLineException(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "Files of this kind are not taken."),
            UploadFault.RateLimited => throw DirectLineErrors.RateLimited(result.Seconds),
            UploadFault.Infected => throw new DirectLineException(StatusCodes.Status422UnprocessableEntity, "BadArgument", "Malware was found in the file."),
            UploadFault.Unscanned => throw DirectLineErrors.Unavailable(),
            _ => throw DirectLineErrors.BadArgument("The file is empty."),
        };
    }

    private static async Task<MultipartSection?> Next(MultipartReader parts, CancellationToken ct)
    {
        try
        {
            return await parts.ReadNextSectionAsync(ct);
        }
        catch (InvalidDataException)
        {
            throw DirectLineErrors.BadArgument("The form could not be read.");
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw DirectLineErrors.BadArgument("The form ended early.");
        }
    }

    private static async Task<ActivityInput> ReadActivity(Stream body, CancellationToken ct)
    {
        await using var limited = await ReceivedFile.Read(body, DirectLineEndpoints.MaxBody, ct) is { } part
            ? part
            : throw DirectLineErrors.BadArgument($"The activity is larger than {DirectLineEndpoints.MaxBody} bytes.");
        limited.Content.Position = 0;
        try
        {
            using var json = await JsonDocument.ParseAsync(limited.Content, cancellationToken: ct);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? ActivityInput.Read(json.RootElement, hasFiles: true)
                : throw DirectLineErrors.BadArgument("The activity must be a JSON object.");
        }
        catch (JsonException)
        {
            throw new DirectLineException(StatusCodes.Status400BadRequest, "BadSyntax", "The activity is not JSON.");
        }
    }

    private static string? BoundaryOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)) return null;
        return HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= MaxBoundary } boundary
            ? boundary.ToString()
            : throw DirectLineErrors.BadArgument("The form has no boundary.");
    }

    private static string? NameOf(string? disposition) =>
        ContentDispositionHeaderValue.TryParse(disposition, out var header)
            ? (header.FileNameStar.HasValue ? header.FileNameStar : HeaderUtilities.RemoveQuotes(header.FileName)).Value
            : null;

    private static DirectLineException TooLarge(long most) => new(
        StatusCodes.Status413PayloadTooLarge, "BadArgument", $"The file is larger than {most / FilesOptions.Megabyte} MB.");
}
