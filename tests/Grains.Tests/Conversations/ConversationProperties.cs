using System.Collections.Immutable;
using System.Text;
using ContactHub.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace ContactHub.Conversations;

/// <summary>Random histories by two citizens, two agents, the bot and the hub; after every step the invariants of a conversation hold.</summary>
public sealed class ConversationProperties
{
    private static readonly Arbitrary<int[]> Steps = Arb.From(Gen.Choose(0, 9_999).ArrayOf(), ArbMap.Default.ArbFor<int[]>().Shrinker);

    [Fact]
    public void In_every_history_the_turn_is_one_s_alone_and_the_log_says_the_same_as_the_state()
        => Prop.ForAll(Steps, steps => Replay(steps)).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(150));

    [Fact]
    public void The_histories_reach_every_kind_and_every_owner()
    {
        var reached = Enumerable.Range(0, 200).Select(seed => new Random(seed)).Select(random =>
            Replay([.. Enumerable.Range(0, 80).Select(_ => random.Next(10_000))])).ToList();

        // An application only ever begins a conversation: CimerFacts are about it.
        Assert.Equal(EventCodec.Kinds.Except(["cimerReceived", "cimerAnswered"], StringComparer.Ordinal).Order(), reached.SelectMany(h => h.Log).Select(e => e.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<Owner>(), reached.Select(h => h.State.Owner).Distinct().Order());
    }

    private static History Replay(int[] steps)
    {
        var history = new History();
        foreach (var (step, n) in steps.Select((step, n) => (step, n)))
        {
            history.Do(RandomCommands.For(history.State, step, $"cmd-{n}"), step % 4 == 0 ? RandomCommands.ClosedNow : RandomCommands.OpenNow);
            Check(history);
        }

        if (history.State.IsOpened) CheckWhole(history);
        return history;
    }

    private static void Check(History history)
    {
        var state = history.State;
        Assert.Equal(state.Owner == Owner.Agent, state.AgentId is not null);
        Assert.Equal(state.Owner == Owner.Agent, state.AgentName is not null);
        Assert.Equal(state.Owner == Owner.Queue, state.QueuedAt is not null);
        Assert.Equal(state.Owner == Owner.Bot, state.BotSince > 0);
        Assert.True(state.Owner != Owner.None || state.WaitingSince is null, "Nobody owns it, and somebody waits.");
        Assert.InRange(state.BotSince, 0, state.LastSeq);
        Assert.InRange(state.UnansweredSeq, 0, state.LastSeq);
        Assert.InRange(state.ReadByCitizen, 0, state.LastSeq);
        Assert.InRange(state.ReadByStaff, 0, state.LastSeq);
        Assert.Equal(history.Log.Count(e => e.Seq > state.ReadByStaff && IsByCitizen(e)), state.Unread);
        Assert.InRange(state.Priority, -1, 2);
        Assert.True(state.Labels.Length <= ConversationLimits.Labels && state.Labels.Distinct().Count() == state.Labels.Length);
        Assert.Equal(history.Log.Count, state.LastSeq);
    }

    private static void CheckWhole(History history)
    {
        Assert.Equal(Enumerable.Range(1, history.Log.Count).Select(n => (long)n), history.Log.Select(e => e.Seq));
        Assert.Equal(history.Log.Select(e => e.At).Order(), history.Log.Select(e => e.At));

        var live = Json(history.State);
        Assert.Equal(live, Json(Fold(new ConversationState(), history.Log)));
        var middle = history.Log.Count / 2;
        var snapshot = EventCodec.EncodeState(Fold(new ConversationState(), history.Log.Take(middle)));
        Assert.Equal(live, Json(Fold(EventCodec.DecodeState(snapshot.Span)!, history.Log.Skip(middle))));

        var written = SummaryCodec.Write(history.State.Summarize("c-1"));
        var rebuilt = SummaryCodec.Write(Fold(new ConversationState(), history.Log).Summarize("c-1"));
        Assert.Equal(Encoding.UTF8.GetString(written.Body.Span), Encoding.UTF8.GetString(rebuilt.Body.Span));
        Assert.Equal(written with { Body = default }, rebuilt with { Body = default });
        var read = SummaryCodec.Read(new StoredSummary(1, history.State.LastSeq, 1, written));
        Assert.Equal(Encoding.UTF8.GetString(written.Body.Span), Encoding.UTF8.GetString(SummaryCodec.Write(read).Body.Span));

        // A read mark has no receipt: it is the same by what it says.
        foreach (var (command, receipt) in history.Receipts.Where(r => r.Command is not MarkRead))
        {
            var again = Conversation.Decide(history.State, command, RandomCommands.OpenNow);
            Assert.True(again.Entries.IsEmpty, $"{command} took effect twice.");
            Assert.Equal(receipt, again.Result);
        }
    }

    private static bool IsByCitizen(StoredEvent stored) =>
        EventCodec.FromStored(stored) is { By.Kind: ActorKind.Citizen, Event: MessagePosted } or { Event: EmailReceived { Flags: not { Auto: true } } or CallEnded { IsMissed: true } };

    private static ConversationState Fold(ConversationState state, IEnumerable<StoredEvent> events)
    {
        foreach (var entry in events.Select(EventCodec.FromStored))
        {
            state = state.After([entry]);
            state.Remember(entry);
        }

        return state;
    }

    private static string Json(ConversationState state) => Encoding.UTF8.GetString(EventCodec.EncodeState(state).Span);

    /// <summary>What the grain does with decisions, with a list for a log.</summary>
    private sealed class History
    {
        private DateTimeOffset _now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

        public ConversationState State { get; private set; } = new();

        public List<StoredEvent> Log { get; } = [];

        public List<(ConversationCommand Command, CommandResult Receipt)> Receipts { get; } = [];

        public void Do(ConversationCommand command, DecisionContext context)
        {
            var decision = Conversation.Decide(State, command, context);
            if (decision.Result is { } result)
            {
                Assert.Empty(decision.Entries);
                if (result.Succeeded && result.Seq > 0) Receipts.Add((command, result));
                return;
            }

            Assert.NotEmpty(decision.Entries);
            _now += TimeSpan.FromSeconds(1);
            var before = State;
            foreach (var entry in decision.Entries) Append(entry);
            foreach (var stored in Log.Skip((int)before.LastSeq)) State.Remember(EventCodec.FromStored(stored));
            var main = Log.Skip((int)before.LastSeq).Select(EventCodec.FromStored).ToImmutableArray();
            var receipt = main.FirstOrDefault(e => e.Event.ClientId is not null) ?? main[^1];
            if (command is not MarkRead) Assert.Equal(command.CommandId, receipt.Event.ClientId);
            Receipts.Add((command, new CommandResult(CommandError.None, receipt.Seq, receipt.At)));
        }

        private void Append(NewEntry entry)
        {
            // A bot speaks while it has the turn, in the middle of an append too.
            if (entry is { By.Kind: ActorKind.Bot, Event: MessagePosted }) Assert.Equal(Owner.Bot, State.Owner);
            var stored = EventCodec.ToStored(entry, _now);
            Log.Add(new StoredEvent(Log.Count + 1, "c-1", Log.Count + 1, stored.At, stored.Kind, stored.Channel, stored.Actor, stored.Payload));
            State = State.After([EventCodec.FromStored(Log[^1])]);
        }
    }
}
