namespace ContactHub.LoadTest.Measurement;

/// <summary>Medians and their ratios over a few rounds.</summary>
internal static class Statistics
{
    /// <summary>The middle value, or the mean of the two middle ones; null without values.</summary>
    public static double? Median(IEnumerable<double?> values)
    {
        double[] sorted = [.. values.OfType<double>().Order()];
        if (sorted.Length == 0)
            return null;
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Ratio of two medians to three decimals; null when one is missing or the divisor is 0.</summary>
    public static double? MedianRatio(IEnumerable<double?> values, IEnumerable<double?> to) =>
        Median(values) is { } value && Median(to) is { } divisor && divisor != 0 ? Math.Round(value / divisor, 3) : null;
}
