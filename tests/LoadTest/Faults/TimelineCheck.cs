namespace ContactHub.LoadTest.Faults;

/// <summary>What is wrong with one timeline, given the receipts that its sender holds.</summary>
/// <param name="Lost">Messages with a receipt that are not there.</param>
/// <param name="Duplicated">Entries beyond the first of a message.</param>
/// <param name="OutOfOrder">Messages that stand behind one that was sent later.</param>
/// <param name="Misplaced">Messages that stand at another sequence than their receipt says.</param>
/// <param name="Holes">Sequences from 1 to the last that are missing or not in ascending order.</param>
internal sealed record TimelineCheck(int Lost, int Duplicated, int OutOfOrder, int Misplaced, int Holes)
{
    public static TimelineCheck None { get; } = new(0, 0, 0, 0, 0);

    /// <param name="receipts">Sequence by message number, 0 first.</param>
    public static TimelineCheck Of(IReadOnlyList<long> receipts, IReadOnlyList<TimelineEntry> timeline)
    {
        HashSet<int> seen = [];
        int duplicated = 0;
        int outOfOrder = 0;
        int misplaced = 0;
        int holes = 0;
        int highest = -1;
        long expectedSeq = 1;
        foreach (TimelineEntry entry in timeline)
        {
            if (entry.Seq != expectedSeq)
                holes++;
            expectedSeq = entry.Seq + 1;
            if (entry.Number is not { } number)
                continue;
            if (!seen.Add(number))
            {
                duplicated++;
                continue;
            }

            if (number < highest)
                outOfOrder++;
            highest = Math.Max(highest, number);
            if (number < receipts.Count && receipts[number] != entry.Seq)
                misplaced++;
        }

        int lost = Enumerable.Range(0, receipts.Count).Count(number => !seen.Contains(number));
        return new TimelineCheck(lost, duplicated, outOfOrder, misplaced, holes);
    }

    /// <summary>Both counted together.</summary>
    public static TimelineCheck operator +(TimelineCheck a, TimelineCheck b) => new(
        a.Lost + b.Lost, a.Duplicated + b.Duplicated, a.OutOfOrder + b.OutOfOrder, a.Misplaced + b.Misplaced, a.Holes + b.Holes);
}
