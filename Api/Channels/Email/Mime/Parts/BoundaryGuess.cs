using System.Text;

namespace ContactHub.Email;

/// <summary>Finds the boundary of a multipart whose header does not name it, or names another: a line that looks like one, with a header behind it.</summary>
internal static class BoundaryGuess
{
    private const int Longest = 250;

    /// <summary>Looks from where the scanner stands, without moving it, as far as the multipart around it goes.</summary>
    public static string? From(LineScanner ahead, BoundaryStack boundaries)
    {
        while (ahead.Read())
        {
            var line = ahead.Line;
            if (line.Length is < 3 or > Longest || !line.StartsWith("--"u8)) continue;
            if (boundaries.Matches(line)) return null;
            var name = line[2..].TrimEnd(" \t"u8);
            if (name.IsEmpty || name.EndsWith("--"u8)) continue;
            var next = ahead;
            if (next.Read() && StartsWithContent(next.Line)) return Encoding.UTF8.GetString(name);
        }

        return null;
    }

    private static bool StartsWithContent(ReadOnlySpan<byte> line) => line.Length > 8 && Ascii.EqualsIgnoreCase(line[..8], "content-"u8);
}
