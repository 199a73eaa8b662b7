using System.Globalization;
using System.Reflection;

namespace ContactHub.Embedded;

/// <summary>One call under way: the arguments in typed fields of the emitted subclass, the links of the list it waits in, and its outcome.</summary>
/// <remarks>
/// The outcome is written once, by whichever comes first of the end of the turns, the time-out, the caller's cancellation and the stop of the
/// engine. It is delivered on a pool thread or by a drain, never on the thread that cancels or sweeps.
/// </remarks>
internal abstract class Request : IThreadPoolWorkItem, IInvokable
{
    private object? outcome;

    public Request? Next { get; set; }

    public Request? Previous { get; set; }

    public TurnScheduler? Owner { get; set; }

    /// <summary>The calling grain, or null for callers outside.</summary>
    public Activation? Source { get; set; }

    /// <summary>The values that travel with the call.</summary>
    public Dictionary<string, object>? Context { get; set; }

    /// <summary>The second of the engine's clock after which the caller waits no longer.</summary>
    public int Deadline { get; set; } = int.MaxValue;

    /// <summary>Its addressee is gone, so only the time-out will end it.</summary>
    public bool IsUnanswerable { get; set; }

    /// <summary>When it was sent, for its duration; 0 when nobody measures.</summary>
    public long SentAt { get; set; }

    public CallCancellation? Cancellation { get; set; }

    public abstract GrainMethod Method { get; }

    public bool IsSettled => Volatile.Read(ref outcome) is not null;

    public virtual bool IsAwaited => !Method.IsOneWay;

    /// <summary>Whether the call may go to the next activation when this one ends before it started.</summary>
    public virtual bool MayMove => true;

    /// <summary>Whether the end of this call counts as use of the activation.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>Delivery wakes no foreign code: a grain goes on in its own scheduler, and nobody waits for a one-way call.</summary>
    public virtual bool DeliversInline => Source is not null || !IsAwaited;

    /// <summary>The caller's token, which is the last argument; the engine replaces it by one that is cancelled in a turn.</summary>
    public virtual CancellationToken Token
    {
        get => default;
        set
        {
        }
    }

    protected object? Outcome => outcome;

    /// <summary>Calls the method on the object, in a turn.</summary>
    public abstract Task Invoke(object target);

    /// <summary>The same with the call filters around it.</summary>
    public abstract Task InvokeFiltered(Activation target);

    /// <summary>The result of a finished invocation, or null for methods without one.</summary>
    public abstract object? ResultOf(Task turns);

    /// <summary>Gives the outcome to the caller.</summary>
    public abstract void Deliver();

    /// <summary>Ends the call with the task of its turns or with an exception, unless it has ended already.</summary>
    public bool Settle(object result) => Interlocked.CompareExchange(ref outcome, result, null) is null;

    /// <summary>The same with the finished task of the turns. If the caller waits no longer, its failure interests nobody.</summary>
    public bool SettleBy(Task turns)
    {
        var first = Settle(turns);
        if (!first)
        {
            _ = turns.Exception;
        }

        return first;
    }

    public bool TimeOut(int nowSeconds)
    {
        if (nowSeconds < Deadline || !Fail(new TimeoutException(TimeoutText())))
        {
            return nowSeconds >= Deadline;
        }

        EngineMetrics.TimedOut(this);
        Cancellation?.CancelTurns();
        return true;
    }

    public bool Fail(Exception exception)
    {
        var first = Settle(exception);
        if (first)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        return first;
    }

    void IThreadPoolWorkItem.Execute() => Deliver();

    public int GetArgumentCount() => Method.Arguments.Length;

    public object? GetArgument(int index) => Method.Arguments[index].GetValue(this);

    public void SetArgument(int index, object value) => Method.Arguments[index].SetValue(this, value);

    public string GetMethodName() => Method.Name;

    public string GetInterfaceName() => Method.InterfaceName;

    public MethodInfo GetMethod() => Method.Method!;

    private string TimeoutText()
    {
        var seconds = Method.TimeoutSeconds ?? Owner!.Engine.Timeouts.DefaultSeconds;
        var timeout = TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture);
        return $"Response did not arrive on time in {timeout} for {Method.InterfaceName}.{Method.Name}.";
    }
}
