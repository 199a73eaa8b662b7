using System.Collections.Immutable;
using ContactHub.Conversations;
using ContactHub.Silo;

namespace ContactHub.Realtime;

/// <summary>Conversations as the edge calls them: through the death of a silo (<see cref="RepeatedCalls"/>).</summary>
public sealed class ConversationCalls(IGrainFactory grains, RepeatedCalls calls)
{
    /// <summary>The conversation with this id, whether it exists or not.</summary>
    public ConversationCall To(string conversationId) => new(grains.GetGrain<IConversationGrain>(conversationId), calls);
}

/// <summary>One conversation; its methods are those of <see cref="IConversationGrain"/>.</summary>
public sealed class ConversationCall(IConversationGrain grain, RepeatedCalls calls)
{
    /// <summary>Every command has an id, so that one that runs twice has one effect.</summary>
    public Task<CommandResult> Execute(ConversationCommand command) => calls.Run(() => grain.Execute(command));

    public Task<TimelinePage> Join(long afterSeq) => calls.Run(() => grain.Join(afterSeq));

    public Task<TimelinePage> Page(long beforeSeq, int limit) => calls.Run(() => grain.Page(beforeSeq, limit));

    public Task<ConversationSummary?> Summary() => calls.Run(grain.Summary);

    public Task<CommandResult?> Receipt(string commandId) => calls.Run(() => grain.Receipt(commandId));

    public Task<ImmutableArray<string>> Linked() => calls.Run(grain.Linked);

    public Task Subscribe(IConversationObserver observer) => calls.Run(() => grain.Subscribe(observer));

    /// <summary>Nobody waits for an answer.</summary>
    public Task Signal(ConversationSignal signal) => grain.Signal(signal);
}
