using System.Buffers.Text;

namespace ContactHub.LoadTest.Load;

/// <summary>
/// A message's text: a marker, the sender's pair, number and send time in hexadecimal, filled up to
/// <see cref="Length"/> characters that JSON leaves as they are. The receiver finds it anywhere in a record.
/// </summary>
internal static class MessageBody
{
    /// <summary>Characters of every message, which are as many bytes.</summary>
    public const int Length = 200;

    private const int Fields = 4 + 8 + 1 + 8 + 1 + 16 + 1;

    private static ReadOnlySpan<byte> Marker => "@lt:"u8;

    /// <summary>Writes the text.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="timestamp">The send time as Stopwatch ticks.</param>
    public static void Write(Span<byte> destination, int pair, int number, long timestamp)
    {
        Marker.CopyTo(destination);
        Utf8Formatter.TryFormat(pair, destination[4..], out _, new('X', 8));
        destination[12] = (byte)':';
        Utf8Formatter.TryFormat(number, destination[13..], out _, new('X', 8));
        destination[21] = (byte)':';
        Utf8Formatter.TryFormat(timestamp, destination[22..], out _, new('X', 16));
        destination[38] = (byte)' ';
        Span<byte> rest = destination[Fields..Length];
        for (int i = 0; i < rest.Length; i++)
            rest[i] = i % 7 == 6 ? (byte)' ' : (byte)('a' + (i % 26));
    }

    /// <summary>Finds the next message text in <paramref name="data"/> and moves behind its fields.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> data, out MessageMark mark)
    {
        mark = default;
        int at = data.IndexOf(Marker);
        if (at < 0 || data.Length < at + Fields)
            return false;
        ReadOnlySpan<byte> text = data[at..];
        data = data[(at + Fields)..];
        if (!Utf8Parser.TryParse(text.Slice(4, 8), out int pair, out _, 'X')
            || !Utf8Parser.TryParse(text.Slice(13, 8), out int number, out _, 'X')
            || !Utf8Parser.TryParse(text.Slice(22, 16), out long timestamp, out _, 'X'))
        {
            return false;
        }

        mark = new MessageMark(pair, number, timestamp);
        return true;
    }
}

/// <summary>What a message's text says of its origin.</summary>
/// <param name="Number">0 for the pair's first message.</param>
/// <param name="Timestamp">The send time as Stopwatch ticks.</param>
internal readonly record struct MessageMark(int Pair, int Number, long Timestamp);
