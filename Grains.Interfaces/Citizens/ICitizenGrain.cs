using System.Collections.Immutable;

namespace ContactHub.Citizens;

/// <summary>One citizen; the key is the citizen id. Keeps the identities, and lets at most one conversation be open.</summary>
[Alias("citizen")]
public interface ICitizenGrain : IGrainWithStringKey
{
    /// <summary>The citizen's open conversation, or <paramref name="proposedId"/> when none is open (it is then reserved).</summary>
    [Alias("open-conversation")]
    Task<string> OpenConversation(string proposedId);

    /// <summary>
    /// Where a mail or a call of this citizen goes: the open conversation, of whoever else this citizen stands for too, or else
    /// <paramref name="proposedId"/>, which is then reserved.
    /// </summary>
    [Alias("reach")]
    Task<string> Reach(string proposedId);

    /// <summary>The conversation is resolved; the next contact opens another.</summary>
    [Alias("conversation-closed")]
    Task ConversationClosed(string conversationId);

    /// <summary>Adds an identity. A verified one that belongs to another citizen is refused; a claimed one is only ever a suggestion.</summary>
    [Alias("add-identity")]
    Task<IdentityResult> AddIdentity(CitizenIdentity identity, string? name);

    /// <summary>Name and identities; null when nothing is known of this citizen.</summary>
    [Alias("profile"), ReadOnly]
    Task<CitizenProfile?> Profile();
}

/// <summary>One way to recognise a citizen.</summary>
/// <param name="Kind">phone (E.164), email (lower case), external (site:subject).</param>
/// <param name="Verified">Signed by the municipality's site, replied from the mailbox, called from the number; not merely typed in.</param>
[GenerateSerializer, Immutable, Alias("citizen-identity")]
public sealed record CitizenIdentity(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Value,
    [property: Id(2)] bool Verified);

/// <summary>What became of an identity.</summary>
[GenerateSerializer, Alias("identity-result")]
public enum IdentityResult
{
    Added = 0,
    AlreadyKnown = 1,
    /// <summary>A verified identity of another citizen; staff may merge the two.</summary>
    BelongsToAnother = 2,
    /// <summary>Not a phone number, address or subject.</summary>
    Invalid = 3,
}

/// <summary>What is known of a citizen.</summary>
[GenerateSerializer, Immutable, Alias("citizen-profile")]
public sealed record CitizenProfile(
    [property: Id(0)] string CitizenId,
    [property: Id(1)] string? Name,
    [property: Id(2)] ImmutableArray<CitizenIdentity> Identities,
    [property: Id(3)] DateTimeOffset FirstSeenAt);
