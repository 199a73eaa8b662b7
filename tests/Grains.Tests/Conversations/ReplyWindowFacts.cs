namespace ContactHub.Conversations;

/// <summary>Where a channel takes answers for a time only, a later one is refused before it is said.</summary>
public sealed class ReplyWindowFacts
{
    private static readonly ConversationState Written = State(Channels.WhatsApp);

    [Theory]
    [InlineData(0, CommandError.None)]
    [InlineData(23.99, CommandError.None)]
    [InlineData(24, CommandError.WindowClosed)]
    [InlineData(200, CommandError.WindowClosed)]
    public void An_agent_answers_on_whatsapp_within_24_hours(double hours, CommandError error) => Assert.Equal(error, Answer(Written, hours));

    [Fact]
    public void Other_channels_take_answers_at_any_time()
    {
        Assert.Equal(CommandError.None, Answer(State(Channels.Telegram), 200));
        Assert.Null(State(Channels.Telegram).Summarize("c-1").ReplyUntil);
        Assert.Equal(Written.HeardAt + TimeSpan.FromHours(24), Written.Summarize("c-1").ReplyUntil);
    }

    [Theory]
    [InlineData(ActorKind.System, CommandError.WindowClosed)]
    [InlineData(ActorKind.Bot, CommandError.NotBotsTurn)]
    public void Nobody_else_is_heard_later_either(ActorKind kind, CommandError error)
    {
        Assert.Equal(error, Answer(Written, 25, new Actor(kind, "key-1")));
        if (kind == ActorKind.System) Assert.Equal(CommandError.None, Answer(Written, 23, new Actor(kind, "key-1")));
    }

    [Theory]
    [InlineData(ActorKind.Agent, CommandError.None)]
    [InlineData(ActorKind.System, CommandError.None)]
    [InlineData(ActorKind.Citizen, CommandError.None)]
    public void A_template_goes_at_any_time_and_a_citizen_may_always_write(ActorKind kind, CommandError error) =>
        Assert.Equal(error, Answer(Written, 200, kind == ActorKind.Agent ? Talk.Deniz : new Actor(kind, kind == ActorKind.Citizen ? Talk.Citizen.Id : "key-1"), kind == ActorKind.Citizen ? null : Template));

    [Fact]
    public void A_template_is_for_whatsapp_and_for_who_has_the_conversation()
    {
        Assert.Equal(CommandError.Invalid, Answer(State(Channels.Telegram), 1, Talk.Deniz, Template));
        Assert.Equal(CommandError.NotOwner, Answer(Written, 1, new Actor(ActorKind.Agent, "a-ece", "Ece"), Template));
        var said = Conversation.Decide(Written, new PostMessage(Talk.Deniz, "t-1", "", "Dolu", Template: Template), new DecisionContext("genel", Now: Written.HeardAt)).Entries[0].Event;
        Assert.Equal(Template, ((MessagePosted)said).Template);
    }

    [Fact]
    public void Notes_are_written_at_any_time() => Assert.Null(
        Conversation.Decide(Written, new AddNote(Talk.Deniz, "note-1", "Aranacak"), new DecisionContext("genel", Now: Written.HeardAt.AddHours(200))).Result);

    private static readonly MessageTemplate Template = new("randevu", "tr", [new TemplateValue("body.1", "Ayşe")]);

    private static CommandError Answer(ConversationState state, double hours, Actor? by = null, MessageTemplate? template = null) =>
        Conversation.Decide(state, new PostMessage(by ?? Talk.Deniz, "answer-1", by is { Kind: ActorKind.Citizen } ? Channels.WhatsApp : "", "Yanıt", Template: template), new DecisionContext("genel", Now: state.HeardAt.AddHours(hours))).Result?.Error ?? CommandError.None;

    private static ConversationState State(string channel)
    {
        var talk = new Talk();
        talk.Do(new PostMessage(Talk.Citizen, "said-1", channel, "Merhaba", Opening: new Opening(Talk.Citizen.Id, "tr"), Via: "place-1"));
        talk.Do(new TakeConversation(Talk.Deniz, "take-1"));
        return talk.State;
    }
}
