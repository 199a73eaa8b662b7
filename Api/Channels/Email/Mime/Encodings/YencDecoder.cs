using System.Globalization;
using System.Text;

namespace ContactHub.Email;

/// <summary>yEnc 1.3 (yenc.org): bytes plus 42, with = before those that a line cannot carry, between =ybegin and =yend.</summary>
internal static class YencDecoder
{
    private static readonly uint[] CrcTable = Table();

    /// <summary>Reads the file that begins in the scanner's line, if one does.</summary>
    public static InlineFile? Read(ref LineScanner scanner, MimeContext context)
    {
        if (!scanner.Line.StartsWith("=ybegin "u8)) return null;
        var head = Charsets.Decode(scanner.Line, null, context);
        var nameAt = head.IndexOf(" name=", StringComparison.Ordinal);
        if (nameAt < 0) return null;
        var ahead = scanner;
        var content = new MemoryStream();
        string? tail = null;
        while (tail is null && ahead.Read())
        {
            if (ahead.Line.StartsWith("=yend"u8)) tail = Encoding.Latin1.GetString(ahead.Line);
            else if (!ahead.Line.StartsWith("=ypart "u8)) DecodeLine(ahead.Line, content);
        }

        var bytes = context.Take(content.Length) ? content.ToArray() : [];
        if (tail is null || !IsWhole(tail, bytes)) context.Defect(MimeDefect.InvalidYenc);
        scanner.MoveTo(ahead.Next);
        return new InlineFile(head[(nameAt + 6)..].Trim(), bytes);
    }

    private static void DecodeLine(ReadOnlySpan<byte> line, MemoryStream content)
    {
        // A dot at the beginning of a line was doubled for the way.
        for (var at = line.StartsWith(".."u8) ? 1 : 0; at < line.Length; at++)
        {
            var c = line[at];
            if (c == '=' && at + 1 < line.Length) c = unchecked((byte)(line[++at] - 64));
            content.WriteByte(unchecked((byte)(c - 42)));
        }
    }

    private static bool IsWhole(string tail, byte[] bytes)
    {
        foreach (var word in tail.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.StartsWith("size=", StringComparison.Ordinal) && (!int.TryParse(word.AsSpan(5), CultureInfo.InvariantCulture, out var size) || size != bytes.Length)) return false;
            var crc = word.StartsWith("pcrc32=", StringComparison.Ordinal) ? word[7..] : word.StartsWith("crc32=", StringComparison.Ordinal) ? word[6..] : null;
            if (crc is not null && (!uint.TryParse(crc, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var sum) || sum != Crc(bytes))) return false;
        }

        return true;
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes) crc = CrcTable[(crc ^ b) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] Table()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            table[i] = value;
        }

        return table;
    }
}
