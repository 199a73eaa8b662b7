using System.Globalization;
using System.Text;

namespace ContactHub.Phone.Tests;

/// <summary>Captures of a real Asterisk 22, and timelines as text that reads at a glance.</summary>
internal static class Timeline
{
    public static string[] Captures { get; } =
        [.. typeof(Timeline).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("ami/", StringComparison.Ordinal)).Select(name => name[4..]).Order(StringComparer.Ordinal)];

    public static byte[] Capture(string name)
    {
        var full = Captures.Single(capture => capture.StartsWith(name, StringComparison.Ordinal));
        using var stream = typeof(Timeline).Assembly.GetManifestResourceStream("ami/" + full)!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    public static List<AmiMessage> Messages(byte[] stream)
    {
        var messages = new List<AmiMessage>();
        var reader = new AmiReader();
        reader.Read(stream, messages);
        reader.Complete(messages);
        return messages;
    }

    public static List<AmiMessage> Messages(string capture) => Messages(Capture(capture));

    public static List<CallEvent> Of(IEnumerable<AmiMessage> messages)
    {
        var tracker = new CallTracker();
        return [.. messages.SelectMany(message => tracker.Apply(message))];
    }

    public static List<CallEvent> Of(string capture) => Of(Messages(capture));

    /// <summary>
    /// One line an event: seconds since the first time in the stream, number, kind, from>to, and queue, agent, seconds and outcome where there are.
    /// </summary>
    public static string[] Lines(IEnumerable<AmiMessage> messages)
    {
        var all = messages.ToList();
        var start = all.Select(message => message.Timestamp).FirstOrDefault(at => at is not null);
        return [.. Of(all).Select(e => Line(e, start))];
    }

    public static string[] Lines(string capture) => Lines(Messages(capture));

    /// <summary>The same without times.</summary>
    public static string[] Facts(IEnumerable<AmiMessage> messages) => [.. Of(messages).Select(e => Line(e, null))];

    private static string Line(CallEvent e, DateTimeOffset? start)
    {
        var line = new StringBuilder();
        if (start is { } zero && e.At is { } at) line.Append(CultureInfo.InvariantCulture, $"{(at - zero).TotalSeconds:0.0} ");
        line.Append(CultureInfo.InvariantCulture, $"{e.Seq} {CallEventJson.Name(e.Kind)} {e.From ?? "-"}>{e.To ?? "-"}");
        if (e.Queue is { } queue) line.Append(" in ").Append(queue);
        if (e.Agent is { } agent) line.Append(" by ").Append(agent);
        if (e.Seconds is { } seconds) line.Append(CultureInfo.InvariantCulture, $" {seconds}s");
        if (e.Outcome is { } outcome) line.Append(' ').Append(CallEventJson.Name(outcome));
        return line.ToString();
    }
}
