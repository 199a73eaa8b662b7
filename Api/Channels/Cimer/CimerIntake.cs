using System.Collections.Immutable;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Intake;
using ContactHub.Routing;

namespace ContactHub.Cimer;

/// <summary>What became of an application.</summary>
/// <param name="IsKnown">It was in already; nothing changed.</param>
public sealed record CimerOutcome(string ConversationId, bool IsKnown, CommandResult Result);

/// <summary>
/// Takes applications over from CİMER's portal, each number once: whoever keys it in again, or imports the file again, is led to what is there. The
/// applicant's identity is a claim, so the application has a conversation of its own, and staff are shown whom it may be of.
/// </summary>
public sealed class CimerIntake(IGrainFactory grains, OpeningHoursSource hours, UploadStore uploads)
{
    /// <summary>Stores a checked application; all of it or nothing.</summary>
    /// <returns>Null when one of its files is not there any more.</returns>
    public async Task<CimerOutcome?> Record(CimerApplication application, string staffId, CancellationToken ct)
    {
        var number = NumberOf(application);
        var command = SourceKeys.Command(Channels.Cimer, number, "received");
        var intake = grains.GetGrain<IIntakeGrain>(SourceKeys.Grain(Channels.Cimer, number));
        if (await intake.ConversationOf(Channels.Cimer, number) is { } known && await grains.GetGrain<IConversationGrain>(known).Receipt(command) is { } receipt)
            return new CimerOutcome(known, true, receipt);
        ImmutableArray<Attachment> files = default;
        if (application.Files is { Length: > 0 } ids)
        {
            if (await uploads.Claim(UploadOwners.Staff(staffId), ids, ct) is not { } claimed) return null;
            files = claimed;
        }

        var receivedOn = application.ReceivedOn!.Value;
        var dueOn = application.DueOn ?? CimerTerm.Of(application.Kind, receivedOn, await hours.For(null, ct));
        var received = new CimerReceived(
            number, application.Kind, receivedOn, dueOn, Trimmed(application.Applicant), Trimmed(application.Subject) ?? "", application.Text!.Trim(), files, staffId);
        var taken = await intake.Receive(new Contact(
            Channels.Cimer, number, command, received, application.Identity, application.Applicant, DepartmentId: Trimmed(application.Department)));
        return new CimerOutcome(taken.ConversationId, false, taken.Result);
    }

    /// <summary>One spelling for each number.</summary>
    internal static string NumberOf(CimerApplication application) => application.Number!.Trim().ToUpperInvariant();

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
