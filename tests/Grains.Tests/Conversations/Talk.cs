using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>A conversation for tests: commands are decided and applied as the grain would, without a host or a log.</summary>
internal sealed class Talk
{
    public static readonly Actor Citizen = new(ActorKind.Citizen, "v-1", "Ayşe");
    public static readonly Actor Deniz = new(ActorKind.Agent, "a-deniz", "Deniz");
    public static readonly Actor Ece = new(ActorKind.Agent, "a-ece", "Ece");
    public static readonly BotMessage Closed = new("Kapalıyız.", [new MessageOption(OptionIds.Request, "Kaydet")]);

    private DateTimeOffset _now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private int _ids;

    public ConversationState State { get; private set; } = new();

    public List<TimelineEntry> Timeline { get; } = [];

    public DecisionContext Context { get; set; } = new("genel", null, new BotMessage("Kaydedildi."));

    public IEnumerable<string> Kinds => Timeline.Select(e => EventCodec.KindOf(e.Event));

    public string NextId() => $"cmd-{++_ids:0000}";

    public CommandResult Do(ConversationCommand command)
    {
        var decision = Conversation.Decide(State, command, Context);
        if (decision.Result is { } result) return result;
        _now += TimeSpan.FromSeconds(1);
        ImmutableArray<TimelineEntry> entries =
            [.. decision.Entries.Select((e, i) => new TimelineEntry(State.LastSeq + i + 1, _now, e.By, e.Channel, e.Event))];
        State = State.After(entries);
        foreach (var entry in entries) State.Remember(entry);
        Timeline.AddRange(entries);
        var main = entries.FirstOrDefault(e => e.Event.ClientId is not null) ?? entries[^1];
        return new CommandResult(CommandError.None, main.Seq, main.At);
    }

    public CommandResult Says(string text, string? id = null, string? option = null) => Do(new PostMessage(
        Citizen, id ?? NextId(), Channels.Chat, text, option, State.IsOpened ? null : new Opening("v-1", "tr", "Ayşe")));

    public CommandResult Answers(Actor agent, string text) => Do(new PostMessage(agent, NextId(), Channels.Chat, text));

    public CommandResult Takes(Actor agent, bool force = false) => Do(new TakeConversation(agent, NextId(), "taken", force));

    public CommandResult BotSays(string text, long turn, string? handoff = null, string memory = "m") => Do(new PostBotTurn(
        Actor.FaqBot, $"bot:{turn}", turn, [new BotMessage(text)], handoff, null, memory));

    public static Talk Opened(string text = "Çöp ne zaman alınıyor?")
    {
        var talk = new Talk();
        talk.Says(text);
        return talk;
    }

    public static Talk WithAgent()
    {
        var talk = Opened();
        talk.Takes(Deniz);
        return talk;
    }
}
