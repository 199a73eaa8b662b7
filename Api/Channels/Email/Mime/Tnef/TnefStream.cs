using System.Buffers.Binary;

namespace ContactHub.Email;

/// <summary>Little-endian values one after the other; false, and never an exception, where the bytes end too early.</summary>
internal ref struct TnefStream(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly int Left => _rest.Length;

    public bool TryByte(out byte value)
    {
        value = 0;
        if (!TryBytes(1, out var bytes)) return false;
        value = bytes[0];
        return true;
    }

    public bool TryUInt16(out ushort value)
    {
        value = 0;
        if (!TryBytes(2, out var bytes)) return false;
        value = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        return true;
    }

    public bool TryUInt32(out uint value)
    {
        value = 0;
        if (!TryBytes(4, out var bytes)) return false;
        value = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return true;
    }

    public bool TryBytes(uint count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (count > _rest.Length) return false;
        bytes = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return true;
    }

    /// <summary>Values are filled up to four bytes.</summary>
    public bool TryPadded(uint count, out ReadOnlySpan<byte> bytes)
    {
        if (!TryBytes(count, out bytes)) return false;
        var fill = (4 - count % 4) % 4;
        return TryBytes(Math.Min(fill, (uint)_rest.Length), out _);
    }
}
