namespace ContactHub.Conversations;

/// <summary>Who is to be called back, through merges and splits of conversations.</summary>
public sealed class CallBackFacts
{
    private const string Ayse = "+905321110001";
    private const string Veli = "+905321110002";
    private static readonly Actor Guest = new(ActorKind.Citizen, "v-2", "Veli");
    private readonly Talk _target = Talk.Opened();
    private readonly Talk _source = new();
    private int _calls;

    public CallBackFacts() =>
        Assert.True(_source.Do(new PostMessage(Guest, _source.NextId(), Channels.Chat, "Merhaba", null, new Opening(Guest.Id, "tr", Guest.Name))).Succeeded);

    [Fact]
    public void A_call_back_moves_with_its_conversation_and_comes_back_with_it()
    {
        CallsInVain(_source, Guest, Veli);
        CallsInVain(_source, Guest, Veli);
        var owed = _source.State.CallBack;

        Merge();
        Assert.Null(_source.State.CallBack);
        Assert.Equal((owed, Owner.Queue), (_target.State.CallBack, _target.State.Owner));

        Split();
        Assert.Equal((owed, Owner.Queue), (_source.State.CallBack, _source.State.Owner));
        Assert.Null(_target.State.CallBack);
    }

    [Fact]
    public void Of_two_who_are_to_be_called_back_neither_number_is_lost()
    {
        CallsInVain(_target, Talk.Citizen, Ayse);
        CallsInVain(_source, Guest, Veli);
        Merge();
        Assert.Equal(2, _target.State.Calls.Owed.Length);

        var first = _target.State.CallBack!.Number!;
        Reaches(_target, first);
        Assert.Equal(first == Ayse ? Veli : Ayse, _target.State.CallBack?.Number);
    }

    [Fact]
    public void Who_is_called_at_a_number_that_nobody_called_from_is_nobody_who_is_owed_a_call()
    {
        CallsInVain(_target, Talk.Citizen, Ayse);
        Merge();
        Reaches(_target, Veli);
        Assert.Equal(Ayse, _target.State.CallBack?.Number);
        Split();
        Reaches(_target, Veli);
        Assert.Null(_target.State.CallBack);
    }

    [Fact]
    public void Two_conversations_of_one_number_are_one_call_back_that_one_call_does()
    {
        CallsInVain(_target, Talk.Citizen, Ayse);
        CallsInVain(_source, Guest, Ayse);
        Merge();
        Assert.Equal((Ayse, 2), (_target.State.CallBack!.Number, _target.State.CallBack.Calls));

        Reaches(_target, Ayse);
        Assert.Null(_target.State.CallBack);
        Split();
        Assert.Null(_source.State.CallBack);
    }

    [Fact]
    public void Who_called_in_vain_during_the_merge_is_called_back_by_the_conversation_that_is_split_off()
    {
        CallsInVain(_target, Talk.Citizen, Ayse);
        Merge();
        CallsInVain(_target, Guest, Veli);

        Split();

        Assert.Equal(Ayse, _target.State.CallBack?.Number);
        Assert.Equal((Veli, Owner.Queue), (_source.State.CallBack?.Number, _source.State.Owner));
        Assert.Equal("callBack", Assert.IsType<QueueEntered>(_source.Timeline[^1].Event).Reason);
    }

    [Fact]
    public void A_call_that_is_on_during_a_merge_and_a_split_ends_where_it_has_come_to()
    {
        var call = Rings(_source, Guest, Veli);
        Merge();
        Assert.Empty(_source.State.Calls.Ongoing);
        Split();
        Assert.Empty(_target.State.Calls.Ongoing);
        Merge();
        EndsInVain(_target, call);

        Assert.Equal(Veli, _target.State.CallBack?.Number);
        Split();
        Assert.Equal(Veli, _source.State.CallBack?.Number);
        Assert.Equal((0, 0), (_source.State.Calls.Ongoing.Length, _target.State.Calls.Ongoing.Length));
    }

    [Fact]
    public void A_citizen_with_two_conversations_gets_back_the_one_that_called_in_vain()
    {
        foreach (var talk in (Talk[])[_target, _source])
            Assert.True(talk.Do(new IdentifyCitizen(Actor.Hub, talk.NextId(), "p-1", "phone", Ayse, true)).Succeeded);
        CallsInVain(_source, new Actor(ActorKind.Citizen, "p-1"), Ayse);
        Merge();
        Split();
        Assert.Equal((Ayse, null), (_source.State.CallBack?.Number, _target.State.CallBack));
    }

    [Fact]
    public void What_the_target_resolved_is_not_owed_by_the_source_again()
    {
        CallsInVain(_source, Guest, Veli);
        Merge();
        Assert.True(_target.Do(new ResolveConversation(Actor.Hub, _target.NextId())).Succeeded);
        Split();
        Assert.Null(_source.State.CallBack);
    }

    [Fact]
    public void A_conversation_that_was_merged_before_call_backs_moved_keeps_its_own()
    {
        CallsInVain(_source, Guest, Veli);
        Merge();
        Assert.True(_source.Do(new SplitOff(Talk.Deniz, _source.NextId(), "c-2")).Succeeded);
        Assert.Equal(Veli, _source.State.CallBack?.Number);
    }

    [Fact]
    public void A_fold_of_what_is_stored_owes_the_same()
    {
        CallsInVain(_source, Guest, Veli);
        Merge();
        var stored = _target.Timeline.Select(e => e with { Event = EventCodec.Decode(EventCodec.KindOf(e.Event), EventCodec.Encode(e.Event)) });
        Assert.Equal(Veli, new ConversationState().After([.. stored]).CallBack?.Number);
        Assert.Equal<OwedCall>(_target.State.Calls.Owed, EventCodec.DecodeState(EventCodec.EncodeState(_target.State).Span)!.Calls.Owed);
    }

    private void Merge()
    {
        Assert.True(_source.Do(new MergeInto(Talk.Deniz, _source.NextId(), "c-2", "c-1", 1, Force: true)).Succeeded);
        var merge = _source.State.Merge!;
        Assert.True(_target.Do(new AcceptMerge(
            Talk.Deniz, _target.NextId(), merge.MergeId, "c-2", 2, "c-1", merge.Citizens, merge.Linked, merge.WaitingSince, merge.Owner, null, null, null,
            _source.State.Routes, _source.State.HeardAt, merge.Calls)).Succeeded);
    }

    private void Split()
    {
        Assert.True(_target.Do(new ReleaseMerged(Talk.Deniz, _target.NextId(), "c-2", "c-1")).Succeeded);
        var given = Assert.IsType<ConversationSplit>(_target.Timeline[^1].Event).Calls;
        Assert.True(_source.Do(new SplitOff(Talk.Deniz, _source.NextId(), "c-2", given)).Succeeded);
    }

    private void CallsInVain(Talk talk, Actor citizen, string number) => EndsInVain(talk, Rings(talk, citizen, number));

    private string Rings(Talk talk, Actor by, string number)
    {
        var id = $"pbx-{++_calls}";
        var direction = by.Kind == ActorKind.Citizen ? CallDirection.In : CallDirection.Out;
        Records(talk, by, direction == CallDirection.In ? new CallRang(id, direction, number, "444") : new CallRang(id, direction, "444", number));
        return id;
    }

    private static void EndsInVain(Talk talk, string call) => Records(talk, Actor.Hub, new CallEnded(call, CallDirection.In, CallOutcome.Abandoned));

    private void Reaches(Talk talk, string number) => Records(talk, Talk.Deniz, new CallAnswered(Rings(talk, Talk.Deniz, number), Talk.Deniz.Id, "Deniz"));

    private static void Records(Talk talk, Actor by, ConversationEvent e) => Assert.True(talk.Do(new RecordContact(by, talk.NextId(), Channels.Phone, e)).Succeeded);
}
