namespace ContactHub.FaqBot;

/// <summary>
/// Numbers for character trigrams. Every trigram of ASCII letters, digits and the space between words has its own number; those
/// with other letters (Arabic) share the remaining ones by hash, where a rare collision costs a little precision and no more.
/// </summary>
internal static class Grams
{
    private const int Letters = 37, Own = Letters * Letters * Letters, Shared = 1 << 16;

    /// <summary>One more than the highest number.</summary>
    public const int Count = Own + Shared;

    /// <summary>The trigrams over <paramref name="tokens"/> with a space at each end, and for each the weight of the word it ends in.</summary>
    public static (int[] Numbers, float[] Weights) Of(string[] tokens)
    {
        var letters = tokens.Sum(token => token.Length);
        if (letters == 0) return ([], []);
        var numbers = new int[letters + tokens.Length - 1];
        var weights = new float[numbers.Length];
        var next = 0;
        char before = '\0', last = ' ';
        void Push(char c, float weight)
        {
            if (before != '\0')
            {
                weights[next] = weight;
                numbers[next++] = Number(before, last, c);
            }
            before = last;
            last = c;
        }

        foreach (var token in tokens)
        {
            var weight = (float)FunctionWords.WeightOf(token);
            foreach (var c in token) Push(c, weight);
            Push(' ', weight);
        }
        return (numbers, weights);
    }

    private static int Number(char a, char b, char c)
    {
        int x = Letter(a), y = Letter(b), z = Letter(c);
        if (x >= 0 && y >= 0 && z >= 0) return (x * Letters + y) * Letters + z;
        var hash = ((a * 31u + b) * 31u + c) * 2654435761u;
        return Own + (int)(hash >> 16);
    }

    private static int Letter(char c) => c switch
    {
        ' ' => 0,
        >= 'a' and <= 'z' => c - 'a' + 1,
        >= '0' and <= '9' => c - '0' + 27,
        _ => -1,
    };
}
