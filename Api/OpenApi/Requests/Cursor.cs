using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ContactHub.OpenApi;

/// <summary>Where a list goes on, as an opaque text.</summary>
internal static class Cursor
{
    private const int MaxLength = 400;

    public static string Write(long position) => Write(position.ToString(CultureInfo.InvariantCulture));

    public static string Write(string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes("1:" + place));

    /// <summary>False when the text is no cursor; one that is missing reads as null.</summary>
    public static bool TryRead(string? cursor, out string? place)
    {
        place = null;
        if (cursor is null) return true;
        if (cursor.Length > MaxLength || !Base64Url.IsValid(cursor)) return false;
        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        if (!text.StartsWith("1:", StringComparison.Ordinal)) return false;
        place = text[2..];
        return true;
    }

    /// <inheritdoc cref="TryRead(string?, out string?)"/>
    public static bool TryRead(string? cursor, out long? position)
    {
        position = null;
        if (!TryRead(cursor, out string? place)) return false;
        if (place is null) return true;
        if (!long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        position = number;
        return true;
    }
}
