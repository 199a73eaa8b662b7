using System.Collections.Immutable;

namespace ContactHub.FaqBot;

/// <summary>One entry found for a query.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Wording">The wording nearest to the query.</param>
/// <param name="Score">Confidence from 0 to 1 that the entry is what was asked; falls from match to match.</param>
public sealed record FaqMatch(FaqEntry Entry, FaqWording Wording, double Score);

/// <summary>Matches of one query, best first; empty when nothing in the query is known.</summary>
public sealed record FaqSearchResult(ImmutableArray<FaqMatch> Matches)
{
    /// <summary>No match at all.</summary>
    public static FaqSearchResult Empty { get; } = new(ImmutableArray<FaqMatch>.Empty);

    /// <summary>How much of the query the best match accounts for, from 0 to 1: its words by their weight, near words in part.</summary>
    public double Coverage { get; init; }

    /// <summary>How far the best match is ahead of the next one: 0 for a tie, its whole score when it stands alone.</summary>
    public double Margin => Matches.Length switch
    {
        0 => 0,
        1 => Matches[0].Score,
        _ => Matches[0].Score - Matches[1].Score,
    };
}
