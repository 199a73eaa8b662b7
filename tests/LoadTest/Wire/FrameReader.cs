namespace ContactHub.LoadTest.Wire;

/// <summary>Cuts a stream of received bytes into frames, over a buffer that grows to the largest frame.</summary>
internal sealed class FrameReader
{
    private byte[] _buffer;
    private int _start;
    private int _end;

    public FrameReader(int capacity = 2048) => _buffer = new byte[capacity];

    /// <summary>Where the next received bytes go; never empty.</summary>
    public Memory<byte> Room()
    {
        if (_start == _end)
            _start = _end = 0;
        if (_end == _buffer.Length)
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                _end -= _start;
                _start = 0;
            }
            else
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }
        }

        return _buffer.AsMemory(_end);
    }

    /// <summary>Says how many bytes were put into <see cref="Room"/>.</summary>
    public void Received(int count) => _end += count;

    /// <summary>
    /// Takes the next whole frame, its payload unmasked. The payload is valid until the next call of <see cref="Room"/>.
    /// </summary>
    /// <exception cref="InvalidDataException">The bytes are no WebSocket frame.</exception>
    public bool TryRead(out WebSocketHeader header, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (!WebSocketFrame.TryReadHeader(_buffer.AsSpan(_start, _end - _start), out header)
            || _end - _start < header.Size + header.Length)
        {
            return false;
        }

        Span<byte> body = _buffer.AsSpan(_start + header.Size, header.Length);
        if (header.Mask != 0)
            WebSocketFrame.ApplyMask(body, header.Mask);
        payload = body;
        _start += header.Size + header.Length;
        return true;
    }
}
