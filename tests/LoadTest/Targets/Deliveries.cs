using ContactHub.LoadTest.Load;
using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.Targets;

/// <summary>Reads the measured messages in one kind of push.</summary>
internal static class Deliveries
{
    /// <param name="target">The push that counts as delivery.</param>
    public static void Take(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> target, IPairEvents events)
    {
        HubRecord record = HubRecord.Parse(raw);
        if (record.Type != HubRecordType.Invocation || !record.Target.SequenceEqual(target))
            return;
        ReadOnlySpan<byte> body = record.Body;
        while (MessageBody.TryTake(ref body, out MessageMark mark))
            events.Arrived(mark);
    }
}
