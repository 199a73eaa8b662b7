namespace ContactHub.Conversations;

public sealed class OwnershipFacts
{
    [Fact]
    public void Asking_for_a_person_puts_the_conversation_into_the_queue()
    {
        var talk = Talk.Opened();

        talk.Do(new RequestPerson(Talk.Citizen, talk.NextId(), "asked"));

        Assert.Equal(["handoffRequested", "queueEntered"], talk.Kinds.TakeLast(2));
        Assert.Equal(Owner.Queue, talk.State.Owner);
        Assert.Equal("genel", talk.State.DepartmentId);
        Assert.NotNull(talk.State.QueuedAt);
    }

    [Fact]
    public void The_person_button_says_it_and_hands_over_in_one_step()
    {
        var talk = Talk.Opened();

        talk.Says("Temsilciye bağlan", option: OptionIds.Person);

        Assert.Equal(["messagePosted", "handoffRequested", "queueEntered"], talk.Kinds.TakeLast(3));
    }

    [Fact]
    public void Asking_twice_for_a_person_queues_once()
    {
        var talk = Talk.Opened();
        talk.Do(new RequestPerson(Talk.Citizen, talk.NextId(), "asked"));
        var length = talk.Timeline.Count;

        Assert.True(talk.Do(new RequestPerson(Talk.Citizen, talk.NextId(), "asked")).Succeeded);
        Assert.Equal(length, talk.Timeline.Count);
    }

    [Fact]
    public void Out_of_hours_the_bot_keeps_the_turn_and_offers_to_record_a_request()
    {
        var talk = Talk.Opened("Sokağımızda lamba yanmıyor");
        talk.Context = talk.Context with { ClosedNotice = Talk.Closed };

        talk.Says("Temsilciye bağlan", option: OptionIds.Person);
        Assert.Equal(Owner.Bot, talk.State.Owner);
        Assert.Equal(0, talk.State.UnansweredSeq);

        talk.Says("Kaydet", option: OptionIds.Request);
        Assert.Equal(["messagePosted", "requestRecorded", "messagePosted", "queueEntered"], talk.Kinds.TakeLast(4));
        Assert.Equal("Sokağımızda lamba yanmıyor", talk.Timeline.Select(e => e.Event).OfType<RequestRecorded>().Single().Text);
    }

    [Fact]
    public void A_new_conversation_that_begins_with_the_person_button_out_of_hours_is_answered_once()
    {
        var talk = new Talk { Context = new DecisionContext("genel", Talk.Closed) };

        talk.Says("Temsilciye bağlan", option: OptionIds.Person);

        Assert.Equal(["conversationOpened", "messagePosted", "messagePosted"], talk.Kinds);
        Assert.Equal(0, talk.State.UnansweredSeq);
    }

    [Fact]
    public void Of_two_agents_who_take_it_the_first_has_it()
    {
        var talk = Talk.Opened();

        Assert.True(talk.Takes(Talk.Deniz).Succeeded);
        Assert.Equal(CommandError.NotOwner, talk.Takes(Talk.Ece).Error);
        Assert.Equal("a-deniz", talk.State.AgentId);
    }

    [Fact]
    public void A_supervisor_takes_it_from_another_agent_only_by_force()
    {
        var talk = Talk.WithAgent();

        Assert.True(talk.Takes(Talk.Ece, force: true).Succeeded);
        Assert.Equal(["agentReleased", "agentAssigned"], talk.Kinds.TakeLast(2));
        Assert.Equal("a-ece", talk.State.AgentId);
    }

    [Fact]
    public void An_offer_is_gone_once_anybody_has_the_conversation()
    {
        var talk = Talk.WithAgent();

        var result = talk.Do(new TakeConversation(Talk.Ece, "offer:1", "accepted"));

        Assert.Equal(CommandError.NotOwner, result.Error);
    }

    [Fact]
    public void A_release_for_an_agent_who_no_longer_has_it_does_nothing()
    {
        var talk = Talk.WithAgent();
        talk.Takes(Talk.Ece, force: true);

        Assert.Equal(CommandError.NotOwner, talk.Do(new ReleaseConversation(Actor.Hub, "release:1", "a-deniz", "offline")).Error);
        Assert.Equal("a-ece", talk.State.AgentId);
    }

    [Fact]
    public void A_transfer_to_a_department_queues_there_and_to_an_agent_assigns()
    {
        var talk = Talk.WithAgent();
        talk.Do(new TransferConversation(Talk.Deniz, talk.NextId(), "su", null, null, "Sayaçla ilgili"));
        Assert.Equal((Owner.Queue, "su", (string?)null), (talk.State.Owner, talk.State.DepartmentId, talk.State.AgentId));

        talk.Takes(Talk.Deniz);
        talk.Do(new TransferConversation(Talk.Deniz, talk.NextId(), null, "a-ece", "Ece", null));
        Assert.Equal((Owner.Agent, "su", "a-ece"), (talk.State.Owner, talk.State.DepartmentId, talk.State.AgentId));
    }

    [Fact]
    public void Resolved_belongs_to_nobody_and_a_citizen_who_writes_again_goes_back_to_the_last_agent()
    {
        var talk = Talk.WithAgent();
        talk.Do(new ResolveConversation(Talk.Deniz, talk.NextId()));
        Assert.Equal((Owner.None, (string?)null), (talk.State.Owner, talk.State.AgentId));
        Assert.Equal(CommandError.Resolved, talk.Answers(Talk.Deniz, "Bir şey daha").Error);

        talk.Says("Yine oldu");

        Assert.Equal(Owner.Queue, talk.State.Owner);
        Assert.Equal("a-deniz", talk.State.PreferredAgentId);
    }

    [Fact]
    public void An_agent_reopens_into_own_hands()
    {
        var talk = Talk.WithAgent();
        talk.Do(new ResolveConversation(Talk.Deniz, talk.NextId()));

        talk.Do(new ReopenConversation(Talk.Ece, talk.NextId()));

        Assert.Equal((Owner.Agent, "a-ece"), (talk.State.Owner, talk.State.AgentId));
    }

    [Fact]
    public void Another_agent_cannot_resolve_what_somebody_owns()
    {
        var talk = Talk.WithAgent();

        Assert.Equal(CommandError.NotOwner, talk.Do(new ResolveConversation(Talk.Ece, talk.NextId())).Error);
    }

    [Fact]
    public void Only_the_citizen_rates_and_only_what_is_resolved()
    {
        var talk = Talk.WithAgent();
        Assert.Equal(CommandError.Invalid, talk.Do(new RateConversation(Talk.Citizen, talk.NextId(), 5)).Error);
        talk.Do(new ResolveConversation(Talk.Deniz, talk.NextId()));

        Assert.Equal(CommandError.Forbidden, talk.Do(new RateConversation(Talk.Deniz, talk.NextId(), 5)).Error);
        Assert.Equal(CommandError.Invalid, talk.Do(new RateConversation(Talk.Citizen, talk.NextId(), 6)).Error);
        Assert.True(talk.Do(new RateConversation(Talk.Citizen, talk.NextId(), 5, "Teşekkürler")).Succeeded);
        Assert.Equal(5, talk.State.Rating);
    }

    [Fact]
    public void Nobody_but_the_hub_can_call_an_identity_verified()
    {
        var talk = Talk.Opened();

        Assert.Equal(CommandError.Forbidden, talk.Do(new IdentifyCitizen(Talk.Citizen, talk.NextId(), "k-9", "phone", "+905321112233", true)).Error);
        Assert.True(talk.Do(new IdentifyCitizen(Talk.Citizen, talk.NextId(), "v-1", "phone", "+905321112233", false)).Succeeded);
        Assert.False(talk.State.Verified);
    }
}
