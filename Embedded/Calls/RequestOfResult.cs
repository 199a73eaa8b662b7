using System.Runtime.CompilerServices;

namespace ContactHub.Embedded;

/// <summary>A call whose answer carries a <typeparamref name="TResult"/>. The builder makes the caller's task and completes it in place.</summary>
internal abstract class Request<TResult> : Request
{
    private AsyncTaskMethodBuilder<TResult> builder;

    /// <summary>The caller's task. To be read once before the call is posted, because the first read makes it.</summary>
    public Task<TResult> Answer => builder.Task;

    public override void Deliver()
    {
        Cancellation?.Dispose();
        EngineMetrics.Answered(this);
        if (Outcome is Task { IsCompletedSuccessfully: true } turns)
        {
            if (IsAwaited)
            {
                builder.SetResult(TypedResultOf(turns));
            }

            return;
        }

        var exception = Outcome as Exception ?? ExceptionOf((Task)Outcome!);
        if (IsAwaited)
        {
            builder.SetException(exception);
        }
        else
        {
            EngineLog.OneWayFailed(Owner!.Engine.Logger, exception, Method.InterfaceName, Method.Name);
        }
    }

    public override Task InvokeFiltered(Activation target) => new IncomingCall(this, target).Run<TResult>();

    public override object? ResultOf(Task turns) => typeof(TResult) == typeof(Unit) ? null : TypedResultOf(turns);

    private static Exception ExceptionOf(Task turns)
    {
        if (turns.Exception is { InnerException: { } inner })
        {
            return inner;
        }

        return new TaskCanceledException(turns);
    }

    private TResult TypedResultOf(Task turns)
    {
        if (typeof(TResult) == typeof(Unit))
        {
            return default!;
        }

        // The emitted Invoke of a Request<T> returns a Task<T>.
        var result = Unsafe.As<Task<TResult>>(turns).Result;
        return Method.ReturnsReference ? GrainReference.ToReference(result) : result;
    }
}
