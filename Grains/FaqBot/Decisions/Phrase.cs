namespace ContactHub.FaqBot;

/// <summary>
/// A pattern over folded words: parts in order, at most two other words between them. A part is one or more alternatives
/// separated by "|"; an alternative matches any word that begins with it ("yangin" finds "yangını"), the whole word when
/// written "=gun", and a beginning with one slip when written "~yangin".
/// </summary>
internal sealed class Phrase
{
    private const int MostWordsBetween = 2;

    private readonly string[][] _parts;

    private Phrase(string[][] parts) => _parts = parts;

    public static Phrase[] ParseAll(params ReadOnlySpan<string> patterns)
    {
        var phrases = new Phrase[patterns.Length];
        for (var i = 0; i < patterns.Length; i++)
            phrases[i] = new Phrase(Array.ConvertAll(patterns[i].Split(' '), part => part.Split('|')));
        return phrases;
    }

    public static bool AnyIn(Phrase[] phrases, string[] words) => Array.Exists(phrases, phrase => phrase.Find(words, 0) is not null);

    /// <summary>The first place at or after <paramref name="from"/>: index of its first word and of the word behind its last.</summary>
    public (int Start, int End)? Find(string[] words, int from)
    {
        for (var start = from; start < words.Length; start++)
        {
            if (!Matches(_parts[0], words[start])) continue;
            var end = start + 1;
            var part = 1;
            for (; part < _parts.Length; part++)
            {
                var limit = Math.Min(words.Length, end + MostWordsBetween + 1);
                while (end < limit && !Matches(_parts[part], words[end])) end++;
                if (end == limit) break;
                end++;
            }
            if (part == _parts.Length) return (start, end);
        }
        return null;
    }

    private static bool Matches(string[] alternatives, string word)
    {
        foreach (var alternative in alternatives)
        {
            var matches = alternative[0] switch
            {
                '=' => word.AsSpan().SequenceEqual(alternative.AsSpan(1)),
                '~' => word.StartsWith(alternative.AsSpan(1), StringComparison.Ordinal) || IsSlipOf(alternative[1..], word),
                _ => word.StartsWith(alternative, StringComparison.Ordinal),
            };
            if (matches) return true;
        }
        return false;
    }

    private static bool IsSlipOf(string stem, string word) =>
        EditDistance.IsWithin(stem, word, 1) || (word.Length > stem.Length && EditDistance.IsWithin(stem, word[..stem.Length], 1));
}
