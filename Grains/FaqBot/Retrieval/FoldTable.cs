namespace ContactHub.FaqBot;

/// <summary>The character table behind <see cref="Fold"/>: one entry per UTF-16 unit, built once.</summary>
internal static class FoldTable
{
    private static readonly char[] Table = Build();

    /// <summary>The folded character, or '\0' for one that separates words.</summary>
    public static char Map(char c) => Table[c];

    /// <summary>Second letter of the few characters that fold to two.</summary>
    public static char SecondLetter(char c) => c switch
    {
        'ß' => 's',
        'æ' or 'Æ' or 'œ' or 'Œ' => 'e',
        _ => '\0',
    };

    /// <summary>Combining marks (U+0307 of a decomposed "İ" among them), Arabic vowel signs and tatweel, joiners, soft hyphen.</summary>
    public static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F' or >= '\u064B' and <= '\u065F' or '\u0670' or '\u0640'
        or '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\uFEFF' or '\u00AD';

    public static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '\u2018' or '\u02BC' or '\u2032' or '\u00B4' or '`' or '\uFF07';

    private static char[] Build()
    {
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i <= char.MaxValue; i++)
        {
            var c = (char)i;
            if (char.IsSurrogate(c)) continue;
            if (char.IsDigit(c)) table[i] = (char)('0' + (int)char.GetNumericValue(c));
            else if (c is >= '\uFF21' and <= '\uFF3A') table[i] = (char)(c - '\uFF21' + 'a');
            else if (c is >= '\uFF41' and <= '\uFF5A') table[i] = (char)(c - '\uFF41' + 'a');
            else if (char.IsLetter(c)) table[i] = char.ToLowerInvariant(c);
        }
        Merge(table, 'a', "àáâãäåāăąæ");
        Merge(table, 'c', "çćĉċč");
        Merge(table, 'd', "ďđð");
        Merge(table, 'e', "èéêëēĕėęěə");
        Merge(table, 'g', "ĝğġģǧ");
        Merge(table, 'h', "ĥħ");
        Merge(table, 'i', "ìíîïĩīĭįıİI");
        Merge(table, 'j', "ĵ");
        Merge(table, 'k', "ķ");
        Merge(table, 'l', "ĺļľŀł");
        Merge(table, 'n', "ñńņňŋ");
        Merge(table, 'o', "òóôõöøōŏőœ");
        Merge(table, 'r', "ŕŗř");
        Merge(table, 's', "śŝşšșß");
        Merge(table, 't', "ţťŧț");
        Merge(table, 'u', "ùúûüũūŭůűų");
        Merge(table, 'w', "ŵ");
        Merge(table, 'y', "ýÿŷ");
        Merge(table, 'z', "źżž");
        // Arabic writers mix these freely: alef forms, final yeh, teh marbuta, Persian yeh and kaf.
        Merge(table, 'ا', "أإآٱ");
        Merge(table, 'ي', "ىیئ");
        Merge(table, 'ه', "ة");
        Merge(table, 'ك', "ک");
        Merge(table, 'و', "ؤ");
        return table;
    }

    private static void Merge(char[] table, char target, string letters)
    {
        foreach (var letter in letters)
        {
            table[letter] = target;
            table[char.ToUpperInvariant(letter)] = target;
        }
    }
}
