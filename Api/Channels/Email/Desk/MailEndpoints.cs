using System.Collections.Immutable;
using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Desk;
using ContactHub.Files;
using ContactHub.Intake;
using ContactHub.Realtime;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Email;

/// <summary>Writing mail on the desk: how an answer begins, and sending it. What is sent is in the timeline, and on its way as soon as it is stored.</summary>
internal static class MailEndpoints
{
    /// <param name="Mailboxes">None: no mail can be sent.</param>
    internal sealed record Draft(ImmutableArray<SendingMailbox> Mailboxes, string? Mailbox, ImmutableArray<EmailAddress> To, ImmutableArray<EmailAddress> Cc, string Subject, long? Answers);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapStaffGroup("/api/desk/conversations/{conversationId}/mail", Policies.Staff).MapGet("", Begin);
        app.MapStaffGroup("/api/desk/conversations/{conversationId}/mail", Policies.Agent).MapPost("", Send);
    }

    private static async Task<Results<Ok<Draft>, Refusal>> Begin(
        string conversationId, IEventLog log, VisibleConversations conversations, ConversationMails mails, EmailOptions options, CitizenStore citizens, CitizenFamilies families, MailSignatures signatures,
        HttpContext http, CancellationToken ct)
    {
        if (await conversations.Find(http.User, conversationId) is not var (_, summary, viewer)) return Unknown();
        var profile = await citizens.Profile(await families.Root(summary.CitizenId, ct), ct);
        var known = profile?.Identities.Where(identity => identity.Kind == Identities.Email).OrderByDescending(identity => identity.Verified).FirstOrDefault()?.Value;
        var number = (await log.Summary(conversationId, ct))?.Number ?? 0;
        var draft = AnswerDraft.Of(await mails.Read(conversationId, ct), known, number, options, summary.DepartmentId);
        var sending = await signatures.Mailboxes(viewer, _ => summary.DepartmentId, summary.Language, ct);
        return TypedResults.Ok(new Draft(sending, draft.Mailbox, draft.To, draft.Cc, draft.Subject, draft.Answers));
    }

    private static async Task<Results<Ok<WireReceipt>, Refusal>> Send(
        string conversationId, MailRequest request, IEventLog log, VisibleConversations conversations, ConversationMails mails, EmailOptions options, ThreadMarks marks, UploadStore uploads,
        MailSignatures signatures, HttpContext http, CancellationToken ct)
    {
        if (await conversations.Find(http.User, conversationId) is not var (conversation, summary, viewer)) return Unknown();
        if (!DeskAccess.MayChange(viewer, summary)) return NotYours();
        var mailbox = options.Sending(request.Mailbox);
        var faults = request.Check(mailbox);
        if (faults.Any) return faults.Problem();
        // Asked again after a lost answer, when its uploads may be gone.
        if (await conversation.Receipt(request.ClientId!) is { Succeeded: true } first) return TypedResults.Ok(new WireReceipt(first.Seq, first.At));
        var (files, refusal) = await MailFiles.Claim(uploads, viewer, request.Uploads, ct);
        if (refusal is not null) return refusal;
        var thread = await mails.Read(conversationId, ct);
        var answered = thread.FirstOrDefault(entry => entry.Seq == request.Answers)?.Event as EmailReceived;
        var messageId = marks.MessageId(mailbox!.Address, conversationId, SourceKeys.Hash(request.ClientId!));
        var number = (await log.Summary(conversationId, ct))?.Number ?? 0;
        var signature = request.Signed ? await signatures.Of(viewer, mailbox, summary.DepartmentId, summary.Language, ct) : null;
        var mail = request.ToEvent(messageId, mailbox, files, answered?.MessageId, AnswerDraft.References(thread), number, signature);
        var result = await conversation.Execute(new SendEmail(viewer.Actor, request.ClientId!, mail));
        return result.Succeeded ? TypedResults.Ok(new WireReceipt(result.Seq, result.At)) : Refused(result);
    }

    internal static Refusal Refused(CommandResult result) => result.Error switch
    {
        CommandError.NotFound => Unknown(),
        CommandError.NotOwner or CommandError.Forbidden => NotYours(),
        CommandError.Resolved => Problems.Invalid(new StaffText("Görüşme kapalı; önce yeniden açın.", "The conversation is resolved; reopen it first.")),
        CommandError.Moved => Problems.Invalid(new StaffText("Görüşme başka bir görüşmenin parçası; orada yanıtlayın.", "The conversation is a part of another one; answer there.")),
        CommandError.Unavailable => Problems.Refuse(StatusCodes.Status503ServiceUnavailable, "unavailable", new StaffText("Şu an kaydedilemedi; yeniden deneyin.", "It could not be stored now; try again.")),
        _ => Problems.Invalid(new StaffText("E-posta gönderilemedi.", "The mail could not be sent.")),
    };

    private static Refusal Unknown() => Problems.NotFound(new StaffText("Böyle bir görüşme yok.", "There is no such conversation."));

    private static Refusal NotYours() => Problems.Forbidden(new StaffText("Bu görüşmeyi siz yürütmüyorsunuz.", "You don't have this conversation."));
}
