using System.Collections.Immutable;

namespace ContactHub.Email;

/// <summary>Message-ID, In-Reply-To and References (RFC 5322 section 3.6.4). Ids are bare, without angle brackets.</summary>
internal static class MessageIds
{
    public static ImmutableArray<string> Parse(string value, MimeContext context)
    {
        context.Did(value.Length);
        var ids = ImmutableArray.CreateBuilder<string>();
        var at = 0;
        while (value.IndexOf('<', at) is var open and >= 0)
        {
            var close = value.AsSpan(open + 1).IndexOfAny('>', '<') is var found and >= 0 ? open + 1 + found : value.Length;
            if (close >= value.Length || value[close] == '<') context.Defect(MimeDefect.InvalidMessageId);
            at = close < value.Length && value[close] == '>' ? close + 1 : close;
            if (!Add(ids, value.AsSpan(open + 1, close - open - 1), context)) return ids.DrainToImmutable();
        }

        if (ids.Count > 0 || string.IsNullOrWhiteSpace(value)) return ids.DrainToImmutable();
        // Without brackets: what looks like an id is one, the words of "Your message of Monday" are not.
        context.Defect(MimeDefect.InvalidMessageId);
        var words = value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words)
        {
            if ((word.Contains('@', StringComparison.Ordinal) || words.Length == 1) && !Add(ids, word.AsSpan().Trim(",;\"'>"), context)) break;
        }

        return ids.DrainToImmutable();
    }

    private static bool Add(ImmutableArray<string>.Builder ids, ReadOnlySpan<char> id, MimeContext context)
    {
        if (ids.Count >= context.Limits.Addresses)
        {
            context.Defect(MimeDefect.TooManyAddresses);
            return false;
        }

        // Long ids are folded in the middle by some senders.
        var bare = new string([.. id.ToArray().Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c))]);
        if (bare.Length > 0) ids.Add(bare);
        return true;
    }
}
