using System.Globalization;

namespace ContactHub.Phone.Tests;

/// <summary>A channel of a synthetic stream.</summary>
internal sealed record Channel(string Name, string Uniqueid, string Linkedid, string Number, string Exten, string Caller = "Vatandaş")
{
    public IEnumerable<(string, string)> Fields(string prefix, int state) =>
    [
        (prefix + "Channel", Name), (prefix + "ChannelState", state.ToString(CultureInfo.InvariantCulture)), (prefix + "CallerIDNum", Number),
        (prefix + "CallerIDName", Caller), (prefix + "Exten", Exten), (prefix + "Uniqueid", Uniqueid), (prefix + "Linkedid", Linkedid),
    ];
}

/// <summary>Writes streams as Asterisk 22 would, for what no capture holds.</summary>
internal sealed class Pbx
{
    private decimal _now = 1_800_000_000m;

    public List<AmiMessage> Messages { get; } = [];

    public string[] Facts => Timeline.Facts(Messages);

    public Pbx Wait(double seconds)
    {
        _now += (decimal)seconds;
        return this;
    }

    public Pbx Event(string name, params (string, string)[] fields)
    {
        Messages.Add(AmiMessage.Of([("Event", name), ("Timestamp", _now.ToString("0.000000", CultureInfo.InvariantCulture)), .. fields]));
        return this;
    }

    public Pbx On(string name, Channel channel, params (string, string)[] fields) => Event(name, [.. channel.Fields("", 6), .. fields]);

    public Pbx Both(string name, Channel channel, Channel dest, params (string, string)[] fields) =>
        Event(name, [.. channel.Fields("", 6), .. dest.Fields("Dest", 5), .. fields]);

    /// <summary>A citizen calls and an announcement picks up.</summary>
    public Channel Rings(string id, string number, string exten = "153", string name = "Vatandaş")
    {
        var caller = new Channel($"PJSIP/trunk-0000{id}", id, id, number, exten, name);
        Event("Newchannel", [.. caller.Fields("", 4)]);
        On("Newstate", caller);
        return caller;
    }

    /// <summary>A leg that the PBX makes.</summary>
    public Channel Leg(string id, Channel of, string device = "1001") => New(new Channel($"PJSIP/{device}-0000{id}", id, of.Linkedid, device, "s"));

    public Channel New(Channel channel, int state = 0)
    {
        Event("Newchannel", [.. channel.Fields("", state)]);
        return channel;
    }

    public Pbx Joins(Channel caller, string queue = "cozum153") => On("QueueCallerJoin", caller, ("Queue", queue), ("Position", "1"), ("Count", "1"));

    public Pbx Leaves(Channel caller, string queue = "cozum153") => On("QueueCallerLeave", caller, ("Queue", queue), ("Position", "1"), ("Count", "0"));

    public Pbx Abandons(Channel caller, int held, string queue = "cozum153") =>
        On("QueueCallerAbandon", caller, ("Queue", queue), ("Position", "1"), ("OriginalPosition", "1"), ("HoldTime", held.ToString(CultureInfo.InvariantCulture)));

    public Pbx Offers(Channel caller, Channel leg, string member, string queue = "cozum153") =>
        Both("AgentCalled", caller, leg, ("Queue", queue), ("Interface", member), ("MemberName", "Ayşe Yılmaz"))
            .Both("DialBegin", caller, leg, ("DialString", member));

    public Pbx RingsOut(Channel caller, Channel leg, string member, int milliseconds, string queue = "cozum153") =>
        Both("DialEnd", caller, leg, ("DialStatus", "NOANSWER"))
            .Both("AgentRingNoAnswer", caller, leg, ("Queue", queue), ("Interface", member), ("RingTime", milliseconds.ToString(CultureInfo.InvariantCulture)))
            .Both("DialEnd", caller, leg, ("DialStatus", "CANCEL"))
            .HangsUp(leg, 0);

    public Pbx Connects(Channel caller, Channel leg, string member, int held, string queue = "cozum153") =>
        Both("DialEnd", caller, leg, ("DialStatus", "ANSWER"))
            .Leaves(caller, queue)
            .Both("AgentConnect", caller, leg, ("Queue", queue), ("Interface", member), ("HoldTime", held.ToString(CultureInfo.InvariantCulture)), ("RingTime", "1"))
            .Meets(caller, leg, "b-" + leg.Uniqueid);

    public Pbx Meets(Channel one, Channel other, string bridge) =>
        On("BridgeEnter", other, ("BridgeUniqueid", bridge), ("BridgeType", "basic")).On("BridgeEnter", one, ("BridgeUniqueid", bridge), ("BridgeType", "basic"));

    public Pbx Dials(Channel caller, Channel leg, string dialString) => Both("DialBegin", caller, leg, ("DialString", dialString));

    public Pbx DialEnds(Channel caller, Channel leg, string status) => Both("DialEnd", caller, leg, ("DialStatus", status));

    public Pbx Sets(Channel channel, string variable, string value) => On("VarSet", channel, ("Variable", variable), ("Value", value));

    public Pbx HangsUp(Channel channel, int cause = 16) => On("Hangup", channel, ("Cause", cause.ToString(CultureInfo.InvariantCulture)));
}
