namespace ContactHub.FaqBot;

/// <summary>
/// Finds the words within one or two edits of another without comparing against the whole vocabulary: two words at that distance
/// share a form after as many deletions (symmetric delete, W. Garbe's SymSpell). Only the first seven letters
/// are varied, which loses no pair as long as that prefix is longer than the distance.
/// </summary>
internal sealed class DeletionIndex
{
    /// <summary>Shortest word that may differ by one edit.</summary>
    public const int OneEdit = 4;

    /// <summary>Shortest word that may differ by two.</summary>
    public const int TwoEdits = 8;

    private const int Prefix = 7;

    // Forms are kept as hashes, sorted; a collision costs one needless comparison because every candidate is verified.
    private readonly uint[] _forms;
    private readonly int[] _words;

    public DeletionIndex(string[] words)
    {
        var forms = new List<uint>(words.Length * 12);
        var owners = new List<int>(words.Length * 12);
        for (var id = 0; id < words.Length; id++)
        {
            if (EditsAllowed(words[id].Length) == 0) continue;
            var owner = id;
            ForEachForm(words[id], form =>
            {
                forms.Add(form);
                owners.Add(owner);
            });
        }
        _forms = [.. forms];
        _words = [.. owners];
        Array.Sort(_forms, _words);
    }

    public static int EditsAllowed(int length) => length < OneEdit || length > EditDistance.LongestWord ? 0 : length < TwoEdits ? 1 : 2;

    /// <summary>Adds the ids of words that may be near; the caller verifies, and meets some ids several times.</summary>
    public void Candidates(string word, List<int> into)
    {
        if (EditsAllowed(word.Length) == 0) return;
        ForEachForm(word, form =>
        {
            var at = Array.BinarySearch(_forms, form);
            if (at < 0) return;
            while (at > 0 && _forms[at - 1] == form) at--;
            for (; at < _forms.Length && _forms[at] == form; at++) into.Add(_words[at]);
        });
    }

    private static void ForEachForm(string word, Action<uint> visit)
    {
        var length = Math.Min(word.Length, Prefix);
        visit(Hash(word, length, -1, -1));
        for (var i = 0; i < length; i++)
        {
            visit(Hash(word, length, i, -1));
            if (EditsAllowed(word.Length) < 2) continue;
            for (var j = i + 1; j < length; j++) visit(Hash(word, length, i, j));
        }
    }

    /// <summary>FNV-1a of the first <paramref name="length"/> letters without the two at <paramref name="skip"/> and <paramref name="skipToo"/>.</summary>
    private static uint Hash(string word, int length, int skip, int skipToo)
    {
        var hash = 2166136261u;
        for (var i = 0; i < length; i++)
            if (i != skip && i != skipToo) hash = (hash ^ word[i]) * 16777619u;
        return hash;
    }
}
