using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.Targets;

/// <summary>Reads the completions of measured sends, whose invocation ids are message numbers.</summary>
internal static class Receipts
{
    public static void Take(ReadOnlySpan<byte> raw, IPairEvents events)
    {
        HubRecord record = HubRecord.Parse(raw);
        if (record.Type != HubRecordType.Completion)
            return;
        if (record.Error is { } error)
            events.Reject((int)record.InvocationId, error);
        else
            events.Acknowledge((int)record.InvocationId);
    }
}
