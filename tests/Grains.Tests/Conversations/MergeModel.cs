using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>
/// Three citizens' conversations as the grains would keep them, driven step by step: what is under way (a message without a receipt, half a merge) stays
/// under way while other things happen.
/// </summary>
internal sealed class MergeModel
{
    private static readonly DecisionContext Context = new("genel", null, new BotMessage("Kaydedildi."));
    private readonly Dictionary<string, ConversationState> _states = new(StringComparer.Ordinal);
    private readonly List<(string Home, RecordContact Contact, long Seq)> _delivered = [];
    private DateTimeOffset _now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private Action? _rest;
    private string? _half;
    private int _ids;

    public MergeModel()
    {
        foreach (var sender in Senders)
        {
            _states[sender.Home] = new ConversationState { Number = _states.Count + 1 };
            Execute(sender.Home, new PostMessage(sender.Actor, NextId(), Channels.Chat, sender.Words(0), null, new Opening(sender.Actor.Id, "tr", sender.Actor.Name)));
        }
    }

    public Sender[] Senders { get; } = [new("1"), new("2"), new("3")];

    public Dictionary<string, List<TimelineEntry>> Timelines { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids of what was acknowledged, in order, by who sent it.</summary>
    public List<(string By, string Id)> Acknowledged { get; } = [];

    /// <summary>The ids of the files that were sent, with the command that brought each, acknowledged or not.</summary>
    public Dictionary<string, string> Sent { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, ConversationState> States => _states;

    public void Step(int n)
    {
        var sender = Senders[n / 11 % 3];
        switch (n % 11)
        {
            case 0 or 1 or 2: Send(sender, n); break;
            case 3: Deliver(sender.Home, Mail(sender, NextId(), n)); break;
            case 4: Telephone(sender, n); break;
            case 5 when _delivered.Count > 0: Redeliver(_delivered[n / 11 % _delivered.Count]); break;
            case 6 or 7 when _rest is null: Merge(sender.Home, Senders[n / 33 % 3].Home, n); break;
            case 8 when _rest is null: Split(sender.Home); break;
            case 9: Finish(); break;
            case 10: Staff(sender, n); break;
        }
    }

    /// <summary>Whether no merge and no split is half done.</summary>
    public bool IsWhole => _rest is null;

    /// <summary>Lets everything that is under way come to its end.</summary>
    public void Settle()
    {
        Finish();
        foreach (var sender in Senders)
        {
            for (var tries = 0; sender.Pending is not null; tries++)
            {
                Assert.True(tries < 10, $"{sender.Actor.Id} never got a receipt.");
                Send(sender, 7);
            }
        }
    }

    private string NextId() => $"id-{++_ids:0000}";

    /// <summary>None, one or two, with the words of whoever's they are in the name, that will come with a command.</summary>
    private ImmutableArray<Attachment> Files(string commandId, string words, int n)
    {
        ImmutableArray<Attachment> files = [.. Enumerable.Range(0, n / 99 % 3).Select(i => new Attachment($"file-{commandId}-{i}", $"{words}.jpg", "image/jpeg", 1000))];
        foreach (var file in files) Sent.Add(file.Id, commandId);
        return files;
    }

    private PostMessage Says(Sender sender, int n)
    {
        var id = NextId();
        var files = Files(id, sender.Words(_ids), n);
        // Some files come without a word.
        var text = files.IsEmpty || n / 297 % 2 == 0 ? sender.Words(_ids) : "";
        return new PostMessage(sender.Actor, id, Channels.Chat, text, n / 33 % 4 == 0 ? OptionIds.Request : null, Attachments: files);
    }

    private void Send(Sender sender, int n)
    {
        sender.Pending ??= Says(sender, n);
        var result = Execute(sender.At, sender.Pending);
        if (result.Succeeded)
        {
            // Some receipts are lost on the way: the same message then comes again.
            if (n / 7 % 3 == 0) return;
            if (!Acknowledged.Exists(one => one.Id == sender.Pending.CommandId)) Acknowledged.Add((sender.Actor.Id, sender.Pending.CommandId));
            sender.Pending = null;
        }
        else
        {
            Assert.Contains(result.Error, (CommandError[])[CommandError.Moved, CommandError.Forbidden]);
            sender.At = EndOf(sender.Home);
        }
    }

    private void Deliver(string home, RecordContact contact)
    {
        var result = Follow(home, contact);
        Assert.True(result.Succeeded, $"{contact.Event}: {result.Error}");
        Acknowledged.Add((contact.By.Id, contact.CommandId));
        _delivered.Add((home, contact, result.Seq));
    }

    private void Redeliver((string Home, RecordContact Contact, long Seq) one) => Assert.Equal(one.Seq, Follow(one.Home, one.Contact).Seq);

    private CommandResult Follow(string id, ConversationCommand command)
    {
        var result = Execute(id, command);
        while (result.Error == CommandError.Moved)
        {
            // As intake, which has the merge or the split finished before it follows.
            Finish();
            result = Execute(EndOf(id), command);
        }

        return result;
    }

    /// <summary>A call goes on: it rings, from either side, and is then answered and over, or in vain.</summary>
    private void Telephone(Sender sender, int n)
    {
        if (sender.Call is not { } call)
        {
            sender.Call = call = NextId();
            sender.Calling = n / 33 % 3 != 0;
            Phone(sender, sender.Calling ? sender.Actor : Talk.Ece, sender.Calling
                ? new CallRang(call, CallDirection.In, sender.Number, "444") : new CallRang(call, CallDirection.Out, "444", sender.Number));
            return;
        }

        var direction = sender.Calling ? CallDirection.In : CallDirection.Out;
        var answered = n / 33 % 2 == 0;
        if (answered)
        {
            Phone(sender, Talk.Deniz, new CallAnswered(call, n % 2 == 0 ? Talk.Deniz.Id : null, "Deniz"));
            sender.Owed = 0;
        }

        Phone(sender, Actor.Hub, new CallEnded(call, direction, answered ? CallOutcome.Answered : CallOutcome.Abandoned));
        if (!answered && sender.Calling) sender.Owed++;
        sender.Call = null;
    }

    private void Phone(Sender sender, Actor by, ConversationEvent e) => Deliver(sender.Home, new RecordContact(by, NextId(), Channels.Phone, e));

    private void Merge(string source, string target, int n)
    {
        target = EndOf(target);
        if (target == source) return;
        var agent = n % 2 == 0 ? Talk.Deniz : Talk.Ece;
        if (!Execute(source, new MergeInto(agent, NextId(), source, target, _states[target].Number, n % 3 == 0)).Succeeded || _states[source].Merge is not { } merge) return;
        _rest = () => Assert.True(Execute(merge.TargetId, new AcceptMerge(
            merge.By, "merged:" + merge.MergeId, merge.MergeId, source, _states[source].Number, merge.TargetId, merge.Citizens, merge.Linked, merge.WaitingSince,
            merge.Owner, _states[source].DepartmentId, merge.AgentId, merge.AgentName, _states[source].Routes, _states[source].HeardAt, merge.Calls)).Succeeded);
        _half = _states[merge.TargetId].Sources.Any(one => one.MergeId == merge.MergeId) ? null : source;
    }

    private void Split(string source)
    {
        if (_states[source].Merge is not { } merge || _states[merge.TargetId].Merge is not null) return;
        Assert.True(Execute(merge.TargetId, new ReleaseMerged(Talk.Deniz, "split:" + merge.MergeId, source, merge.TargetId)).Succeeded);
        var back = Assert.IsType<ConversationSplit>(Timelines[merge.TargetId][^1].Event).Calls!;
        _half = source;
        _rest = () =>
        {
            Assert.True(Execute(source, new SplitOff(Talk.Deniz, NextId(), source, back)).Succeeded);
            Assert.Equal(merge.Owner == Owner.None && back.Owed.IsEmpty, _states[source].Owner == Owner.None);
        };
    }

    private void Finish()
    {
        _rest?.Invoke();
        (_rest, _half) = (null, null);
    }

    private void Staff(Sender sender, int n)
    {
        var at = EndOf(sender.Home);
        var agent = n % 2 == 0 ? Talk.Deniz : Talk.Ece;
        ConversationCommand command = (n / 33 % 5) switch
        {
            0 => new TakeConversation(agent, NextId(), "taken", Force: true),
            1 => Answer(agent, n),
            2 => new ResolveConversation(Actor.Hub, NextId()),
            3 => Answer(agent, sender, n),
            _ => new PostBotTurn(Actor.FaqBot, NextId(), _states[at].UnansweredSeq, [new BotMessage("Yanıt")], null, null, ""),
        };
        var result = Execute(at, command);
        if (!result.Succeeded) return;
        if (command is PostMessage or SendEmail) Acknowledged.Add((agent.Id, command.CommandId));
        if (command is not ResolveConversation) return;
        foreach (var one in Senders.Where(one => IsIn(one.Home, at))) one.Owed = 0;
    }

    /// <summary>Whether what is said in one conversation is by now a part of the other: half a merge has not brought it there yet.</summary>
    private bool IsIn(string id, string at) => id == at || (id != _half && _states[id].Merge is { } merge && IsIn(merge.TargetId, at));

    public string EndOf(string id) => _states[id].Merge is { } merge ? EndOf(merge.TargetId) : id;

    private CommandResult Execute(string id, ConversationCommand command)
    {
        var state = _states[id];
        var isOutside = command is RecordContact || (command is PostMessage && command.By.Kind == ActorKind.Citizen);
        var elsewhere = isOutside ? LinkedTo(state).Select(other => other.Receipts.TryGetValue(command.CommandId, out var first) ? new CommandResult(CommandError.None, first.Seq, first.At) : null).FirstOrDefault(r => r is not null) : null;
        var decision = Conversation.Decide(state, command, Context with { Elsewhere = elsewhere });
        if (decision.Result is { } result) return result;
        _now += TimeSpan.FromSeconds(1);
        ImmutableArray<TimelineEntry> entries = [.. decision.Entries.Select((e, i) => new TimelineEntry(state.LastSeq + i + 1, _now, e.By, e.Channel, e.Event))];
        var next = _states[id] = state.After(entries);
        foreach (var entry in entries) next.Remember(entry);
        if (!Timelines.TryGetValue(id, out var timeline)) Timelines.Add(id, timeline = []);
        timeline.AddRange(entries);
        var main = entries.FirstOrDefault(e => e.Event.ClientId is not null) ?? entries[^1];
        return new CommandResult(CommandError.None, main.Seq, main.At);
    }

    private List<ConversationState> LinkedTo(ConversationState state)
    {
        var known = new List<string>(state.Linked);
        for (var i = 0; i < known.Count; i++) known.AddRange(_states[known[i]].Linked.Except(known).ToList());
        return [.. known.Select(id => _states[id])];
    }

    private RecordContact Mail(Sender sender, string id, int n) => new(sender.Actor, id, Channels.Email, new EmailReceived(
        id + "@x", new EmailAddress($"{sender.Actor.Id}@x"), [], "Konu", sender.Words(0), Attachments: Files(id, sender.Words(0), n)));

    /// <summary>An answer by mail, which repeats its citizen's words, as answers do.</summary>
    private SendEmail Answer(Actor agent, Sender sender, int n)
    {
        var id = NextId();
        return new SendEmail(agent, id, new EmailSent(
            id + "@hub", new EmailAddress("hub@x"), [new EmailAddress($"{sender.Actor.Id}@x")], "Konu", sender.Words(0), Attachments: Files(id, sender.Words(0), n)));
    }

    private PostMessage Answer(Actor agent, int n)
    {
        var id = NextId();
        return new PostMessage(agent, id, Channels.Chat, "Bakıyoruz", Attachments: Files(id, "form", n));
    }

    /// <summary>A citizen who chats, and where the chat goes on.</summary>
    internal sealed class Sender(string name)
    {
        public Actor Actor { get; } = new(ActorKind.Citizen, "v-" + name, "Ad" + name);

        public string Home { get; } = "c-" + name;

        public string At { get; set; } = "c-" + name;

        public PostMessage? Pending { get; set; }

        public string Number { get; } = "+90532000000" + name;

        /// <summary>The call that is on, and whether it is the citizen who calls.</summary>
        public string? Call { get; set; }

        public bool Calling { get; set; }

        /// <summary>How often the citizen called in vain since somebody last reached it.</summary>
        public int Owed { get; set; }

        /// <summary>Words that tell whose they are.</summary>
        public string Words(int n) => $"söz-{name} {n}";
    }
}
