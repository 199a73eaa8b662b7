namespace ContactHub.Phone;

/// <summary>
/// Folds the messages of an Asterisk into call events: everything that happened to a call once, under one id, whatever legs it had and however often
/// or in which order the PBX tells it. It asks no clock and does no I/O, so the same messages always give the same events.
/// </summary>
public sealed class CallTracker
{
    /// <summary>What the ids of calls begin with that the hub has the Asterisk make, and the ids of the actions that ask for them.</summary>
    public const string ClickPrefix = "hub-ctc-";

    private readonly CallBook _book = new();
    private readonly ListSteps _lists;
    private DateTimeOffset? _latest;
    private long _count;

    /// <param name="kept">Calls that another process has told of and that had not ended; what was told of them is not told again.</param>
    public CallTracker(IEnumerable<CallMemory>? kept = null)
    {
        _lists = new ListSteps(_book);
        foreach (var call in kept ?? []) _book.Resume(call);
    }

    /// <summary>How many calls are under way.</summary>
    public int Calls => _book.Calls.Count();

    /// <summary>Takes the next message.</summary>
    /// <param name="received">When it came in, for messages that carry no time of their own.</param>
    /// <returns>What it tells that was not known, in order.</returns>
    public IReadOnlyList<CallEvent> Apply(AmiMessage message, DateTimeOffset? received = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Timestamp is { } stamped) _latest = stamped;
        var turn = new Turn(message, ++_count, message.Timestamp ?? received ?? _latest);
        if (message.Event is { } name) Fold(name, turn);
        else if (message.Response is not null) _lists.Start(turn);
        return turn.Events;
    }

    private void Fold(string name, Turn turn)
    {
        switch (name)
        {
            case "Newchannel": DialSteps.New(_book, turn); break;
            case "Newstate": DialSteps.State(_book, turn); break;
            case "Newexten": Dialplan(turn); break;
            case "VarSet": Variable(turn); break;
            case "DialBegin": DialSteps.Begin(_book, turn); break;
            case "DialEnd": DialSteps.End(_book, turn); break;
            case "BridgeEnter": Enter(turn); break;
            case "BridgeLeave": Leave(turn); break;
            case "ConfbridgeJoin": ConferenceSteps.Join(_book, turn); break;
            case "ConfbridgeLeave": ConferenceSteps.Leave(_book, turn); break;
            case "Hold": TalkSteps.Hold(_book, turn); break;
            case "Unhold": TalkSteps.Resume(_book, turn); break;
            case "BlindTransfer": TalkSteps.BlindTransfer(_book, turn); break;
            case "AttendedTransfer": TalkSteps.AttendedTransfer(_book, turn); break;
            case "Pickup": DialSteps.Pickup(_book, turn); break;
            case "ParkedCall": TalkSteps.Park(_book, turn); break;
            case "MixMonitorStart": TalkSteps.RecordingBegins(_book, turn); break;
            case "MixMonitorStop": TalkSteps.RecordingEnds(_book, turn); break;
            case "QueueCallerJoin": QueueSteps.Join(_book, turn); break;
            case "QueueCallerAbandon": QueueSteps.Over(_book, turn, isInVain: true); break;
            case "QueueCallerLeave": QueueSteps.Over(_book, turn, isInVain: false); break;
            case "AgentCalled": QueueSteps.Offer(_book, turn); break;
            case "AgentRingNoAnswer": QueueSteps.Decline(_book, turn); break;
            case "AgentConnect": QueueSteps.Connect(_book, turn); break;
            case "AgentComplete": QueueSteps.Complete(_book, turn); break;
            case "OriginateResponse": Ends.Refused(_book, turn); break;
            case "HangupRequest" or "SoftHangupRequest": HangupAsked(turn); break;
            case "Hangup": HangUp(turn); break;
            case "CoreShowChannel": _lists.Channel(turn); break;
            case "CoreShowChannelsComplete": _lists.ChannelsComplete(turn); break;
            case "QueueEntry": _lists.Waiting(turn); break;
            case "QueueParams" or "QueueMember": _lists.Count(turn); break;
            case "QueueStatusComplete": _lists.QueuesComplete(turn); break;
            // A channel may change its caller or its call here.
            case "NewCallerid" or "NewConnectedLine" or "DialState": _book.Observe(turn); break;
            // Everything else is about no call, or tells what others tell: Cdr rows above all, of which a call has several.
            default: break;
        }
    }

    private void Dialplan(Turn turn)
    {
        if (_book.Observe(turn) is not { } leg) return;
        // Extension h runs when the caller has hung up.
        if (turn.Message["Extension"] == "h") return;
        QueueSteps.Continue(leg, turn);
        if (turn.Message["Application"] == "Queue" && turn.Message.Known("AppData") is { } data) QueueSteps.Ahead(leg, data.Split(',')[0]);
    }

    private void Variable(Turn turn)
    {
        var message = turn.Message;
        if (message["Variable"] is not ("QUEUESTATUS" or "DIALSTATUS" or "MIXMONITOR_FILENAME") || message["Value"] is not { } value) return;
        if (_book.Observe(turn) is not { } leg) return;
        if (message["Variable"] == "QUEUESTATUS") QueueSteps.Status(leg, value, turn);
        else if (message["Variable"] == "DIALSTATUS") DialSteps.Status(leg, value);
        else TalkSteps.RecordingFile(leg, value);
    }

    private void Enter(Turn turn)
    {
        if (_book.Observe(turn) is { IsGone: false } leg && turn.Message["BridgeType"] is "basic" or null && turn.Message.Known("BridgeUniqueid") is { } bridge)
            DialSteps.Meet(leg, bridge, turn);
    }

    private void Leave(Turn turn)
    {
        if (_book.Observe(turn) is { } leg && leg.Bridge == turn.Message["BridgeUniqueid"]) leg.Bridge = null;
    }

    private void HangupAsked(Turn turn)
    {
        if (_book.Observe(turn) is not { } leg) return;
        leg.HangupAsked = true;
        if (leg.Visit is { GivenUpAfter: not null } visit) QueueSteps.Abandon(leg, visit, turn);
    }

    private void HangUp(Turn turn)
    {
        if (_book.Observe(turn) is { } leg) Ends.HangUp(_book, leg, turn.Message.Number("Cause"), turn);
    }
}
