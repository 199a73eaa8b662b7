using ContactHub.ApiKeys;
using ContactHub.Files;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ContactHub.OpenApi;

/// <summary>
/// Files of messages: uploaded first and named by the message, under the rules of what staff upload (size, kind, scanner, a day's amount); read by the event
/// that names them. An upload is the key's alone and has no effect of its own, so it needs no idempotency key: one that no message names is gone after a day.
/// </summary>
internal static class FileEndpoints
{
    private const string Bytes = "application/octet-stream";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/files", Upload).RequireScope(ApiScopes.MessagesWrite).WithTags("Messages").WithName("uploadFile")
            .WithSummary("Uploads a file, which a message then names; the body is the file.")
            .Accepts<Stream>(Bytes).WithMetadata(new RequestSizeLimitAttribute(FileStore.MaxBytes));
        api.MapGet("/conversations/{conversationId}/events/{seq}/files/{fileId}", Download).RequireScope(ApiScopes.ConversationsRead).WithTags("Conversations")
            .WithName("readFile").WithSummary("Reads a file that an event names.").Produces<Stream>(StatusCodes.Status200OK, Bytes);
    }

    /// <param name="name">What the file is called, percent-encoded UTF-8.</param>
    private static Task<Results<Created<UploadAnswer>, Refusal>> Upload(
        [FromHeader(Name = UploadEndpoints.NameHeader)] string? name, UploadReceiver receiver, HttpContext http, CancellationToken ct) =>
        UploadEndpoints.Receive(http, receiver, receiver.OtherSystem(ApiCaller.Of(http).Key.Id), ct);

    private static async Task<IResult> Download(
        string conversationId, long seq, string fileId, ApiConversations conversations, IEventLog log, FileStore files, HttpContext http, CancellationToken ct)
    {
        if (await conversations.Find(ApiCaller.Of(http), conversationId, ct) is null) return ApiRefusals.NoConversation();
        return await EntryFiles.Find(log, conversationId, seq, fileId, ct) is { } found && await FileAnswer.Of(http, files, found.File, "no-store", ct) is { } answer
            ? answer
            : Problems.NotFound(new StaffText("Olayda böyle bir dosya yok.", "The event names no such file."));
    }
}
