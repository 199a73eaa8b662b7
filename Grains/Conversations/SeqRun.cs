using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>Sequences without a gap, both ends included.</summary>
public readonly record struct SeqRun(long First, long Last);

/// <summary>
/// A set of sequences as ascending runs. A citizen who writes a thousand times on end makes one run, not a thousand numbers to copy with
/// each message and to keep in each snapshot.
/// </summary>
internal static class SeqRuns
{
    /// <summary>How many sequences the set has.</summary>
    public static int Count(ImmutableArray<SeqRun> runs)
    {
        long count = 0;
        foreach (var run in runs) count += run.Last - run.First + 1;
        return checked((int)count);
    }

    /// <summary>The set with a sequence that is above all it has.</summary>
    public static ImmutableArray<SeqRun> With(ImmutableArray<SeqRun> runs, long seq) =>
        runs is [.., var last] && last.Last == seq - 1
            ? runs.SetItem(runs.Length - 1, last with { Last = seq })
            : runs.Add(new SeqRun(seq, seq));

    /// <summary>What of the set is above a sequence.</summary>
    public static ImmutableArray<SeqRun> Above(ImmutableArray<SeqRun> runs, long seq)
    {
        var gone = 0;
        while (gone < runs.Length && runs[gone].Last <= seq) gone++;
        var rest = gone == 0 ? runs : runs[gone..];
        return rest is [var first, ..] && first.First <= seq ? rest.SetItem(0, first with { First = seq + 1 }) : rest;
    }
}
