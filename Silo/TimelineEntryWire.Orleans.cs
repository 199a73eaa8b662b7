using ContactHub.Conversations;

namespace ContactHub.Silo;

/// <summary>
/// A timeline entry between processes: its event as the log keeps it, by kind and JSON. So a node of the older release gets an event that it doesn't
/// know whole, as an <see cref="UnknownEvent"/>; one that came as the type of the newer release would make the whole call fail.
/// </summary>
[GenerateSerializer, Alias("timeline-entry.wire")]
internal struct TimelineEntryWire
{
    [Id(0)]
    public long Seq { get; set; }

    [Id(1)]
    public DateTimeOffset At { get; set; }

    [Id(2)]
    public Actor By { get; set; }

    [Id(3)]
    public string Channel { get; set; }

    [Id(4)]
    public string Kind { get; set; }

    [Id(5)]
    public byte[] Payload { get; set; }
}

/// <summary>Puts entries into that form and reads them from it.</summary>
internal sealed class TimelineEntryConverter : IConverter<TimelineEntry, TimelineEntryWire>
{
    public TimelineEntryWire ConvertToSurrogate(in TimelineEntry value) => new()
    {
        Seq = value.Seq, At = value.At, By = value.By, Channel = value.Channel,
        Kind = EventCodec.KindOf(value.Event), Payload = EventCodec.Encode(value.Event),
    };

    public TimelineEntry ConvertFromSurrogate(in TimelineEntryWire surrogate) =>
        new(surrogate.Seq, surrogate.At, surrogate.By, surrogate.Channel, EventCodec.Decode(surrogate.Kind, surrogate.Payload));
}
