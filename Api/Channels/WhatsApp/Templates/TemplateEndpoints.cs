using ContactHub.Conversations;
using ContactHub.Desk;
using ContactHub.Files;
using ContactHub.OpenApi;
using ContactHub.Realtime;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.WhatsApp;

/// <summary>A template as an agent sends it.</summary>
/// <param name="Uploads">The id of the uploaded file above the text, when the template has one.</param>
internal sealed record TemplateRequest(string? ClientId, TemplateInput? Template, string[]? Uploads = null);

/// <summary>Templates on the desk: which there are, and sending one (docs/protocol.md, section 8). What is sent is in the timeline, and on its way as soon as it is stored.</summary>
internal static class TemplateEndpoints
{
    private const string Path = "/api/desk/conversations/{conversationId}/templates";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapStaffGroup(Path, Policies.Agent).MapGet("", List);
        app.MapStaffGroup(Path, Policies.Agent).MapPost("", Send);
    }

    private static async Task<Results<Ok<TemplatesDocument>, Refusal>> List(
        string conversationId, bool? fresh, ConversationCalls conversations, TemplateMessages templates, DeskViewers viewers, HttpContext http, CancellationToken ct)
    {
        if (await Visible(conversationId, conversations, await viewers.For(http.User)) is not { } summary) return ApiRefusals.NoConversation();
        var (list, refusal) = await templates.List(summary, fresh == true, ct);
        return list is null ? refusal! : TypedResults.Ok(list);
    }

    private static async Task<Results<Ok<WireReceipt>, Refusal>> Send(
        string conversationId, TemplateRequest request, ConversationCalls conversations, TemplateMessages templates, UploadStore uploads, DeskViewers viewers, HttpContext http, CancellationToken ct)
    {
        var viewer = await viewers.For(http.User);
        if (await Visible(conversationId, conversations, viewer) is not { } summary) return ApiRefusals.NoConversation();
        if (!DeskAccess.MayChange(viewer, summary)) return NotYours();
        var faults = new Faults()
            .Require(ClientIds.IsOne(request.ClientId), "clientId", new StaffText("İstek kimliği eksik.", "The client id is missing."))
            .Require(request.Template is not null, "template", new StaffText("Bir şablon seçin.", "Choose a template."))
            .Require(request.Uploads is null or { Length: <= 1 }, "attachments", new StaffText("En çok bir dosya eklenebilir.", "At most one file can be attached."));
        if (faults.Any) return faults.Problem();
        var conversation = conversations.To(conversationId);
        // Asked again after a lost answer, when its upload may be gone and the template paused.
        if (await conversation.Receipt(request.ClientId!) is { Succeeded: true } first) return TypedResults.Ok(new WireReceipt(first.Seq, first.At));
        if (await uploads.Claim(UploadOwners.Staff(viewer.Id), request.Uploads ?? [], ct) is not { } files)
            return Problems.Refuse(StatusCodes.Status410Gone, "fileGone", new StaffText("Eklenen dosya artık yok; yeniden ekleyin.", "The attached file is not there any more; attach it again."));
        var (filled, refusal) = await templates.Fill(summary, request.Template!, files, ct);
        if (filled is not var (template, text)) return refusal!;
        var result = await conversation.Execute(new PostMessage(viewer.Actor, request.ClientId!, Channels.WhatsApp, text, Attachments: files, Template: template));
        return result.Succeeded ? TypedResults.Ok(new WireReceipt(result.Seq, result.At)) : ApiRefusals.Of(result);
    }

    private static async Task<ConversationSummary?> Visible(string conversationId, ConversationCalls conversations, DeskViewer viewer) =>
        ConversationIds.IsOne(conversationId) && await conversations.To(conversationId).Summary() is { } summary && DeskAccess.MaySee(viewer, summary) ? summary : null;

    private static Refusal NotYours() => Problems.Forbidden(new StaffText("Bu görüşmeyi siz yürütmüyorsunuz.", "You don't have this conversation."));
}
