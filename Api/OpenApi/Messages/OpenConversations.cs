using ContactHub.ApiKeys;
using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Departments;
using ContactHub.Intake;
using ContactHub.Realtime;
using ContactHub.Security;
using ContactHub.Silo;
using ContactHub.Storage;
using ContactHub.Texts;

namespace ContactHub.OpenApi;

/// <summary>Where a first message went.</summary>
/// <param name="Created">Whether it opened the conversation; false when the contact had one open.</param>
/// <param name="Seq">Of the message.</param>
public sealed record OpenedDocument(string ConversationId, string ContactId, bool Created, long Seq, DateTimeOffset At);

/// <summary>
/// Opens conversations for contacts. A contact has one open conversation at most. Each step may be repeated: the new conversation's id is made of the
/// command's, and the message bears that id.
/// </summary>
public sealed class OpenConversations(
    IGrainFactory grains, RepeatedCalls calls, ConversationCalls conversations, ApiContacts contacts, CitizenFamilies families, StaffStore staff, IEventLog log)
{
    private const int MostMoves = 8;

    /// <summary>The conversation, or why there is none.</summary>
    public async Task<(OpenedDocument? Opened, Refusal? Refusal)> For(ApiCaller caller, ConversationInput input, string commandId, CancellationToken ct)
    {
        if (await contacts.Find(caller, input.ContactId!, ct) is not { } contact) return (null, ApiRefusals.NoContact());
        if (await Department(caller, input.DepartmentId, ct) is not (var department, null)) return (null, NoDepartment());
        var citizen = await families.Root(contact.Id, ct);
        var proposed = "c-" + SourceKeys.Hash(commandId);
        var id = await calls.Run(() => grains.GetGrain<ICitizenGrain>(citizen).Reach(proposed));
        for (var moves = 0; moves < MostMoves; moves++)
        {
            var there = await log.Summary(id, ct) is { } stored ? SummaryCodec.Read(stored) : null;
            if (there is not null && id != proposed && !caller.MaySee(there))
                return (null, ApiRefusals.Conflict("openElsewhere", new StaffText("Kişinin başka bir birimde açık görüşmesi var.", "The contact has a conversation open in another department.")));
            var by = input.As == MessageInput.System ? caller.Actor : new Actor(ActorKind.Citizen, there?.CitizenId ?? citizen, contact.Name);
            var opening = there is null
                ? new Opening(citizen, input.Language ?? "tr", contact.Name, contact.Identities.Any(one => one.Verified), department)
                : null;
            var result = await conversations.To(id).Execute(new PostMessage(
                by, commandId, Channels.Api, input.Text!, input.WantsPerson ? OptionIds.Person : null, opening));
            if (result is { Error: CommandError.Moved, Detail: { } next })
            {
                id = next;
                continue;
            }

            return result.Succeeded ? (new OpenedDocument(id, contact.Id, id == proposed, result.Seq, result.At), null) : (null, ApiRefusals.Of(result));
        }

        return (null, ApiRefusals.Of(CommandResult.Refused(CommandError.Unavailable)));
    }

    /// <summary>Where a new conversation of a key belongs: what is asked for, of a restricted key its first department; null and an id when that is not there or not the key's.</summary>
    public async Task<(string? Department, string? Unknown)> Department(ApiCaller caller, string? wanted, CancellationToken ct)
    {
        if (wanted is null) return (caller.SeesAll ? null : caller.Key.Departments[0], null);
        return caller.MaySee(wanted) && await staff.Department(wanted, ct) is not null ? (wanted, null) : (null, wanted);
    }

    /// <summary>The refusal of a department.</summary>
    public static Refusal NoDepartment() =>
        new Faults().Add("departmentId", new StaffText("Böyle bir birim yok ya da bu anahtara kapalı.", "There is no such department, or it is closed to this key.")).Problem();
}
