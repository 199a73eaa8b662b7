using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ContactHub.LoadTest.Wire;

/// <summary>Frame kinds of RFC 6455, section 5.2.</summary>
internal enum WebSocketOpcode : byte
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}

/// <summary>Writes client frames and reads frame headers as RFC 6455, section 5.2, lays them out.</summary>
internal static class WebSocketFrame
{
    /// <summary>The longest header a client writes: 2 bytes, 8 of length, 4 of mask.</summary>
    public const int MaxHeader = 14;

    /// <summary>Bytes that a client frame with this payload takes on the wire.</summary>
    public static int SizeOf(int payloadLength) => HeaderSize(payloadLength) + payloadLength;

    /// <summary>Writes one final, masked frame and returns its size in bytes.</summary>
    /// <param name="destination">At least <see cref="SizeOf"/> bytes.</param>
    /// <param name="mask">The masking key; a client must mask every frame.</param>
    public static int Write(Span<byte> destination, WebSocketOpcode opcode, ReadOnlySpan<byte> payload, uint mask)
    {
        destination[0] = (byte)(0x80 | (byte)opcode);
        int header = HeaderSize(payload.Length);
        if (payload.Length < 126)
        {
            destination[1] = (byte)(0x80 | payload.Length);
        }
        else if (payload.Length <= ushort.MaxValue)
        {
            destination[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)payload.Length);
        }
        else
        {
            destination[1] = 0x80 | 127;
            BinaryPrimitives.WriteUInt64BigEndian(destination[2..], (ulong)payload.Length);
        }

        MemoryMarshal.Write(destination[(header - 4)..], mask);
        Span<byte> body = destination.Slice(header, payload.Length);
        payload.CopyTo(body);
        ApplyMask(body, mask);
        return header + payload.Length;
    }

    /// <summary>XORs <paramref name="data"/> with the key, which undoes itself.</summary>
    public static void ApplyMask(Span<byte> data, uint mask)
    {
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(data);
        ulong wide = ((ulong)mask << 32) | mask;
        for (int i = 0; i < words.Length; i++)
            words[i] ^= wide;
        for (int i = words.Length * sizeof(ulong); i < data.Length; i++)
            data[i] ^= (byte)(mask >> ((i & 3) * 8));
    }

    /// <summary>Reads a header; false while <paramref name="data"/> does not hold all of it.</summary>
    /// <exception cref="InvalidDataException">Reserved bits are set or the length does not fit a buffer.</exception>
    public static bool TryReadHeader(ReadOnlySpan<byte> data, out WebSocketHeader header)
    {
        header = default;
        if (data.Length < 2)
            return false;
        if ((data[0] & 0x70) != 0)
            throw new InvalidDataException("The frame uses an extension that was not negotiated.");
        int size = 2;
        ulong length = (ulong)(data[1] & 0x7F);
        if (length == 126)
        {
            if (data.Length < 4)
                return false;
            length = BinaryPrimitives.ReadUInt16BigEndian(data[2..]);
            size = 4;
        }
        else if (length == 127)
        {
            if (data.Length < 10)
                return false;
            length = BinaryPrimitives.ReadUInt64BigEndian(data[2..]);
            size = 10;
        }

        if (length > int.MaxValue / 2)
            throw new InvalidDataException($"A frame of {length} bytes is too long.");
        bool masked = (data[1] & 0x80) != 0;
        if (masked)
            size += 4;
        if (data.Length < size)
            return false;
        uint mask = masked ? MemoryMarshal.Read<uint>(data[(size - 4)..]) : 0;
        header = new WebSocketHeader((data[0] & 0x80) != 0, (WebSocketOpcode)(data[0] & 0x0F), size, (int)length, mask);
        return true;
    }

    private static int HeaderSize(int payloadLength) => payloadLength < 126 ? 6 : payloadLength <= ushort.MaxValue ? 8 : MaxHeader;
}

/// <summary>A frame's header.</summary>
/// <param name="Final">Whether the message ends with this frame.</param>
/// <param name="Size">Header bytes before the payload.</param>
/// <param name="Length">Payload bytes.</param>
/// <param name="Mask">The masking key, 0 when the frame is not masked.</param>
internal readonly record struct WebSocketHeader(bool Final, WebSocketOpcode Opcode, int Size, int Length, uint Mask);
