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

/// <summary>Writing to a citizen with whom no conversation is open: the mail opens one, which is the agent's, and the answer comes there.</summary>
internal static class NewMailEndpoints
{
    private const string Language = "tr";

    /// <summary>As what mail can be sent; none: no mail can be sent.</summary>
    internal sealed record Beginning(ImmutableArray<SendingMailbox> Mailboxes);

    internal sealed record Sent(string ConversationId, long Seq, DateTimeOffset At);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapStaffGroup("/api/desk/mail", Policies.Agent).MapGet("", Begin);
        app.MapStaffGroup("/api/desk/mail", Policies.Agent, RateLimits.NewMails).MapPost("", Send);
    }

    private static async Task<Ok<Beginning>> Begin(MailSignatures signatures, DeskViewers viewers, HttpContext http, CancellationToken ct)
    {
        var viewer = await viewers.For(http.User);
        return TypedResults.Ok(new Beginning(await signatures.Mailboxes(viewer, mailbox => DepartmentOf(viewer, mailbox), Language, ct)));
    }

    private static async Task<Results<Ok<Sent>, Refusal>> Send(
        MailRequest request, IGrainFactory grains, IEventLog log, ConversationCalls conversations, ConversationList list, EmailOptions options, ThreadMarks marks, UploadStore uploads, MailSignatures signatures,
        DeskViewers viewers, HttpContext http, CancellationToken ct)
    {
        var viewer = await viewers.For(http.User);
        var mailbox = options.Sending(request.Mailbox);
        var faults = request.Check(mailbox).Require(!string.IsNullOrWhiteSpace(request.Subject), "subject", new StaffText("Konu eksik.", "The subject is missing."));
        if (faults.Any) return faults.Problem();
        var to = request.To![0];
        if (Identities.Normalise(new CitizenIdentity(Identities.Email, to.Address, false)) is not { } address)
            return Problems.Invalid(new StaffText("Alıcılardan biri e-posta adresi değil.", "One of the recipients is not an e-mail address."));
        // The same answer for one who does not exist and for one who is not theirs to see.
        if (request.CitizenId is { } id && (id.Length > 100 || (await list.Read(viewer, new SummaryQuery(CitizenId: id), words: null, ct)).Count == 0))
            return Problems.NotFound(new StaffText("Böyle bir vatandaş yok.", "There is no such citizen."));

        var source = $"desk\n{viewer.Id}\n{request.ClientId}";
        var place = await grains.GetGrain<IIntakeGrain>(SourceKeys.Grain(Channels.Email, source))
            .Place(new Outreach(Channels.Email, source, request.ClientId!, address, request.CitizenId, to.Name));
        var conversation = conversations.To(place.ConversationId);
        // Asked again after a lost answer, when its uploads may be gone.
        if (await conversation.Receipt(request.ClientId!) is { Succeeded: true } first) return TypedResults.Ok(new Sent(place.ConversationId, first.Seq, first.At));
        var open = await conversation.Summary();
        if (open is not null && open.AgentId != viewer.Id) return Elsewhere(DeskAccess.MaySee(viewer, open) ? (await log.Summary(open.Id, ct))?.Number : null);
        var (files, refusal) = await MailFiles.Claim(uploads, viewer, request.Uploads, ct);
        if (refusal is not null) return refusal;

        var department = open is null ? DepartmentOf(viewer, mailbox!) : open.DepartmentId;
        var signature = request.Signed ? await signatures.Of(viewer, mailbox!, department, open?.Language ?? Language, ct) : null;
        var messageId = marks.MessageId(mailbox!.Address, place.ConversationId, SourceKeys.Hash(request.ClientId!));
        // A conversation has its number once it is opened, so its first mail bears no tag.
        var mail = request.ToEvent(messageId, mailbox, files, inReplyTo: null, [], number: null, signature);
        var opening = new Opening(place.CitizenId, Language, Identities.NormaliseName(to.Name), place.IsProven, department);
        var result = await conversation.Execute(new SendEmail(viewer.Actor, request.ClientId!, mail, open is null ? opening : null));
        return result.Succeeded ? TypedResults.Ok(new Sent(place.ConversationId, result.Seq, result.At)) : MailEndpoints.Refused(result);
    }

    /// <summary>The mailbox's department if it is one of the agent's, else the agent's first.</summary>
    private static string? DepartmentOf(DeskViewer viewer, MailboxOptions mailbox) =>
        mailbox.Department is { } its && DeskAccess.MaySeeDepartment(viewer, its) ? its : viewer.Departments.FirstOrDefault();

    /// <param name="number">Null when it is not for this person to see.</param>
    private static Refusal Elsewhere(long? number) => Problems.Refuse(StatusCodes.Status409Conflict, "openConversation", number is null
        ? new StaffText("Bu vatandaşın başka bir birimde açık bir görüşmesi var.", "This citizen has an open conversation in another department.")
        : new StaffText($"Bu vatandaşın açık bir görüşmesi var (#{number}); e-postayı orada yazın.", $"This citizen has an open conversation (#{number}); write the mail there."));
}
