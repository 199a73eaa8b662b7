namespace ContactHub.Storage;

internal static class ReadLimit
{
    public static int Check(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return limit;
    }
}
