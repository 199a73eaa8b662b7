namespace ContactHub.Phone;

/// <summary>The channel that an event is about, as it was then. Events on two channels have a second one with prefixed keys, such as DestChannel.</summary>
internal sealed record ChannelSnapshot(string Name, string Uniqueid, string Linkedid, int? State, string? Caller, string? Connected, string? Exten)
{
    /// <summary>Ring: somebody calls the PBX.</summary>
    public const int Ring = 4;

    /// <summary>Ringing: the PBX calls somebody.</summary>
    public const int Ringing = 5;

    /// <summary>Up: it was answered, if only by the PBX.</summary>
    public const int Up = 6;

    /// <summary>Whether it is the channel that the call began with.</summary>
    public bool IsFirst => Uniqueid == Linkedid;

    /// <summary>Reads the channel with the prefixed keys; null when the message has none.</summary>
    public static ChannelSnapshot? Read(AmiMessage message, string prefix = "")
    {
        if (message.Known(prefix + "Channel") is not { } name || message.Known(prefix + "Uniqueid") is not { } uniqueid) return null;
        if (message.Known(prefix + "Linkedid") is not { } linkedid) return null;
        var exten = message.Known(prefix + "Exten");
        return new ChannelSnapshot(
            name, uniqueid, linkedid, message.Number(prefix + "ChannelState"),
            message.Known(prefix + "CallerIDNum"), message.Known(prefix + "ConnectedLineNum"),
            // The dialplan's start is no number that anybody called.
            exten == "s" ? null : exten);
    }
}
