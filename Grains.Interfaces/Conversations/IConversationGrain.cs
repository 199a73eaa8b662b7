using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>One citizen conversation; the key is the conversation id. The log is the truth, the grain its single writer.</summary>
[Alias("conversation")]
public interface IConversationGrain : IGrainWithStringKey
{
    /// <summary>Decide, append, apply, publish, answer. Idempotent by <see cref="ConversationCommand.CommandId"/>.</summary>
    [Alias("execute")]
    Task<CommandResult> Execute(ConversationCommand command);

    /// <summary>What came after <paramref name="afterSeq"/> (0: the newest page), at most 500 entries.</summary>
    [Alias("join")]
    Task<TimelinePage> Join(long afterSeq);

    /// <summary>The page of at most <paramref name="limit"/> (1 to 200) entries that ends before <paramref name="beforeSeq"/>.</summary>
    [Alias("page")]
    Task<TimelinePage> Page(long beforeSeq, int limit);

    /// <summary>Where it stands; null when never opened.</summary>
    [Alias("summary")]
    Task<ConversationSummary?> Summary();

    /// <summary>The receipt of a command that this conversation has stored; null when it has not. Answered beside whatever turn is under way.</summary>
    [Alias("receipt"), AlwaysInterleave]
    Task<CommandResult?> Receipt(string commandId);

    /// <summary>The conversations that are or were merged with this one. Answered beside whatever turn is under way.</summary>
    [Alias("linked"), AlwaysInterleave]
    Task<ImmutableArray<string>> Linked();

    /// <summary>Where its input goes since it was merged, once the target knows of it; null when it is not merged.</summary>
    [Alias("merged-into")]
    Task<MergeRoute?> MergedInto();

    /// <summary>Push events and signals to an Api node. Lapses after 5 minutes unless renewed by calling again.</summary>
    [Alias("subscribe")]
    Task Subscribe(IConversationObserver observer);

    /// <summary>Pass on something that is shown but never stored.</summary>
    [Alias("signal"), OneWay]
    Task Signal(ConversationSignal signal);
}

/// <summary>An Api node that shows this conversation to somebody. Calls are hints: they may be lost or come out of order.</summary>
[Alias("conversation-observer")]
public interface IConversationObserver : IGrainObserver
{
    /// <summary>New entries, contiguous.</summary>
    [Alias("events"), OneWay]
    Task OnEvents(string conversationId, ImmutableArray<TimelineEntry> entries);

    /// <summary>Something to show now.</summary>
    [Alias("signal"), OneWay]
    Task OnSignal(string conversationId, ConversationSignal signal);
}

/// <summary>Pushed, never stored.</summary>
[GenerateSerializer, Immutable, Alias("signal")]
public abstract record ConversationSignal;

/// <summary>Somebody is (or stopped) typing; it lapses after 6 s at the screen.</summary>
/// <param name="Text">What a bot has so far of the answer that it is writing; null when it does not say.</param>
[GenerateSerializer, Immutable, Alias("signal.typing")]
public sealed record TypingSignal([property: Id(0)] Actor By, [property: Id(1)] bool Typing, [property: Id(2)] string? Text = null) : ConversationSignal;

/// <summary>Where the conversation stands in its queue.</summary>
/// <param name="Position">1 is next.</param>
/// <param name="WaitSeconds">Estimate; null when there is nothing to estimate from.</param>
[GenerateSerializer, Immutable, Alias("signal.queue")]
public sealed record QueueSignal(
    [property: Id(0)] int Position, [property: Id(1)] int? WaitSeconds, [property: Id(2)] int AgentsOnline) : ConversationSignal;

/// <summary>The citizen's page is (or is no longer) connected.</summary>
[GenerateSerializer, Immutable, Alias("signal.presence")]
public sealed record PresenceSignal([property: Id(0)] Actor By, [property: Id(1)] bool Online) : ConversationSignal;

/// <summary>A Direct Line client has opened a stream. An older one of the same token ends, on whatever node it is. For nobody's screen.</summary>
/// <param name="TokenId">The same for all renewals of a token.</param>
/// <param name="StreamId">The new stream.</param>
[GenerateSerializer, Immutable, Alias("signal.stream-opened")]
public sealed record StreamOpenedSignal([property: Id(0)] string TokenId, [property: Id(1)] string StreamId) : ConversationSignal;
