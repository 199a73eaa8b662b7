using ContactHub.Storage;

namespace ContactHub.LoadTest.Log;

/// <summary>The hub's event log under as many writers as keep a batch waiting while another commits.</summary>
internal static class LogLoad
{
    /// <summary>Opens the conversations, then appends for a time; returns rows a second.</summary>
    public static async Task<double> Run(IEventLog log, TimeSpan duration, TimeProvider time)
    {
        await Task.WhenAll(Enumerable.Range(0, BenchmarkRow.Conversations).Select(c => log.Append(BenchmarkRow.Append(c, 0)).AsTask()));
        long rows = 0;
        var start = time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 2 * BenchmarkRow.Batch).Select(w => Task.Run(() => Write(w))));
        return Interlocked.Read(ref rows) / time.GetElapsedTime(start).TotalSeconds;

        async Task Write(int first)
        {
            for (var round = 0; time.GetElapsedTime(start) < duration; round++)
            {
                for (var c = first; c < BenchmarkRow.Conversations; c += 2 * BenchmarkRow.Batch)
                {
                    await log.Append(BenchmarkRow.Append(c, round + 1));
                    Interlocked.Increment(ref rows);
                }
            }
        }
    }
}
