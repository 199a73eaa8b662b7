using System.Collections.Immutable;
using ContactHub.Storage;
using ContactHub.Telemetry;
using Microsoft.Extensions.Logging;

namespace ContactHub.Conversations;

/// <summary>
/// One conversation's turn: decide, append, apply, publish, answer, in that order (docs/message-path.md). What is decided stands in
/// <see cref="Conversation"/>; what is durable, in the log; a push is a hint, because the receiver repairs it by sequence.
/// </summary>
public sealed class ConversationGrain(
    IEventLog log, ConversationSurroundings surroundings, TimeProvider clock, ILogger<ConversationGrain> logger) : Grain, IConversationGrain
{
    private const int PageLimit = 500;
    private const int SnapshotAfter = 200;
    private static readonly TimeSpan SubscriptionLife = TimeSpan.FromMinutes(5);

    private readonly ObserverManager<IConversationObserver> _observers = new(SubscriptionLife, logger);
    private readonly RecentEntries _recent = new();
    private ConversationState _state = new();
    private long _snapshotSeq;
    private bool _citizenOnline;
    private bool _outcomeUnknown;

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Orleans holds a lock of the starting grain until it first waits: two that call each other before that would stand still for ever.
        await Task.Yield();
        await Load(cancellationToken);
        // The process may have ended between a citizen's message and the bot's answer to it.
        surroundings.AfterLoad(Id, _state);
    }

    public async Task<CommandResult> Execute(ConversationCommand command)
    {
        using var span = !HubTrace.IsOn ? null : HubTrace.Below("conversation.execute", RequestContext.Get(HubTrace.CarrierKey));
        var result = await Run(command);
        ConversationMetrics.Answered(result.Error);
        return result;
    }

    private async Task<CommandResult> Run(ConversationCommand command)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if (_outcomeUnknown) await Load(CancellationToken.None);
                var context = await surroundings.ContextFor(_state, command);
                var decision = Conversation.Decide(_state, command, context);
                if (decision.Result is { } result) return Dated(result);
                return await Append(decision.Entries);
            }
            catch (ConflictException) when (attempt < 3)
            {
                // Another activation wrote first; what it wrote may change the decision.
                ConversationLog.Conflict(logger, Id, attempt);
                await Load(CancellationToken.None);
            }
            catch (StorageUnavailableException e)
            {
                ConversationLog.Unavailable(logger, e, Id);
                // What may have been stored after all is read again before anything else is decided.
                _outcomeUnknown |= e.OutcomeUnknown;
                return CommandResult.Refused(CommandError.Unavailable);
            }
        }
    }

    public async Task<TimelinePage> Join(long afterSeq)
    {
        var behind = _state.LastSeq - afterSeq;
        // Too far behind, or ahead of what is there (a restored backup): the newest page replaces what the caller has.
        var gap = afterSeq > 0 && behind is > PageLimit or < 0;
        var from = gap || afterSeq <= 0 ? Math.Max(0, _state.LastSeq - PageLimit) : afterSeq;
        return new TimelinePage(await Entries(from), _state.LastSeq, gap, Summarize(), _citizenOnline, _state.Number, _state.Guests);
    }

    public async Task<TimelinePage> Page(long beforeSeq, int limit)
    {
        var stored = await log.ReadBefore(Id, beforeSeq, Math.Clamp(limit, 1, 200), CancellationToken.None);
        return new TimelinePage([.. stored.Select(EventCodec.FromStored)], _state.LastSeq, false, Summarize(), _citizenOnline, _state.Number, _state.Guests);
    }

    public Task<CommandResult?> Receipt(string commandId) => Task.FromResult(
        _state.Receipts.TryGetValue(commandId, out var receipt) ? new CommandResult(CommandError.None, receipt.Seq, receipt.At) : null);

    public Task<ImmutableArray<string>> Linked() => Task.FromResult(_state.Linked);

    public async Task<MergeRoute?> MergedInto()
    {
        if (_state.Merge is not { } merge) return null;
        if (await surroundings.RouteOf(_state, merge) is { } route) return route;
        // The target let go of this one before a crash; what was left to do is done now.
        await Run(new SplitOff(merge.By, ConversationSurroundings.SplitId(merge.MergeId), merge.SourceId, await surroundings.GivenBack(merge)));
        return null;
    }

    public Task<ConversationSummary?> Summary() => Task.FromResult(Summarize());

    public Task Subscribe(IConversationObserver observer)
    {
        _observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task Signal(ConversationSignal signal)
    {
        if (signal is PresenceSignal presence) _citizenOnline = presence.Online;
        surroundings.Signalled(Id, _state, signal);
        var id = Id;
        return _observers.Notify(o => o.OnSignal(id, signal));
    }

    private async Task<CommandResult> Append(ImmutableArray<NewEntry> decided)
    {
        var now = clock.GetUtcNow();
        // Time never runs backwards inside a timeline, whatever the machine's clock does.
        var at = now > _state.LastAt ? now : _state.LastAt;
        var entries = Number(decided, _state.LastSeq, at);
        var next = _state.After(entries);
        var routingChanged = !RoutingColumns.Same(_state, next);
        AppendReceipt receipt;
        using (HubTrace.Within("log.append"))
        {
            receipt = await log.Append(new AppendRequest(
                Id, _state.LastSeq, Stored(decided, at), SummaryCodec.Write(next.Summarize(Id)), routingChanged));
        }

        ConversationMetrics.Appended(entries);

        var before = _state;
        _state = next;
        _state.Number = receipt.Number;
        foreach (var entry in entries) _state.Remember(entry);
        _recent.Add(entries);
        var id = Id;
        await _observers.Notify(o => o.OnEvents(id, entries));
        surroundings.AfterAppend(id, before, _state, entries);
        await SnapshotWhenDue();
        var main = Main(entries);
        return new CommandResult(CommandError.None, main.Seq, main.At);
    }

    private async Task Load(CancellationToken cancellationToken)
    {
        var head = await log.Summary(Id, cancellationToken);
        var state = new ConversationState();
        if (head is not null && await log.Snapshot(Id, cancellationToken) is { Version: ConversationState.Version } snapshot)
            state = EventCodec.DecodeState(snapshot.State.Span) ?? state;
        _snapshotSeq = state.LastSeq;
        _recent.Clear();
        while (head is not null && state.LastSeq < head.LastSeq)
        {
            var tail = await log.Read(Id, state.LastSeq, PageLimit, cancellationToken);
            if (tail.Count == 0) throw new InvalidDataException($"Conversation {Id} ends at {state.LastSeq}, but its head says {head.LastSeq}.");
            ImmutableArray<TimelineEntry> entries = [.. tail.Select(EventCodec.FromStored)];
            state = state.After(entries);
            foreach (var entry in entries) state.Remember(entry);
            _recent.Add(entries);
        }

        state.Number = head?.Number ?? 0;
        _state = state;
        _outcomeUnknown = false;
    }

    private async Task SnapshotWhenDue()
    {
        // A snapshot is as large as the conversation is long; taken at every half more, its cost per event stays the same.
        if (_state.LastSeq - _snapshotSeq < Math.Max(SnapshotAfter, _snapshotSeq / 2)) return;
        _snapshotSeq = _state.LastSeq;
        try
        {
            await log.SaveSnapshot(new StoredSnapshot(Id, _state.LastSeq, ConversationState.Version, EventCodec.EncodeState(_state)), CancellationToken.None);
        }
        catch (StorageUnavailableException e)
        {
            // A snapshot only saves time at the next load; the events are safe.
            ConversationLog.Unavailable(logger, e, Id);
        }
    }

    private async Task<ImmutableArray<TimelineEntry>> Entries(long afterSeq)
    {
        if (_recent.After(afterSeq, _state.LastSeq) is { } recent) return recent;
        var stored = await log.Read(Id, afterSeq, PageLimit, CancellationToken.None);
        return [.. stored.Select(EventCodec.FromStored)];
    }

    /// <summary>What changed nothing is as of now.</summary>
    private CommandResult Dated(CommandResult result) =>
        result is { Succeeded: true, Seq: 0 } ? result with { Seq = _state.LastSeq, At = _state.LastAt } : result;

    private ConversationSummary? Summarize() => _state.IsOpened ? _state.Summarize(Id) : null;

    private static ImmutableArray<TimelineEntry> Number(ImmutableArray<NewEntry> decided, long lastSeq, DateTimeOffset at)
    {
        var entries = ImmutableArray.CreateBuilder<TimelineEntry>(decided.Length);
        foreach (var entry in decided) entries.Add(new TimelineEntry(lastSeq + entries.Count + 1, at, entry.By, entry.Channel, entry.Event));
        return entries.MoveToImmutable();
    }

    private static NewEvent[] Stored(ImmutableArray<NewEntry> decided, DateTimeOffset at)
    {
        var stored = new NewEvent[decided.Length];
        for (var i = 0; i < stored.Length; i++) stored[i] = EventCodec.ToStored(decided[i], at);
        return stored;
    }

    private static TimelineEntry Main(ImmutableArray<TimelineEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Event.ClientId is not null) return entry;
        }

        return entries[^1];
    }
}
