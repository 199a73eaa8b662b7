using System.Buffers.Binary;

namespace ContactHub.Files;

/// <summary>
/// Takes the place where a photograph was taken out of a JPEG file, in place and without touching the picture: the entries of the GPS directory
/// (Exif 2.32, section 4.6.6) become nothing, and so do XMP packets, which may repeat them. A telephone writes both before the picture itself.
/// </summary>
public static class JpegLocation
{
    private const int GpsPointer = 0x8825;
    private const int MostHead = 512 * 1024;
    private static ReadOnlySpan<byte> Exif => "Exif\0\0"u8;
    private static ReadOnlySpan<byte> Xmp => "http://ns.adobe.com/x"u8;
    private static readonly int[] Sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

    /// <summary>Changes the file where it tells a place.</summary>
    /// <returns>Whether there was anything to take out.</returns>
    public static bool Remove(Stream jpeg)
    {
        jpeg.Position = 0;
        var head = new byte[(int)Math.Min(MostHead, jpeg.Length)];
        jpeg.ReadExactly(head);
        if (!Remove(head)) return false;
        jpeg.Position = 0;
        jpeg.Write(head);
        return true;
    }

    internal static bool Remove(Span<byte> jpeg)
    {
        var changed = false;
        // Segments begin with FF and a marker, and tell their length; from SOS (DA) on come the picture's own bytes.
        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == 0xFF && jpeg[at + 1] != 0xDA;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (length < 2 || at + 2 + length > jpeg.Length) break;
            var body = jpeg.Slice(at + 4, length - 2);
            if (jpeg[at + 1] == 0xE1 && body.StartsWith(Exif)) changed |= RemoveGps(body[Exif.Length..]);
            else if (jpeg[at + 1] == 0xE1 && body.StartsWith(Xmp)) changed |= Blank(body);
            at += 2 + length;
        }

        return changed;
    }

    private static bool Blank(Span<byte> packet)
    {
        var text = packet[(packet.IndexOf((byte)0) + 1)..];
        text.Fill((byte)' ');
        return true;
    }

    private static bool RemoveGps(Span<byte> tiff)
    {
        if (tiff.Length < 8) return false;
        var little = tiff.StartsWith("II"u8);
        var entries = Directory(tiff, Number(tiff[4..], 4, little), little);
        for (var i = 0; i < entries.Length; i += 12)
        {
            var entry = entries.Slice(i, 12);
            if (Number(entry, 2, little) != GpsPointer) continue;
            Clear(tiff, Directory(tiff, Number(entry[8..], 4, little), little), little);
            return true;
        }

        return false;
    }

    /// <summary>The entries of the directory at an offset, of twelve bytes each; none when it isn't within the segment.</summary>
    private static Span<byte> Directory(Span<byte> tiff, long offset, bool little)
    {
        if (offset + 2 > tiff.Length) return [];
        var at = (int)offset;
        var count = (int)Number(tiff[at..], 2, little);
        return tiff.Slice(at + 2, Math.Min(count, (tiff.Length - at - 2) / 12) * 12);
    }

    private static void Clear(Span<byte> tiff, Span<byte> entries, bool little)
    {
        for (var i = 0; i < entries.Length; i += 12)
        {
            var entry = entries.Slice(i, 12);
            var type = Number(entry[2..], 2, little);
            var bytes = type < Sizes.Length ? Number(entry[4..], 4, little) * Sizes[type] : 0;
            var at = Number(entry[8..], 4, little);
            // Longer values stand elsewhere.
            if (bytes > 4 && at + bytes <= tiff.Length) tiff.Slice((int)at, (int)bytes).Clear();
            // The tag stays, with a value that says nothing: a directory of unknown tags reads as damaged.
            entry[8..].Clear();
        }
    }

    private static long Number(ReadOnlySpan<byte> bytes, int length, bool little) => (length, little) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt32BigEndian(bytes),
    };
}
