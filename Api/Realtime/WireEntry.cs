using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactHub.Conversations;

namespace ContactHub.Realtime;

/// <summary>
/// A timeline entry as JSON (docs/protocol.md section 2), written once and sent to every screen. What only staff may see reaches a citizen as
/// a <c>hidden</c> placeholder, so that sequences stay contiguous.
/// </summary>
[JsonConverter(typeof(WireEntryConverter))]
public sealed class WireEntry
{
    private WireEntry(ReadOnlyMemory<byte> json) => Json = json;

    /// <summary>The entry as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>As staff see them.</summary>
    public static WireEntry[] ForStaff(ImmutableArray<TimelineEntry> entries)
    {
        var wire = new WireEntry[entries.Length];
        for (var i = 0; i < wire.Length; i++) wire[i] = new WireEntry(Write(entries[i], entries[i].Event));
        return wire;
    }

    /// <summary>As a citizen sees them; shares the bytes of what both see.</summary>
    public static WireEntry[] ForCitizen(ImmutableArray<TimelineEntry> entries, CitizenView view = default, WireEntry[]? staff = null)
    {
        var wire = new WireEntry[entries.Length];
        for (var i = 0; i < wire.Length; i++)
        {
            var entry = entries[i];
            wire[i] = view.Hides(entry) ? new WireEntry(WriteHidden(entry))
                : entry.Event is ConversationTransferred { Note: not null } transferred ? new WireEntry(Write(entry, transferred with { Note = null }))
                : staff is not null ? staff[i]
                : new WireEntry(Write(entry, entry.Event));
        }

        return wire;
    }

    private static byte[] Write(TimelineEntry entry, ConversationEvent e)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("seq"u8, entry.Seq);
            json.WriteString("at"u8, entry.At.UtcDateTime);
            json.WriteString("kind"u8, EventCodec.WireKindOf(e));
            json.WriteString("channel"u8, entry.Channel);
            json.WriteStartObject("by"u8);
            json.WriteString("kind"u8, ActorText.KindName(entry.By.Kind));
            json.WriteString("id"u8, entry.By.Id);
            if (entry.By.Name is { } name) json.WriteString("name"u8, name);
            json.WriteEndObject();
            json.WritePropertyName("data"u8);
            EventCodec.WriteData(json, WireCards.Shown(e));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] WriteHidden(TimelineEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>(96);
        using (var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("seq"u8, entry.Seq);
            json.WriteString("at"u8, entry.At.UtcDateTime);
            json.WriteString("kind"u8, "hidden"u8);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private sealed class WireEntryConverter : JsonConverter<WireEntry>
    {
        public override WireEntry Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Entries are only ever sent.");

        public override void Write(Utf8JsonWriter writer, WireEntry value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Json.Span, skipInputValidation: true);
    }
}

/// <summary>A page of older entries.</summary>
public sealed record OlderEntries(WireEntry[] Entries, long LastSeq);
