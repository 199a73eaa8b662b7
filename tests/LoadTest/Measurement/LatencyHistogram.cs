using System.Numerics;

namespace ContactHub.LoadTest.Measurement;

/// <summary>
/// Counts nanosecond values in log-linear buckets, 128 to each power of two, so that a percentile is within 0.8 % of the
/// exact one (the layout of Gil Tene's HdrHistogram). Recording is safe from many threads.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 7;
    private const int Sub = 1 << SubBits;
    private const int Buckets = (64 - SubBits) * Sub;

    private readonly int[] _counts = new int[Buckets];

    /// <summary>Values recorded so far.</summary>
    public long Count
    {
        get
        {
            long total = 0;
            foreach (int count in _counts)
                total += count;
            return total;
        }
    }

    /// <summary>Counts one value; negative ones, which only a clock fault makes, count as 0.</summary>
    public void Record(long nanoseconds) => Interlocked.Increment(ref _counts[IndexOf(Math.Max(0, nanoseconds))]);

    /// <summary>Adds all of another's counts.</summary>
    public void Add(LatencyHistogram other)
    {
        for (int i = 0; i < Buckets; i++)
            _counts[i] += other._counts[i];
    }

    /// <summary>The value, in milliseconds, that the given share of all values does not exceed; null without values.</summary>
    /// <param name="share">0 to 1: 0.99 is the 99th percentile.</param>
    public double? Percentile(double share)
    {
        long total = Count;
        if (total == 0)
            return null;
        long rank = Math.Max(1, (long)Math.Ceiling(share * total));
        long seen = 0;
        int index = -1;
        while (seen < rank)
            seen += _counts[++index];
        return Math.Round(MiddleOf(index) / 1e6, 4);
    }

    private static int IndexOf(long value)
    {
        if (value < Sub)
            return (int)value;
        int shift = BitOperations.Log2((ulong)value) - SubBits;
        return ((shift + 1) << SubBits) + (int)((value >> shift) & (Sub - 1));
    }

    private static double MiddleOf(int index)
    {
        int shift = (index >> SubBits) - 1;
        if (shift < 0)
            return index;
        long low = (long)(Sub + (index & (Sub - 1))) << shift;
        return low + (((1L << shift) - 1) / 2.0);
    }
}
