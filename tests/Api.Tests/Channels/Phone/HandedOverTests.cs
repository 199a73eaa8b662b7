namespace ContactHub.Phone.Tests;

/// <summary>Captures in which a call goes from one phone to another: what really happened in them.</summary>
public sealed class HandedOverTests
{
    [Fact]
    public void A_held_call_is_transferred_without_a_word() => Assert.Equal(
    [
        "1.5 4 answered 05321110020>201 in cozum153 by 1001 1s",
        "3.5 5 held 05321110020>201 by 1001",
        "5.5 6 resumed 05321110020>201 by 1001 2s",
        "6.5 7 held 05321110020>201 by 1001",
        "7.5 8 resumed 05321110020>201 by 1001 1s",
        "7.5 9 transferred 05321110020>1002 by 1001",
        "9.5 10 answered 05321110020>201 by 1002 2s",
        "12.5 11 ended 05321110020>201 by 1002 11s answered",
    ],
        Timeline.Lines("34-")[3..]);

    [Fact]
    public void A_transfer_to_another_queue_is_a_second_wait() => Assert.Equal(
    [
        "3.5 5 transferred 05321110025>500 by 1001",
        "3.5 6 queued 05321110025>201 in vergi",
        "3.5 7 offered 05321110025>201 in vergi by 1002",
        "5.5 8 answered 05321110025>201 in vergi by 1002 2s",
        "10.5 9 ended 05321110025>201 by 1002 9s answered",
    ],
        Timeline.Lines("35-")[4..]);

    [Fact]
    public void Who_was_asked_on_a_second_line_has_the_caller_after_the_transfer() => Assert.Equal(
    [
        "3.5 5 held 05321110028>201 by 1001",
        "3.5 1 rang 1001>1002 by 1001",
        "5.5 2 answered 1001>1002 by 1002 2s",
        "7.6 3 held 1001>1002 by 1001",
        "7.6 6 resumed 05321110028>201 by 1001 4s",
        "7.6 4 resumed 1001>1002 by 1001 0s",
        "7.6 5 ended 1001>1002 by 1002 2s answered",
        "7.6 7 transferred 05321110028>1002 by 1001",
        "7.6 8 answered 05321110028>201 by 1002 0s",
        "12.6 9 ended 05321110028>201 by 1002 11s answered",
    ],
        Timeline.Lines("36-")[4..]);

    [Fact]
    public void A_phone_that_still_rings_answers_the_caller_and_not_who_transferred() => Assert.Equal(
    [
        "3.5 1 rang 1001>1002 by 1001",
        "5.5 6 resumed 05321110033>201 by 1001 2s",
        "5.5 7 transferred 05321110033>1002 by 1001",
        "5.5 2 ended 1001>1002 no-answer",
        "7.5 8 answered 05321110033>201 by 1002 2s",
        "12.5 9 ended 05321110033>201 by 1002 11s answered",
    ],
        Timeline.Lines("37-")[5..]);

    [Fact]
    public void A_member_behind_a_local_channel_transfers_to_somebody_else() => Assert.Equal(
    [
        "0.5 3 offered 05321110045>204 in yerel by 1002",
        "0.5 4 offered 05321110045>204 in yerel by 1001",
        "0.8 5 declined 05321110045>204 in yerel by 1002 1s",
        "1.5 6 answered 05321110045>204 in yerel by 1001 1s",
        "3.5 7 held 05321110045>204 by 1001",
        "4.5 8 resumed 05321110045>204 by 1001 1s",
        "5.5 9 transferred 05321110045>1003 by 1001",
        "6.5 10 answered 05321110045>204 by 1003 1s",
        "10.5 11 ended 05321110045>204 by 1003 9s answered",
    ],
        Timeline.Lines("38-")[2..]);

    [Fact]
    public void Another_takes_the_call_that_rings_at_an_agents_phone() => Assert.Equal(
    [
        "0.0 1 rang 05321110129>201",
        "0.5 2 queued 05321110129>201 in cozum153",
        "0.5 3 offered 05321110129>201 in cozum153 by 1001",
        "2.5 1 rang 1002>*9 by 1002",
        "3.0 2 ended 1002>*9 no-answer",
        "3.0 4 answered 05321110129>201 in cozum153 by 1002 2s",
        "5.5 5 ended 05321110129>201 by 1002 3s answered",
    ],
        Timeline.Lines("42-"));

    [Fact]
    public void A_parked_call_is_answered_by_who_fetches_it() => Assert.Equal(
    [
        "4.2 5 transferred 05321110127>701 by 1001",
        "8.3 1 rang 1003>701 by 1003",
        "8.8 2 ended 1003>701 no-answer",
        "8.8 6 answered 05321110127>216 by 1003 5s",
        "11.3 7 ended 05321110127>216 by 1003 10s answered",
    ],
        Timeline.Lines("43-")[4..]);

    [Fact]
    public void An_agent_who_comes_back_from_asking_spoke_last() => Assert.Equal(
    [
        "3.9 5 held 05321110123>201 by 1001",
        "6.8 6 answered 05321110123>201 by 1002 1s",
        "8.8 7 resumed 05321110123>201 by 1001 5s",
        "12.8 8 ended 05321110123>201 by 1001 11s answered",
    ],
        Timeline.Lines("44-")[4..]);

    [Fact]
    public void The_citizens_call_goes_on_when_it_is_joined_with_an_older_one_of_staff() => Assert.Equal(
    [
        "5.0 5 ended 1001>1002 by 1002 4s answered",
        "5.0 5 transferred 05321110122>1002 by 1001",
        "5.0 6 answered 05321110122>1001 by 1002 0s",
        "9.0 7 ended 05321110122>1001 by 1002 6s answered",
    ],
        Timeline.Lines("45-")[8..]);

    [Fact]
    public void A_transferred_caller_takes_the_place_in_the_queue() => Assert.Equal(
    [
        "4.0 2 queued 1001>502 in vergi",
        "4.0 3 offered 1001>502 in vergi by 1002",
        "6.0 6 resumed 05321110121>201 by 1001 3s",
        "6.0 7 transferred 05321110121>502 by 1001",
        "6.0 4 ended 1001>502 no-answer",
        "8.0 8 answered 05321110121>201 in vergi by 1002 4s",
        "12.0 9 ended 05321110121>201 by 1002 11s answered",
    ],
        Timeline.Lines("47-")[6..]);

    [Fact]
    public void Who_joins_the_conference_that_a_caller_was_transferred_to_has_answered() => Assert.Equal(
    [
        "3.5 5 transferred 05321110093>510 by 1001",
        "5.5 1 rang 1002>510 by 1002",
        "6.0 2 ended 1002>510 no-answer",
        "6.0 6 answered 05321110093>201 by 1002 3s",
        "9.5 7 ended 05321110093>201 by 1002 8s answered",
    ],
        Timeline.Lines("48-")[4..]);

    [Fact]
    public void Who_joins_a_talk_that_was_sent_into_a_conference_has_answered_and_who_talked_already_not_again() => Assert.Equal(
    [
        "6.5 1 rang 1002>510 by 1002",
        "7.0 2 ended 1002>510 no-answer",
        "7.0 5 answered 05321110094>201 by 1002 0s",
        "10.6 6 ended 05321110094>201 by 1001 9s answered",
    ],
        Timeline.Lines("49-")[4..]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_meets_a_citizen_in_a_conference_has_answered_whoever_came_first(bool citizenIsFirst)
    {
        var pbx = new Pbx();
        var citizen = pbx.Rings("1", "05321234567");
        var agent = pbx.New(new Channel("PJSIP/1001-9", "2", "2", "1001", "510"), state: 4);
        foreach (var one in citizenIsFirst ? (Channel[])[citizen, agent] : [agent, citizen]) pbx.Wait(3).On("ConfbridgeJoin", one, ("Conference", "toplanti"));
        pbx.Wait(5).On("ConfbridgeLeave", agent, ("Conference", "toplanti")).HangsUp(agent).Wait(1).HangsUp(citizen);

        Assert.Equal(["answered by 1001", "ended by 1001"], Timeline.Of(pbx.Messages).Where(e => e.Call == "1" && e.Agent is not null).Select(e => $"{CallEventJson.Name(e.Kind)} by {e.Agent}"));
        Assert.Equal([CallOutcome.NoAnswer, CallOutcome.Answered], Timeline.Of(pbx.Messages).Where(e => e.Outcome is not null).Select(e => e.Outcome!.Value));
    }
}
