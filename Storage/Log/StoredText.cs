namespace ContactHub.Storage;

/// <summary>Which texts both databases can keep unchanged: well-formed Unicode without U+0000. One that is not would fail a whole batch.</summary>
internal static class StoredText
{
    public static bool CanBeKept(string? text)
    {
        if (text is null) return true;
        if (text.Contains('\0', StringComparison.Ordinal)) return false;
        if (text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0) return true;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
