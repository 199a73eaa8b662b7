namespace ContactHub.Conversations;

/// <summary>What a bot from outside may do in a conversation, and when.</summary>
public sealed class OutsideBotFacts
{
    private static readonly Actor Bot = new(ActorKind.Bot, "deneme", "Deneme Botu");

    [Fact]
    public void A_conversation_is_opened_with_the_bot_that_it_gets()
    {
        var talk = WithBot();

        Assert.Equal("deneme", talk.State.BotId);
        Assert.Equal(CommandError.NotBotsTurn, talk.BotSays("SSS", 2).Error);
        Assert.True(Says(talk, "Merhaba", 2).Succeeded);
        Assert.Equal((2L, 0L), (talk.State.BotNewsSeq, talk.State.UnansweredSeq));
    }

    [Fact]
    public void It_may_answer_more_than_once_and_speak_by_itself()
    {
        var talk = WithBot();

        Assert.True(Says(talk, "Bir", 2).Succeeded);
        Assert.True(Says(talk, "İki", 2).Succeeded);
        Assert.True(Says(talk, "Üç", 0).Succeeded);

        Assert.Equal([2L, 2L, null], talk.Timeline.Skip(2).Select(entry => ((MessagePosted)entry.Event).ReplyToSeq));
    }

    [Fact]
    public void Nothing_that_it_does_after_a_person_took_over_has_an_effect()
    {
        var talk = WithBot();
        Says(talk, "Taslak", 2);
        talk.Takes(Talk.Deniz);
        var before = talk.Timeline.Count;

        CommandResult[] results =
        [
            Says(talk, "Geç", 2), Says(talk, "Kendiliğinden", 0),
            talk.Do(new UpdateMessage(Bot, talk.NextId(), 3, new BotMessage("Yeni"))), talk.Do(new DeleteMessage(Bot, talk.NextId(), 3)),
            talk.Do(new LeaveToFaqBot(Bot, talk.NextId())), talk.Do(new ResolveConversation(Bot, talk.NextId())),
        ];

        Assert.All(results, result => Assert.Equal(CommandError.NotBotsTurn, result.Error));
        Assert.Equal(before, talk.Timeline.Count);
    }

    [Fact]
    public void An_answer_to_what_was_said_before_a_handoff_is_dropped_though_the_bot_has_the_turn_again()
    {
        var talk = WithBot();
        talk.Takes(Talk.Deniz);
        talk.Do(new ResolveConversation(Talk.Deniz, talk.NextId()));
        talk.Context = talk.Context with { ClosedNotice = Talk.Closed };
        talk.Says("Yine ben");

        Assert.Equal(Owner.Bot, talk.State.Owner);
        Assert.Equal(CommandError.NotBotsTurn, Says(talk, "Geç", 2).Error);
        Assert.True(Says(talk, "Hoş geldiniz", talk.State.LastSeq).Succeeded);
    }

    [Fact]
    public void A_handoff_names_the_department_and_tells_staff_why()
    {
        var talk = WithBot();

        talk.Do(new PostBotTurn(Bot, talk.NextId(), 2, [], "botAsked", null, "", "su", "Fatura itirazı"));

        Assert.Equal(["noteAdded", "handoffRequested", "queueEntered"], talk.Kinds.Skip(2));
        Assert.Equal((Owner.Queue, "su"), (talk.State.Owner, talk.State.DepartmentId));
    }

    [Fact]
    public void A_change_of_the_newest_message_is_what_lists_show()
    {
        var talk = WithBot();
        Says(talk, "Taslak", 2);

        talk.Do(new UpdateMessage(Bot, talk.NextId(), 3, new BotMessage("", Cards: [new Card("Son hali")])));
        Assert.Equal("Son hali", talk.State.Preview);
        talk.Do(new DeleteMessage(Bot, talk.NextId(), 3));
        Assert.Null(talk.State.Preview);
    }

    [Fact]
    public void One_that_leaves_gives_the_turn_to_the_faq_bot()
    {
        var talk = WithBot();

        Assert.True(talk.Do(new LeaveToFaqBot(Bot, talk.NextId())).Succeeded);

        Assert.True(talk.BotSays("SSS", 2).Succeeded);
        Assert.Equal(CommandError.NotBotsTurn, Says(talk, "Ben de", 2).Error);
    }

    [Fact]
    public void How_far_it_was_told_only_goes_forward_and_is_kept_whoever_has_the_turn()
    {
        var talk = WithBot();
        talk.Takes(Talk.Deniz);

        talk.Do(new MarkTold(Bot, "told:3", 3));
        talk.Do(new MarkTold(Bot, "told:2", 2));

        Assert.Equal((3L, 3L), (talk.State.BotToldSeq, talk.State.BotNewsSeq));
        Assert.Equal(CommandError.Forbidden, talk.Do(new MarkTold(Actor.FaqBot, "told:4", 4)).Error);
    }

    private static CommandResult Says(Talk talk, string text, long turn) =>
        talk.Do(new PostBotTurn(Bot, talk.NextId(), turn, [new BotMessage(text)], null, null, ""));

    private static Talk WithBot()
    {
        var talk = new Talk();
        talk.Context = talk.Context with { BotId = "deneme" };
        talk.Says("Merhaba");
        return talk;
    }
}
