using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContactHub.ApiKeys;
using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Desk;
using ContactHub.Storage;

namespace ContactHub.OpenApi;

/// <summary>
/// The contacts that a key may see: all, or those who have a conversation that it may see, and those whom it made itself. Each look is in the audit trail,
/// as those of staff are.
/// </summary>
public sealed partial class ApiContacts(CitizenStore citizens, CitizenFamilies families, IEventLog log, LookTrail looks)
{
    private const int LookedAt = 100;

    /// <summary>The id of a contact that a key makes, from the command that makes it.</summary>
    public static string NewId(ApiCaller caller, string commandId) => string.Concat(Mark(caller), Intake.SourceKeys.Hash(commandId));

    /// <summary>Null when there is none, or none that this key may see.</summary>
    public async Task<ContactDocument?> Find(ApiCaller caller, string id, CancellationToken ct)
    {
        if (!IdForm().IsMatch(id)) return null;
        var conversations = await Conversations(id, ct);
        if (!caller.SeesAll && !id.StartsWith(Mark(caller), StringComparison.Ordinal) && !conversations.Any(caller.MaySee)) return null;
        var profile = await citizens.Profile(id, ct);
        if (profile is null && conversations.IsEmpty) return null;
        await looks.Note(caller.Did("citizen.viewed", id), id, Looks.Citizen, ct);
        var root = await families.Root(id, ct);
        var mergedInto = string.Equals(root, id, StringComparison.Ordinal) ? null : root;
        // Who has no identity yet is known by conversations only.
        return profile is null
            ? new ContactDocument(id, conversations.Select(one => one.CitizenName).FirstOrDefault(name => name is not null), [], conversations.Min(one => one.OpenedAt), mergedInto)
            : new ContactDocument(id, profile.Name, profile.Identities, profile.FirstSeenAt, mergedInto);
    }

    private async Task<ImmutableArray<ConversationSummary>> Conversations(string id, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<ConversationSummary>();
        foreach (var member in await families.Members(id, ct))
            found.AddRange((await log.Summaries(new SummaryQuery(CitizenId: member, Limit: LookedAt), ct)).Select(SummaryCodec.Read));
        return found.ToImmutable();
    }

    private static string Mark(ApiCaller caller) => string.Concat("k-", caller.Key.Id, "-");

    [GeneratedRegex(@"^[A-Za-z0-9_:.@+-]{1,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();
}
