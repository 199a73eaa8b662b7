namespace ContactHub.Messengers;

/// <summary>How long a messenger's API is waited for.</summary>
internal static class MessengerPatience
{
    /// <summary>Makes a call, which is given up when it takes too long.</summary>
    /// <param name="messenger">Whose API it is, for the error.</param>
    /// <exception cref="TimeoutException">There was no answer in time; it may have been done all the same.</exception>
    public static async Task<T> InTime<T>(string messenger, TimeSpan patience, TimeProvider clock, Func<CancellationToken, Task<T>> call, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            return await call(either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new TimeoutException($"{messenger} did not answer within {patience.TotalSeconds:0} s.");
        }
    }
}
