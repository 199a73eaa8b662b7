using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContactHub.Phone;

/// <summary>A call event as one line of JSON, with the same ten keys in the same order whatever happened.</summary>
public static class CallEventJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The event without a line end; <c>at</c> is ISO 8601 in UTC with microseconds.</summary>
    public static string Line(CallEvent callEvent)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("call", callEvent.Call);
            json.WriteNumber("seq", callEvent.Seq);
            json.WriteString("kind", Name(callEvent.Kind));
            json.WriteString("at", callEvent.At?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("from", callEvent.From);
            json.WriteString("to", callEvent.To);
            json.WriteString("queue", callEvent.Queue);
            json.WriteString("agent", callEvent.Agent);
            if (callEvent.Seconds is { } seconds) json.WriteNumber("seconds", seconds);
            else json.WriteNull("seconds");
            json.WriteString("outcome", callEvent.Outcome is { } outcome ? Name(outcome) : null);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The kind's name on the wire.</summary>
    public static string Name(CallKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The outcome's name on the wire.</summary>
    public static string Name(CallOutcome outcome) => outcome == CallOutcome.NoAnswer ? "no-answer" : outcome.ToString().ToLowerInvariant();
}
