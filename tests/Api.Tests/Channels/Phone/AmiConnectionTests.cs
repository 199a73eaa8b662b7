using ContactHub.TestKit;

namespace ContactHub.Phone.Tests;

/// <summary>The connection over a real socket: log-in, loss and return, actions.</summary>
public sealed class AmiConnectionTests
{
    [Fact]
    public void The_key_to_log_in_is_the_digest_of_challenge_and_secret() =>
        Assert.Equal("5d89e2fc82b88cc09fb9e5dbcb99a9ce", AmiAction.LoginKey("507051847", "hubsecret"));

    [Theory]
    [InlineData("02-")]
    [InlineData("08-")]
    [InlineData("23-")]
    public async Task A_capture_on_the_wire_gives_its_timeline(string capture)
    {
        await using var hub = await ConnectedHub.Start(new FakePbx());
        var expected = Timeline.Of(capture);

        await hub.Pbx.Send(Timeline.Capture(capture));
        await hub.Until(expected.Count);

        Assert.Equal(expected.Select(CallEventJson.Line), hub.Events.Select(CallEventJson.Line));
        Assert.Equal(("MD5", "hub", "on"), (hub.Pbx.Last("Login")["AuthType"], hub.Pbx.Last("Login")["Username"], hub.Pbx.Last("Login")["Events"]));
        Assert.DoesNotContain(hub.Pbx.Actions, action => action.Fields.Any(field => field.Value == FakePbx.Secret));
    }

    [Fact]
    public async Task A_wrong_secret_is_said_and_tried_again_after_a_pause()
    {
        await using var hub = ConnectedHub.Begin(new FakePbx(), "wrong");
        await Eventually.Holds(() => hub.Log.Count == 1);
        Assert.Contains("Authentication failed", hub.Log[0], StringComparison.Ordinal);

        await hub.Passes(() => hub.Pbx.Connections == 2);
        await Eventually.Holds(() => hub.Log.Count == 2);
        Assert.False(hub.Connection.IsReady);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.4)]
    [InlineData(0.6)]
    [InlineData(0.8)]
    [InlineData(0.95)]
    public async Task A_call_that_ended_while_the_connection_was_lost_ends_once(double part)
    {
        await using var hub = await ConnectedHub.Start(new FakePbx());
        var stream = Timeline.Capture("02-");
        var heard = stream[..(int)(stream.Length * part)];
        var expected = Timeline.Of(Messages(heard));

        await hub.Pbx.Send(heard);
        await hub.Until(expected.Count);
        hub.Pbx.Drop();
        await hub.Reconnect();
        await hub.Until(expected.Count + 1);
        hub.Pbx.Drop();
        await hub.Reconnect();
        await hub.Pbx.Send(Timeline.Capture("27-"));
        await hub.Until(expected.Count + 3);

        Assert.Equal([.. expected.Select(e => e.Kind), CallKind.Ended, CallKind.Rang, CallKind.Ended], hub.Events.Select(e => e.Kind));
    }

    [Fact]
    public async Task What_happened_to_a_call_while_the_connection_was_lost_is_seen_in_the_lists()
    {
        await using var hub = await ConnectedHub.Start(new FakePbx());
        var messages = Timeline.Messages("02-");
        var offered = messages.FindIndex(m => m.Event == "AgentCalled") + 1;
        await hub.Pbx.Send(messages.Take(offered));
        await hub.Until(4);

        // Both channels are listed, talking.
        hub.Pbx.Drop();
        hub.Pbx.Channels = [.. messages.Where(m => m.Event == "CoreShowChannel").Select(WithoutActionId)];
        await hub.Reconnect();
        await hub.Pbx.Send(messages.Skip(messages.FindIndex(m => m.Event == "HangupRequest")));
        await hub.Until(6);

        Assert.Equal(
            [CallKind.Rang, CallKind.Recorded, CallKind.Queued, CallKind.Offered, CallKind.Answered, CallKind.Ended], hub.Events.Select(e => e.Kind));
        Assert.Equal(("1001", CallOutcome.Answered), (hub.Events[4].Agent, hub.Events[5].Outcome));
    }

    [Fact]
    public async Task Calls_that_began_before_the_connection_appear()
    {
        var pbx = new FakePbx();
        var caller = new Channel("PJSIP/trunk-00000001", "1", "1", "05320000001", "153");
        var waiting = new Channel("PJSIP/trunk-00000002", "2", "2", "05320000002", "153");
        pbx.Channels = [Listed(caller, "Queue", "00:01:10", "b-1"), Listed(new Channel("PJSIP/1001-00000003", "3", "1", "1001", "153"), "AppQueue", "00:01:00", "b-1"), Listed(waiting, "Queue", "00:00:30")];
        pbx.Waiting = [AmiMessage.Of(("Event", "QueueParams"), ("Queue", "cozum153")), AmiMessage.Of(("Event", "QueueEntry"), ("Queue", "cozum153"), ("Uniqueid", "2"), ("Wait", "25"))];
        await using var hub = await ConnectedHub.Start(pbx);
        await hub.Until(4);

        Assert.Equal(
            ["1 rang 05320000001", "1 answered 05320000001", "2 rang 05320000002", "2 queued 05320000002"],
            hub.Events.OrderBy(e => e.Call).ThenBy(e => e.Seq).Select(e => $"{e.Call} {CallEventJson.Name(e.Kind)} {e.From}"));
        var now = hub.Clock.GetUtcNow();
        Assert.Equal([now.AddSeconds(-70), now.AddSeconds(-30), now.AddSeconds(-25)], hub.Events.Where(e => e.Kind != CallKind.Answered).Select(e => e.At!.Value).Order());
    }

    [Fact]
    public async Task A_pbx_that_does_not_answer_pings_is_left()
    {
        await using var hub = await ConnectedHub.Start(new FakePbx());
        hub.Pbx.Deaf["Ping"] = true;
        await hub.Passes(() => !hub.Connection.IsReady);
        await hub.Reconnect();

        Assert.Equal(1, hub.Pbx.Actions.Count(a => a["Action"] == "Ping"));
        Assert.Contains(hub.Log, line => line.Contains("did not answer Ping", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_click_asks_for_a_call_with_an_id_of_the_hubs_own()
    {
        await using var hub = await ConnectedHub.Start(new FakePbx());

        const string Call = "hub-ctc-1";
        await hub.Connection.Originate(Call, "1001", "05321234567", CancellationToken.None);

        var asked = hub.Pbx.Last("Originate");
        Assert.Equal(
            [("Channel", "PJSIP/1001"), ("Context", "from-agents"), ("Exten", "05321234567"), ("Priority", "1"), ("Timeout", "20000"), ("Async", "true"), ("ChannelId", Call), ("CallerID", "4441530")],
            asked.Fields.Skip(2).Select(f => (f.Key, f.Value)));
    }

    [Fact]
    public async Task A_click_on_a_phone_that_is_not_there_ends_as_failed()
    {
        await using var hub = await ConnectedHub.Start(new FakePbx());
        const string Call = "hub-ctc-2";
        await hub.Connection.Originate(Call, "9999", "05321234567", CancellationToken.None);
        AmiMessage[] response = [AmiMessage.Of(("Event", "OriginateResponse"), ("ActionID", Call), ("Response", "Failure"), ("Exten", "05321234567"), ("Reason", "0"), ("Uniqueid", "<unknown>"))];

        await hub.Pbx.Send([.. response, .. response]);
        await hub.Pbx.Send(Timeline.Capture("27-"));
        await hub.Until(3);

        var refused = hub.Events.Single(e => e.Call == Call);
        Assert.Equal((CallKind.Ended, CallOutcome.Failed, "05321234567"), (refused.Kind, refused.Outcome!.Value, refused.To));
        Assert.Equal(3, hub.Events.Count);
    }

    [Fact]
    public async Task Other_actions_say_what_is_meant()
    {
        await using var hub = await ConnectedHub.Start(new FakePbx());

        await hub.Connection.Hangup("PJSIP/1001-1", CancellationToken.None);
        await hub.Connection.Redirect("PJSIP/trunk-1", "1002", CancellationToken.None);
        await hub.Connection.QueuePause("PJSIP/1001", paused: true, "Öğle yemeği", CancellationToken.None);

        Assert.Equal("PJSIP/1001-1", hub.Pbx.Last("Hangup")["Channel"]);
        Assert.Equal(("PJSIP/trunk-1", "1002", "from-agents"), (hub.Pbx.Last("Redirect")["Channel"], hub.Pbx.Last("Redirect")["Exten"], hub.Pbx.Last("Redirect")["Context"]));
        Assert.Equal(("PJSIP/1001", "true", "Öğle yemeği"), (hub.Pbx.Last("QueuePause")["Interface"], hub.Pbx.Last("QueuePause")["Paused"], hub.Pbx.Last("QueuePause")["Reason"]));
    }

    [Fact]
    public async Task What_could_smuggle_in_an_action_is_not_sent()
    {
        await using var hub = await ConnectedHub.Start(new FakePbx());

        await Assert.ThrowsAsync<ArgumentException>(() => hub.Connection.Originate("hub-ctc-1", "1001", "0532\r\nAction: Logoff", CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Connection.Originate("hub-ctc-1", "1001&1002", "0532", CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Connection.QueuePause("PJSIP/1001", true, "x\nAction: Logoff", CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Connection.Redirect("c", "1002,1", CancellationToken.None));
        Assert.DoesNotContain(hub.Pbx.Actions, a => a["Action"] is "Originate" or "Logoff" or "QueuePause" or "Redirect");
    }

    [Fact]
    public async Task An_action_that_is_refused_or_not_answered_or_without_a_connection_is_an_error()
    {
        await using var hub = await ConnectedHub.Start(new FakePbx());
        hub.Pbx.Refused["Hangup"] = "No such channel";
        hub.Pbx.Deaf["Redirect"] = true;

        var refused = await Assert.ThrowsAsync<AmiException>(() => hub.Connection.Hangup("c", CancellationToken.None));
        Assert.Contains("No such channel", refused.Message, StringComparison.Ordinal);

        var unanswered = hub.Connection.Redirect("c", "1002", CancellationToken.None);
        await Eventually.Holds(() => hub.Pbx.Actions.Any(a => a["Action"] == "Redirect"));
        await hub.Passes(() => unanswered.IsCompleted);
        Assert.Contains("in time", (await Assert.ThrowsAsync<AmiException>(() => unanswered)).Message, StringComparison.Ordinal);

        var lost = hub.Connection.Redirect("c", "1002", CancellationToken.None);
        await Eventually.Holds(() => hub.Pbx.Actions.Count(a => a["Action"] == "Redirect") == 2);
        hub.Pbx.Drop();
        await Assert.ThrowsAsync<AmiException>(() => lost);
        await Eventually.Holds(() => !hub.Connection.IsReady);
        await Assert.ThrowsAsync<AmiException>(() => hub.Connection.Hangup("c", CancellationToken.None));
    }

    [Fact]
    public async Task An_event_that_could_not_be_taken_is_given_again()
    {
        await using var hub = await ConnectedHub.Start(new FakePbx());
        hub.Failures = 1;

        await hub.Pbx.Send(Timeline.Capture("27-"));
        await Eventually.Holds(() => hub.Log.Any(line => line.StartsWith("2302", StringComparison.Ordinal)));
        await hub.Passes(() => hub.Events.Count == 2);

        Assert.Equal([CallKind.Rang, CallKind.Ended], hub.Events.Select(e => e.Kind));
        Assert.DoesNotContain(hub.Log, line => line.Contains("0541", StringComparison.Ordinal));
    }

    /// <summary>What a connection has heard when it is cut: whole messages only.</summary>
    private static List<AmiMessage> Messages(byte[] stream)
    {
        var messages = new List<AmiMessage>();
        new AmiReader().Read(stream, messages);
        return messages;
    }

    private static AmiMessage Listed(Channel channel, string application, string duration, string bridge = "") => AmiMessage.Of(
        [("Event", "CoreShowChannel"), .. channel.Fields("", 6), ("Application", application), ("ApplicationData", "cozum153,c"), ("Duration", duration), ("BridgeId", bridge)]);

    private static AmiMessage WithoutActionId(AmiMessage message) => new([.. message.Fields.Where(f => f.Key != "ActionID")]);
}
