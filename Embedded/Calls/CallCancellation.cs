namespace ContactHub.Embedded;

/// <summary>
/// Carries a caller's cancellation into a call. The caller gets its <see cref="OperationCanceledException"/> at once; the grain has a token of its
/// own that is cancelled in a turn, so what the grain registers on it never runs beside its other code.
/// </summary>
internal sealed class CallCancellation : IDisposable
{
    private readonly Request request;
    private readonly CancellationTokenSource turns = new();
    private readonly CancellationToken caller;
    private CancellationTokenRegistration registration;

    private CallCancellation(Request request)
    {
        this.request = request;
        caller = request.Token;
    }

    /// <summary>Gives a request with a live token its own, and starts to listen to the caller's.</summary>
    public static void Link(Request request)
    {
        var link = new CallCancellation(request);
        request.Cancellation = link;
        request.Token = link.turns.Token;
        link.registration = link.caller.UnsafeRegister(static state => ((CallCancellation)state!).Cancel(), link);
    }

    /// <summary>Cancels the grain's token in a turn of the grain, or at once when the call has not reached one.</summary>
    public void CancelTurns()
    {
        if (request.Owner is { } owner)
        {
            new Task(static source => ((CancellationTokenSource)source!).Cancel(), turns).Start(owner);
        }
    }

    public void Dispose() => registration.Unregister();

    private void Cancel()
    {
        if (request.Fail(new OperationCanceledException(caller)))
        {
            CancelTurns();
        }
    }
}
