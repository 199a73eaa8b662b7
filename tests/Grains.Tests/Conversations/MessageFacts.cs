namespace ContactHub.Conversations;

public sealed class MessageFacts
{
    [Fact]
    public void The_first_message_and_the_conversation_it_opens_are_one_step()
    {
        var talk = new Talk();

        var receipt = talk.Says("Merhaba");

        Assert.Equal(["conversationOpened", "messagePosted"], talk.Kinds);
        Assert.Equal(2, receipt.Seq);
        Assert.Equal(Owner.Bot, talk.State.Owner);
    }

    [Fact]
    public void The_same_command_again_gets_the_first_receipt_and_changes_nothing()
    {
        var talk = new Talk();
        var first = talk.Says("Merhaba", "once-only");
        talk.Says("Bir şey daha");

        var again = talk.Says("Merhaba", "once-only");

        Assert.Equal(first, again);
        Assert.Equal(3, talk.Timeline.Count);
    }

    [Fact]
    public void A_conversation_that_was_never_opened_takes_nothing_but_an_opening()
    {
        var talk = new Talk();

        Assert.Equal(CommandError.NotFound, talk.Answers(Talk.Deniz, "Merhaba").Error);
        Assert.Equal(CommandError.NotFound, talk.Takes(Talk.Deniz).Error);
        Assert.Empty(talk.Timeline);
    }

    [Fact]
    public void A_message_may_be_files_without_a_word_and_not_too_many()
    {
        var talk = Talk.Opened("Sokağımız karanlık");
        var file = new Attachment("f1", "lamba.jpg", "image/jpeg", 5);

        Assert.True(talk.Do(new PostMessage(Talk.Citizen, "with-files", Channels.Chat, "", Attachments: [file])).Succeeded);
        var error = talk.Do(new PostMessage(Talk.Citizen, "many-files", Channels.Chat, "x", Attachments: [.. Enumerable.Repeat(file, ConversationLimits.MessageFiles + 1)])).Error;

        Assert.Equal(CommandError.TooLong, error);
        Assert.Equal(file, Assert.Single(Assert.IsType<MessagePosted>(talk.Timeline[^1].Event).Attachments));
        Assert.Equal(("📎 lamba.jpg", true, "Sokağımız karanlık"), (talk.State.Preview, talk.State.UnansweredFiles, talk.State.Matter));
    }

    [Theory]
    [InlineData("", CommandError.Empty)]
    [InlineData("  \n ", CommandError.Empty)]
    [InlineData(null, CommandError.TooLong)]
    public void What_is_empty_or_too_long_is_refused(string? text, CommandError error)
    {
        var talk = Talk.Opened();

        Assert.Equal(error, talk.Says(text ?? new string('x', ConversationLimits.CitizenText + 1)).Error);
        Assert.Equal(2, talk.Timeline.Count);
    }

    [Fact]
    public void An_agent_may_write_longer_than_a_citizen_and_not_without_limit()
    {
        var talk = Talk.WithAgent();

        Assert.True(talk.Answers(Talk.Deniz, new string('x', ConversationLimits.StaffText)).Succeeded);
        Assert.Equal(CommandError.TooLong, talk.Answers(Talk.Deniz, new string('x', ConversationLimits.StaffText + 1)).Error);
    }

    [Fact]
    public void Another_citizen_is_refused()
    {
        var talk = Talk.Opened();

        var result = talk.Do(new PostMessage(new Actor(ActorKind.Citizen, "v-2"), talk.NextId(), Channels.Chat, "Benim"));

        Assert.Equal(CommandError.Forbidden, result.Error);
    }

    [Fact]
    public void Only_the_owner_answers_as_a_person()
    {
        var talk = Talk.WithAgent();

        var result = talk.Answers(Talk.Ece, "Ben de yazayım");

        Assert.Equal(CommandError.NotOwner, result.Error);
        Assert.Equal("Deniz", result.Detail);
    }

    [Fact]
    public void A_bot_answer_decided_before_a_handoff_is_never_shown()
    {
        var talk = Talk.Opened();
        talk.Takes(Talk.Deniz);

        var late = talk.BotSays("Geç kalan yanıt", turn: 2);

        Assert.Equal(CommandError.NotBotsTurn, late.Error);
        Assert.DoesNotContain(talk.Timeline, e => e.By.Kind == ActorKind.Bot);
    }

    [Fact]
    public void A_bot_that_posts_like_anybody_else_needs_the_turn_as_well()
    {
        var talk = Talk.Opened();
        Assert.True(talk.Answers(Actor.FaqBot, "Salı günleri.").Succeeded);
        talk.Takes(Talk.Deniz);

        Assert.Equal(CommandError.NotBotsTurn, talk.Answers(Actor.FaqBot, "Ben de buradayım").Error);
    }

    [Fact]
    public void A_bot_answer_from_before_the_conversation_was_resolved_and_reopened_is_dropped()
    {
        var talk = Talk.Opened();
        talk.Do(new ResolveConversation(Talk.Citizen, talk.NextId()));
        talk.Says("Bir şey daha soracağım");
        Assert.Equal(Owner.Bot, talk.State.Owner);

        Assert.Equal(CommandError.NotBotsTurn, talk.BotSays("Eski yanıt", turn: 2).Error);
        Assert.True(talk.BotSays("Yeni yanıt", turn: talk.State.UnansweredSeq).Succeeded);
    }

    [Fact]
    public void The_bot_answers_a_message_once_however_often_it_is_asked()
    {
        var talk = Talk.Opened();
        talk.BotSays("Salı günleri.", turn: 2);
        var length = talk.Timeline.Count;

        Assert.True(talk.BotSays("Salı günleri.", turn: 2).Succeeded);
        Assert.Equal(length, talk.Timeline.Count);
    }

    [Fact]
    public void A_read_mark_moves_forward_only_and_not_past_the_end()
    {
        var talk = Talk.WithAgent();
        talk.Answers(Talk.Deniz, "Salı günleri.");

        talk.Do(new MarkRead(Talk.Citizen, talk.NextId(), 99));
        var length = talk.Timeline.Count;
        talk.Do(new MarkRead(Talk.Citizen, talk.NextId(), 1));

        Assert.Equal(4, talk.State.ReadByCitizen);
        Assert.Equal(length, talk.Timeline.Count);
    }

    [Fact]
    public void Reading_a_read_mark_leaves_no_further_mark()
    {
        var talk = Talk.WithAgent();
        talk.Answers(Talk.Deniz, "Salı günleri.");
        for (var i = 0; i < 5; i++) talk.Do(new MarkRead(Talk.Citizen, talk.NextId(), long.MaxValue));

        Assert.Single(talk.Timeline, e => e.Event is MessagesRead);
    }

    [Fact]
    public void A_staff_read_mark_leaves_what_came_after_it_unread_although_the_bot_has_answered()
    {
        var talk = Talk.Opened();
        talk.BotSays("Salı günleri.", turn: 2);
        talk.Says("Peki cam?");
        var second = talk.Timeline[^1].Seq;
        talk.BotSays("Cam kumbarasına.", turn: second);
        talk.Says("Ya pil?");
        talk.BotSays("Muhtarlığa.", turn: talk.Timeline[^1].Seq);
        Assert.Equal(3, talk.State.Unread);

        talk.Do(new MarkRead(Talk.Deniz, talk.NextId(), second - 1));
        Assert.Equal(2, talk.State.Unread);

        talk.Do(new MarkRead(Talk.Deniz, talk.NextId(), second));
        Assert.Equal(1, talk.State.Unread);

        talk.Do(new MarkRead(Talk.Deniz, talk.NextId(), long.MaxValue));
        Assert.Equal(0, talk.State.Unread);
    }

    [Fact]
    public void A_citizen_who_writes_on_and_on_makes_no_list_that_grows_with_each_message()
    {
        var talk = Talk.WithAgent();
        for (var n = 0; n < 500; n++) talk.Says($"Mesaj {n}");
        var run = Assert.Single(talk.State.UnreadRuns, r => r.Last == talk.Timeline[^1].Seq);
        Assert.Equal(499, run.Last - run.First);

        talk.Do(new MarkRead(Talk.Deniz, talk.NextId(), run.First + 99));
        Assert.Equal(run with { First = run.First + 100 }, Assert.Single(talk.State.UnreadRuns));
        Assert.Equal(400, talk.State.Unread);
    }

    [Fact]
    public void Waiting_begins_with_the_first_unanswered_message_and_ends_with_a_persons_answer()
    {
        var talk = Talk.WithAgent();
        talk.Says("Orada mısınız?");
        var since = talk.State.WaitingSince;
        talk.Says("Alo?");

        Assert.NotNull(since);
        Assert.Equal(since, talk.State.WaitingSince);
        Assert.Equal(3, talk.State.Unread);

        talk.Answers(Talk.Deniz, "Buradayım");
        Assert.Null(talk.State.WaitingSince);
        Assert.Equal(0, talk.State.Unread);
    }
}
