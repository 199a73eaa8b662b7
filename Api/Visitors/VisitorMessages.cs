using ContactHub.Conversations;
using ContactHub.Realtime;

namespace ContactHub.Visitors;

/// <summary>What a visitor's connection is about, for as long as it lasts.</summary>
public sealed class VisitorConnection(VisitorToken token, ConversationCall grain, string address, TypingPace typing)
{
    public VisitorToken Token { get; } = token;
    public ConversationCall Grain { get; } = grain;
    public string Address { get; } = address;
    public Actor Actor { get; } = new(ActorKind.Citizen, token.CitizenId, token.Name);
    public string ConversationId => Token.ConversationId;

    /// <summary>Whether the conversation is known to be opened, so that a message needs no opening.</summary>
    public bool Opened { get; set; }

    /// <summary>Whether this connection is subscribed to the conversation.</summary>
    public bool Showing { get; set; }

    /// <summary>Whether it counts towards the visitor's connections.</summary>
    public bool Counted { get; set; }

    /// <summary>Calls beside sending.</summary>
    public CallWindow Calls { get; } = new();

    public TypingPace Typing { get; } = typing;
}

/// <param name="Attachments">Ids of own uploads.</param>
/// <param name="Fields">What was filled in on the card that has the button <paramref name="OptionId"/>, by the ids of its fields.</param>
public sealed record VisitorMessage(
    string ClientId, string? Text, string? OptionId = null, string? Page = null, string[]? Attachments = null, Dictionary<string, string>? Fields = null);

public sealed record VisitorCommand(string ClientId, string? Page = null);

public sealed record VisitorRating(string ClientId, int Score, string? Comment = null);

public sealed record VisitorClaim(string ClientId, string? Kind, string? Value);

/// <summary>A file of an entry.</summary>
public sealed record VisitorFile(long Seq, string Id);

/// <summary>Where files can be had for a while, in the order that they were asked for.</summary>
/// <param name="Urls">Paths on the hub; null for what there is not.</param>
public sealed record VisitorLinks(string?[] Urls, DateTimeOffset Until)
{
    /// <summary>Files of one call: as many as one message has.</summary>
    public const int Most = ConversationLimits.MessageFiles;
}

/// <summary>What a citizen sees of the conversation at joining.</summary>
public sealed record VisitorSnapshot(WireEntry[] Entries, long LastSeq, bool Gap, bool Open, VisitorSummary? Summary)
{
    public static VisitorSnapshot From(TimelinePage page, VisitorToken token) =>
        new(WireEntry.ForCitizen(page.Entries, token.View), page.LastSeq, page.Gap, page.Summary is not null, VisitorSummary.From(page, token));
}

/// <summary>Where the conversation stands, for the citizen.</summary>
public sealed record VisitorSummary(Owner Owner, string? AgentName, string? CitizenName, string? DepartmentId, DateTimeOffset? QueuedAt, int? Rating, long Number)
{
    public static VisitorSummary? From(TimelinePage page, VisitorToken token) => page.Summary is { } s
        ? token.IsGuest ? new(s.Owner, s.AgentName, token.Name, s.DepartmentId, s.QueuedAt, null, page.Number)
        : new(s.Owner, s.AgentName, s.CitizenName, s.DepartmentId, s.QueuedAt, s.Rating, page.Number)
        : null;
}
