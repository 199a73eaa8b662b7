using System.Collections.Immutable;
using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Intake;
using ContactHub.Storage;

namespace ContactHub.Email;

/// <summary>
/// Finds the conversation that a mail goes on with: by what the hub signed, by a mail of the same sender that is in a conversation, by the tag in the subject
/// when the sender is known in that very conversation. A subject alone never says it.
/// </summary>
public sealed class MailThreads(ThreadMarks marks, IGrainFactory grains, CitizenStore citizens, CitizenFamilies families, IEventLog log)
{
    private const int MostReferences = 20;

    /// <summary>What a mail is known by at intake: another sender's mail under the same id must not go where the first went.</summary>
    public static string Source(string messageId, string? sender) => messageId + "\n" + sender;

    /// <param name="proven">Whether the own exchanger vouches for the sender.</param>
    /// <returns>Null when it goes on with none.</returns>
    public async Task<string?> ConversationOf(ParsedMail mail, MailboxOptions mailbox, bool proven, CancellationToken ct)
    {
        if (marks.ConversationOf(mail, mailbox.Address) is { } signed) return signed;
        if (mail.From is not { Address.Length: > 0 } from) return null;
        return await ByEarlierMail(mail, from.Address) ?? await ByTag(mail.Subject ?? "", from.Address, proven || mailbox.AuthenticationServer.Length == 0, ct);
    }

    /// <summary>Citizens answer their own mail, to add to it before anybody has answered.</summary>
    private async Task<string?> ByEarlierMail(ParsedMail mail, string sender)
    {
        ImmutableArray<string> answered = [.. mail.InReplyTo is { } id ? [id] : Array.Empty<string>(), .. mail.References.Reverse()];
        foreach (var reference in answered.Where(id => id.Length <= ConversationLimits.SourceId).Distinct(StringComparer.Ordinal).Take(MostReferences))
        {
            var source = Source(reference, sender);
            if (await grains.GetGrain<IIntakeGrain>(SourceKeys.Grain(Channels.Email, source)).ConversationOf(Channels.Email, source) is { } found) return found;
        }

        return null;
    }

    /// <param name="isTrusted">False when the own exchanger vouches for senders, and does not for this one: numbers and addresses can be guessed.</param>
    private async Task<string?> ByTag(string subject, string sender, bool isTrusted, CancellationToken ct)
    {
        if (!isTrusted || MailSubject.NumberIn(subject) is not { } number) return null;
        if (Identities.Normalise(new CitizenIdentity(Identities.Email, sender, false)) is not { } identity) return null;
        if (await log.Summaries(new SummaryQuery(Number: number, Limit: 1), ct) is not [var found]) return null;
        var summary = SummaryCodec.Read(found);
        var profile = await citizens.Profile(await families.Root(summary.CitizenId, ct), ct);
        return profile?.Identities.Any(known => known.Kind == identity.Kind && string.Equals(known.Value, identity.Value, StringComparison.Ordinal)) == true ? summary.Id : null;
    }
}
