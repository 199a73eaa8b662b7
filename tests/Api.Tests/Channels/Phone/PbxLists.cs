namespace ContactHub.Phone.Tests;

/// <summary>What an Asterisk lists after these messages: of the channels that live, and of the callers who wait.</summary>
internal static class PbxLists
{
    /// <summary>As CoreShowChannels lists them.</summary>
    public static AmiMessage[] Channels(IEnumerable<AmiMessage> messages)
    {
        var channels = new Dictionary<string, AmiMessage>(StringComparer.Ordinal);
        var bridges = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            if (message.Known("Uniqueid") is { } id && message.Known("Linkedid") is not null && message.Known("Channel") is not null)
            {
                if (message.Event == "Hangup") channels.Remove(id);
                else channels[id] = message;
            }

            if (message.Event == "BridgeEnter") bridges[message.Known("Uniqueid")!] = message.Known("BridgeUniqueid")!;
        }

        return [.. channels.Select(channel => AmiMessage.Of(
        [
            ("Event", "CoreShowChannel"),
            .. new[] { "Channel", "ChannelState", "CallerIDNum", "Exten", "Uniqueid", "Linkedid" }.Select(key => (key, channel.Value[key] ?? "")),
            ("Application", channel.Value.Known("Linkedid") == channel.Key ? "Queue" : "AppQueue"), ("ApplicationData", "cozum153"), ("Duration", "00:00:03"),
            ("BridgeId", bridges.GetValueOrDefault(channel.Key, "")),
        ]))];
    }

    /// <summary>As QueueStatus lists them.</summary>
    public static AmiMessage[] Waiting(IEnumerable<AmiMessage> messages)
    {
        var waiting = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            if (message.Event == "QueueCallerJoin") waiting.Add(message.Known("Uniqueid")!);
            else if (message.Event is "QueueCallerLeave" or "QueueCallerAbandon") waiting.Remove(message.Known("Uniqueid")!);
        }

        return [AmiMessage.Of(("Event", "QueueParams"), ("Queue", "cozum153")), .. waiting.Select(id => AmiMessage.Of(("Event", "QueueEntry"), ("Queue", "cozum153"), ("Uniqueid", id), ("Wait", "1")))];
    }
}
