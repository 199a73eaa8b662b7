namespace ContactHub.LoadTest.Wire;

/// <summary>Takes one hub protocol record, without its terminator. The span is valid during the call only.</summary>
internal delegate void RecordHandler(ReadOnlySpan<byte> record);

/// <summary>
/// Splits payloads into the records of SignalR's JSON hub protocol, each ended by 0x1E. A record may span frames and
/// a frame may hold many records, so payloads are treated as one stream and message borders carry no meaning.
/// </summary>
internal sealed class RecordSplitter
{
    public const byte Terminator = 0x1E;

    private byte[] _pending = [];
    private int _length;

    public void Append(ReadOnlySpan<byte> payload, RecordHandler handler)
    {
        if (_length > 0)
        {
            int first = payload.IndexOf(Terminator);
            Keep(first < 0 ? payload : payload[..first]);
            if (first < 0)
                return;
            handler(_pending.AsSpan(0, _length));
            _length = 0;
            payload = payload[(first + 1)..];
        }

        int end;
        while ((end = payload.IndexOf(Terminator)) >= 0)
        {
            handler(payload[..end]);
            payload = payload[(end + 1)..];
        }

        Keep(payload);
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (_length + part.Length > _pending.Length)
            Array.Resize(ref _pending, Math.Max(_length + part.Length, _pending.Length * 2));
        part.CopyTo(_pending.AsSpan(_length));
        _length += part.Length;
    }
}
