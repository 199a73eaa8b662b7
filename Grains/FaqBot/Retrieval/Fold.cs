using System.Text;

namespace ContactHub.FaqBot;

/// <summary>
/// Reduces text to what search compares: lower case, no diacritics, Turkish letters on their ASCII base, every digit script on 0-9,
/// suffixes behind an apostrophe gone ("Mersin'de" becomes "mersin"), words separated by one space.
/// </summary>
/// <remarks>
/// A table of our own, because no culture fits: the invariant one keeps "İ" apart from "i" and "ı" apart from "I", the Turkish one
/// breaks English, and citizens mix both, with and without diacritics. Combining marks are dropped, so composed and decomposed
/// forms meet without a normalisation step, which would throw on lone surrogates.
/// </remarks>
public static class Fold
{
    /// <summary>Citizens' messages are cut here before folding; longer texts say nothing more about the question.</summary>
    public const int MaximumLength = 1000;

    /// <summary>Longest tail behind an apostrophe that is still taken for a suffix ("Ankara'dakilerden").</summary>
    private const int LongestSuffix = 10;

    /// <summary>Folds <paramref name="text"/>. Never throws for any content, lone surrogates included.</summary>
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        var gap = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (FoldTable.IsMark(c)) continue;
            if (FoldTable.IsApostrophe(c) && folded.Length > 0 && !gap)
            {
                i += SuffixLength(text, i + 1);
                gap = true;
                continue;
            }
            var mapped = FoldTable.Map(c);
            if (mapped == '\0')
            {
                gap = true;
                continue;
            }
            if (gap && folded.Length > 0) folded.Append(' ');
            gap = false;
            folded.Append(mapped);
            if (FoldTable.SecondLetter(c) is var second and not '\0') folded.Append(second);
        }
        return folded.ToString();
    }

    private static int SuffixLength(string text, int start)
    {
        var end = start;
        while (end < text.Length && (FoldTable.IsMark(text[end]) || FoldTable.Map(text[end]) != '\0')) end++;
        return end - start <= LongestSuffix ? end - start : 0;
    }
}
