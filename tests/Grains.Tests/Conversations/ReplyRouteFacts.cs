namespace ContactHub.Conversations;

public sealed class ReplyRouteFacts
{
    private static readonly Actor Guest = new(ActorKind.Citizen, "v-2", "Veli");

    [Fact]
    public void An_agents_answer_goes_where_the_citizen_last_wrote()
    {
        var talk = Talk.WithAgent();
        talk.Answers(Talk.Deniz, "Bakıyorum");
        Assert.Equal((Channels.Chat, null), LastPlace(talk));

        Writes(talk, Talk.Citizen, "messenger", "place-1");
        talk.Answers(Talk.Deniz, "Buldum");
        Assert.Equal(("messenger", "place-1"), LastPlace(talk));

        Writes(talk, Talk.Citizen, Channels.Chat, null);
        talk.Answers(Talk.Deniz, "Yarın alınacak");
        Assert.Equal((Channels.Chat, null), LastPlace(talk));
    }

    [Fact]
    public void Another_place_on_the_same_channel_is_another_route()
    {
        var talk = Talk.WithAgent();
        Writes(talk, Talk.Citizen, "messenger", "place-1");
        Writes(talk, Talk.Citizen, "messenger", "place-2");

        talk.Answers(Talk.Deniz, "Buldum");

        Assert.Equal(("messenger", "place-2"), LastPlace(talk));
    }

    [Fact]
    public void The_bots_answer_goes_where_the_citizen_last_wrote()
    {
        var talk = Talk.Opened();
        Writes(talk, Talk.Citizen, "messenger", "place-1");

        Assert.True(talk.BotSays("Salı günleri", talk.State.UnansweredSeq).Succeeded);

        var message = talk.Timeline.Last(entry => entry.Event is MessagePosted);
        Assert.Equal((ActorKind.Bot, "messenger", "place-1"), (message.By.Kind, message.Channel, ((MessagePosted)message.Event).Via));
    }

    [Theory]
    [InlineData(OptionIds.Person)]
    [InlineData(OptionIds.Request)]
    public void What_the_hub_says_to_a_button_goes_where_the_button_was(string option)
    {
        var talk = Talk.Opened();
        talk.Context = talk.Context with { ClosedNotice = Talk.Closed };

        Writes(talk, Talk.Citizen, "messenger", "place-1", option);

        Assert.Equal(ActorKind.Bot, talk.Timeline.Last(entry => entry.Event is MessagePosted).By.Kind);
        Assert.Equal(("messenger", "place-1"), LastPlace(talk));
    }

    [Fact]
    public void A_first_message_that_asks_for_a_person_is_told_where_it_came_from_that_it_is_closed()
    {
        var talk = new Talk();
        talk.Context = talk.Context with { ClosedNotice = Talk.Closed };

        talk.Do(new PostMessage(Talk.Citizen, talk.NextId(), "messenger", "Temsilci", OptionIds.Person, new Opening("v-1", "tr"), Via: "place-1"));

        Assert.Equal(("messenger", "place-1"), LastPlace(talk));
    }

    [Fact]
    public void Mails_and_calls_leave_the_route_as_it_is()
    {
        var talk = Talk.WithAgent();
        Writes(talk, Talk.Citizen, "messenger", "place-1");
        Assert.True(talk.Do(new RecordContact(Talk.Citizen, talk.NextId(), Channels.Email, new EmailReceived("m@x", new EmailAddress("a@x"), [], "Konu", "Metin"))).Succeeded);
        Assert.True(talk.Do(new RecordContact(Talk.Citizen, talk.NextId(), Channels.Phone, new CallRang("call-1", CallDirection.In))).Succeeded);

        talk.Answers(Talk.Deniz, "Buldum");

        Assert.Equal(("messenger", "place-1"), LastPlace(talk));
    }

    [Fact]
    public void Lists_say_where_an_answer_goes_when_that_is_not_where_the_conversation_began()
    {
        var talk = Talk.Opened();
        Assert.Null(talk.State.Summarize("c-1").ReplyChannel);

        Writes(talk, Talk.Citizen, "messenger", "place-1");

        var summary = talk.State.Summarize("c-1");
        Assert.Equal((Channels.Chat, "messenger", "place-1"), (summary.Channel, summary.ReplyChannel, summary.ReplyVia));
    }

    [Theory]
    [InlineData(true, "place-2")]
    [InlineData(false, "place-1")]
    public void Of_two_that_are_merged_the_one_who_wrote_last_is_answered(bool guestWroteLater, string via)
    {
        var talk = Talk.WithAgent();
        Writes(talk, Talk.Citizen, "messenger", "place-1");

        Merge(talk, talk.State.HeardAt + (guestWroteLater ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(-1)));
        talk.Answers(Talk.Deniz, "Buldum");

        Assert.Equal(("messenger", via), LastPlace(talk));
    }

    [Fact]
    public void A_guest_who_writes_is_answered_and_no_longer_after_the_split()
    {
        var talk = Talk.WithAgent();
        Writes(talk, Talk.Citizen, "messenger", "place-1");
        Merge(talk, talk.State.HeardAt - TimeSpan.FromSeconds(1));
        Writes(talk, Guest, "messenger", "place-3");
        talk.Answers(Talk.Deniz, "Buldum");
        Assert.Equal(("messenger", "place-3"), LastPlace(talk));

        Assert.True(talk.Do(new ReleaseMerged(Talk.Deniz, talk.NextId(), "c-2", "c-1")).Succeeded);
        talk.Answers(Talk.Deniz, "Tamam");

        Assert.Equal(("messenger", "place-1"), LastPlace(talk));
    }

    private static void Merge(Talk talk, DateTimeOffset heardAt) => Assert.True(talk.Do(new AcceptMerge(
        Talk.Deniz, talk.NextId(), "m:c-2:1", "c-2", 2, "c-1", [Guest.Id], ["c-2"], null, Owner.Bot, null, null, null,
        [new ReplyRoute(Guest.Id, "messenger", "place-2")], heardAt)).Succeeded);

    private static void Writes(Talk talk, Actor by, string channel, string? via, string? option = null) =>
        Assert.True(talk.Do(new PostMessage(by, talk.NextId(), channel, "Nerede?", option, Via: via)).Succeeded);

    private static (string Channel, string? Via) LastPlace(Talk talk)
    {
        var last = talk.Timeline.Last(entry => entry.Event is MessagePosted);
        return (last.Channel, ((MessagePosted)last.Event).Via);
    }
}
