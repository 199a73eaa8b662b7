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

    [Fact]
    public void Notes_are_written_at_any_time() => Assert.Null(
        Conversation.Decide(Written, new AddNote(Talk.Deniz, "note-1", "Aranacak"), new DecisionContext("genel", Now: Written.HeardAt.AddHours(200))).Result);

    private static CommandError Answer(ConversationState state, double hours) =>
        Conversation.Decide(state, new PostMessage(Talk.Deniz, "answer-1", "", "Yanıt"), new DecisionContext("genel", Now: state.HeardAt.AddHours(hours))).Result?.Error ?? CommandError.None;

    private static ConversationState State(string channel)
    {
        var talk = new Talk();
        talk.Do(new PostMessage(Talk.Citizen, "said-1", channel, "Merhaba", Opening: new Opening(Talk.Citizen.Id, "tr"), Via: "place-1"));
        talk.Do(new TakeConversation(Talk.Deniz, "take-1"));
        return talk.State;
    }
}
