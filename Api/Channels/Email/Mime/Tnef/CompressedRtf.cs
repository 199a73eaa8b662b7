using System.Buffers.Binary;

namespace ContactHub.Email;

/// <summary>Compressed RTF (MS-OXRTFCP): LZ77 over a ring of 4 KB that begins with words that RTF is made of.</summary>
internal static class CompressedRtf
{
    private const uint Compressed = 0x75465A4C;
    private const uint Uncompressed = 0x414C454D;
    private const int HeaderLength = 16;
    private const int RingLength = 4096;

    /// <summary>A reference of two bytes stands for seventeen at most, so more than nine bytes for one is a lie.</summary>
    private const int MostRatio = 9;

    private static readonly byte[] Dictionary =
        [.. "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"u8];

    /// <returns>Null, with a defect, when it is none.</returns>
    public static byte[]? Decompress(ReadOnlySpan<byte> bytes, MimeContext context)
    {
        context.Did(bytes.Length);
        if (bytes.Length < HeaderLength)
        {
            context.Defect(MimeDefect.InvalidTnef);
            return null;
        }

        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        var kind = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        var data = bytes[HeaderLength..];
        if (kind == Uncompressed) return data[..(int)Math.Min(size, (uint)data.Length)].ToArray();
        if (kind == Compressed && size <= (long)data.Length * MostRatio && context.Take(size)) return Expand(data, (int)size, context);
        context.Defect(MimeDefect.InvalidTnef);
        return null;
    }

    private static byte[] Expand(ReadOnlySpan<byte> data, int size, MimeContext context)
    {
        var ring = new byte[RingLength];
        Dictionary.CopyTo(ring, 0);
        var (write, length, at) = (Dictionary.Length, 0, 0);
        var result = new byte[size];
        while (at < data.Length && length < size)
        {
            var control = data[at++];
            for (var bit = 0; bit < 8 && at < data.Length && length < size; bit++)
            {
                if ((control & (1 << bit)) == 0)
                {
                    Put(data[at++]);
                    continue;
                }

                if (at + 1 >= data.Length) break;
                var (offset, count) = (data[at] << 4 | data[at + 1] >> 4, (data[at + 1] & 0x0F) + 2);
                at += 2;
                // A reference to where writing stands is the end.
                if (offset == write) return result[..length];
                for (var i = 0; i < count && length < size; i++) Put(ring[(offset + i) % RingLength]);
            }
        }

        if (length < size) context.Defect(MimeDefect.InvalidTnef);
        return result[..length];

        void Put(byte value)
        {
            result[length++] = value;
            ring[write] = value;
            write = (write + 1) % RingLength;
        }
    }
}
