namespace ContactHub.Conversations;

public sealed class CimerFacts
{
    private static readonly DateOnly Received = new(2026, 3, 2);
    private static readonly CimerReceived Application = new("2601", CimerKind.Complaint, Received, new DateOnly(2026, 4, 1), "Ayşe", "Çöp", "Alınmıyor");

    [Fact]
    public void An_application_waits_for_a_person_and_past_the_bot()
    {
        var talk = Recorded();

        Assert.Equal(["conversationOpened", "queueEntered", "cimerReceived"], talk.Kinds);
        Assert.Equal((Owner.Queue, 1, Channels.Cimer, "su"), (talk.State.Owner, talk.State.Unread, talk.State.Channel, talk.State.DepartmentId));
        Assert.NotNull(talk.State.WaitingSince);
        Assert.Equal(new CimerFile("2601", CimerKind.Complaint, Received, new DateOnly(2026, 4, 1)), talk.State.Summarize("c-1").Cimer);
    }

    [Fact]
    public void It_begins_a_conversation_and_comes_into_none()
    {
        var talk = Talk.Opened();
        Assert.Equal(CommandError.Invalid, talk.Do(new RecordContact(Talk.Citizen, "cimer-1", Channels.Cimer, Application)).Error);
        Assert.Equal(CommandError.Invalid, new Talk().Do(new RecordContact(Talk.Citizen, "cimer-1", Channels.Email, Application, new Opening("q-1", "tr"))).Error);
        Assert.Equal(CommandError.Empty, new Talk().Do(new RecordContact(Talk.Citizen, "cimer-1", Channels.Cimer, Application with { Text = " " }, new Opening("q-1", "tr"))).Error);
    }

    [Fact]
    public void Who_has_it_says_that_it_was_answered_and_nobody_waits_any_longer()
    {
        var talk = Recorded();
        Assert.Equal(CommandError.NotOwner, Answers(talk, Talk.Deniz).Error);
        talk.Takes(Talk.Deniz);
        Assert.Equal(CommandError.NotOwner, Answers(talk, Talk.Ece).Error);
        Assert.Equal(CommandError.Forbidden, Answers(talk, Talk.Citizen).Error);
        Assert.Equal(CommandError.Empty, Answers(talk, Talk.Deniz, " ").Error);
        Assert.Equal(CommandError.Invalid, talk.Do(new AnswerCimer(Talk.Deniz, talk.NextId(), "Yapıldı", Received.AddDays(-1))).Error);

        Assert.True(Answers(talk, Talk.Deniz).Succeeded);

        Assert.Equal((Received.AddDays(3), 0), (talk.State.Cimer!.AnsweredOn, talk.State.Unread));
        Assert.Null(talk.State.WaitingSince);
    }

    [Fact]
    public void What_is_no_application_is_not_answered_as_one() => Assert.Equal(CommandError.Invalid, Answers(Talk.WithAgent(), Talk.Deniz).Error);

    private static CommandResult Answers(Talk talk, Actor by, string text = "Yapıldı") => talk.Do(new AnswerCimer(by, talk.NextId(), text, Received.AddDays(3)));

    private static Talk Recorded()
    {
        var talk = new Talk();
        Assert.True(talk.Do(new RecordContact(
            new Actor(ActorKind.Citizen, "q-1", "Ayşe"), "cimer-1", Channels.Cimer, Application, new Opening("q-1", "tr", "Ayşe", DepartmentId: "su"))).Succeeded);
        return talk;
    }
}
