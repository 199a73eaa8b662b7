namespace ContactHub.Embedded;

/// <summary>
/// Runs the turns of one addressee, one at a time: the start of each call, and every continuation and forked task of it, because this is the
/// <see cref="TaskScheduler.Current"/> of all of them. Calls wait in order of arrival until the admission rule of the subclass lets them start.
/// </summary>
/// <remarks>
/// Scheduler, work item and lock are one object, since there is one per activation. A drain is one task on this scheduler that runs many turns.
/// An answer is handed over only after its call has left the running list, so whoever got an answer finds the addressee idle.
/// </remarks>
internal abstract class TurnScheduler(GrainEngine engine) : TaskScheduler, IThreadPoolWorkItem
{
    // Bounds how long one busy addressee keeps a pool thread.
    private const int TurnsPerDrain = 64;

    // The local queue of a pool thread is fast but last in, first out: a caller and a grain that keep answering each other would hold the
    // thread for good. Every so many times the work goes to the end of the common queue instead.
    private const int LocalSchedules = 32;

    [ThreadStatic]
    private static int schedules;

    private static readonly Func<object?, Request?> DrainFunction = static self => ((TurnScheduler)self!).Drain();

    private RequestList waiting;
    private RequestList running;
    private Queue<Task>? ready;
    private Request? ended;
    private Task? draining;
    private bool scheduled;
    private bool watched;
    private bool closed;
    private bool taskRanLast;

    // False when a look through the waiting calls found none that may start, and nothing has changed since.
    private bool admissionOpen;

    public GrainEngine Engine { get; } = engine;

    public override int MaximumConcurrencyLevel => 1;

    protected object Gate => this;

    protected bool HasRunning => !running.IsEmpty;

    protected bool IsQuiet => running.IsEmpty && waiting.IsEmpty;

    /// <summary>Whether the sweep must come back although no call is under way.</summary>
    protected virtual bool NeedsSweep => false;

    /// <summary>Queues a call. False when this addressee has ended and the call must go to its successor.</summary>
    public bool TryPost(Request request)
    {
        bool schedule;
        lock (Gate)
        {
            if (closed)
            {
                return false;
            }

            request.Owner = this;
            waiting.Add(request);
            OnPosted();
            admissionOpen |= MayStart(request);
            schedule = admissionOpen && !scheduled;
            scheduled |= schedule;
            if (!watched)
            {
                watched = true;
                Engine.Timeouts.Watch(this);
            }
        }

        if (schedule)
        {
            Schedule();
        }

        return true;
    }

    void IThreadPoolWorkItem.Execute()
    {
        var drain = new Task<Request?>(DrainFunction, this, TaskCreationOptions.DenyChildAttach);
        draining = drain;
        drain.RunSynchronously(this);

        // The last answer goes out here, outside the addressee's scheduler, so that its caller goes on at once on this thread.
        drain.GetAwaiter().GetResult()?.Deliver();
    }

    /// <summary>Ends the calls that have waited too long. True when nothing is left to watch.</summary>
    public bool Sweep(int nowSeconds)
    {
        lock (Gate)
        {
            for (Request? request = waiting.First, next; request is not null; request = next)
            {
                next = request.Next;
                if (request.IsSettled || request.TimeOut(nowSeconds))
                {
                    waiting.Remove(request);
                }
            }

            for (Request? request = running.First, next; request is not null; request = next)
            {
                next = request.Next;
                if ((request.TimeOut(nowSeconds) || request.IsSettled) && request.IsUnanswerable)
                {
                    running.Remove(request);
                }
            }

            OnSwept(nowSeconds);
            watched = !IsQuiet || NeedsSweep;
            return !watched;
        }
    }

    /// <summary>Makes every call under way fail, for an engine that waits no longer.</summary>
    public void FailAll(Exception exception)
    {
        lock (Gate)
        {
            for (var request = waiting.First; request is not null; request = request.Next)
            {
                request.Fail(exception);
            }

            for (var request = running.First; request is not null; request = request.Next)
            {
                request.Fail(exception);
            }
        }
    }

    /// <summary>The first turn of a call, up to its first await; null when nobody will ever answer it.</summary>
    protected abstract Task? Start(Request request);

    /// <summary>Whether a waiting call may start now. Called under the gate.</summary>
    protected abstract bool MayStart(Request request);

    /// <summary>Called under the gate when a call starts.</summary>
    protected abstract void OnStarted(Request request);

    /// <summary>Called under the gate when a call has ended.</summary>
    protected abstract void OnEnded(Request request);

    /// <summary>Called under the gate when a call arrives.</summary>
    protected virtual void OnPosted()
    {
    }

    /// <summary>Called under the gate about once a second while there is something to watch.</summary>
    protected virtual void OnSwept(int nowSeconds)
    {
    }

    /// <summary>Lets waiting calls be looked at again. Called under the gate, from a turn.</summary>
    protected void ReopenAdmission() => admissionOpen = true;

    /// <summary>Has the sweep visit this addressee. Called under the gate.</summary>
    protected void EnsureWatched()
    {
        if (!watched)
        {
            watched = true;
            Engine.Timeouts.Watch(this);
        }
    }

    /// <summary>Refuses calls from now on and gives back those that wait.</summary>
    protected List<Request> Close()
    {
        lock (Gate)
        {
            closed = true;
            return waiting.TakeAll();
        }
    }

    protected override void QueueTask(Task task)
    {
        bool schedule;
        lock (Gate)
        {
            (ready ??= new Queue<Task>()).Enqueue(task);
            schedule = !scheduled;
            scheduled = true;
        }

        if (schedule)
        {
            Schedule();
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued)
    {
        if (ReferenceEquals(task, draining))
        {
            // Not kept, since it would keep the last call alive as long as the addressee.
            draining = null;
            return TryExecuteTask(task);
        }

        return !taskWasPreviouslyQueued && ReferenceEquals(Current, this) && TryExecuteTask(task);
    }

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (Gate)
        {
            return ready?.ToArray() ?? [];
        }
    }

    private void Schedule() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: ++schedules % LocalSchedules != 0);

    private static void HandOver(Request? request)
    {
        if (request is { DeliversInline: true })
        {
            request.Deliver();
        }
        else if (request is not null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(request, preferLocal: true);
        }
    }

    /// <summary>Runs turns until none is ready. Returns the last answer, not yet handed over.</summary>
    private Request? Drain()
    {
        var clean = ExecutionContext.Capture()!;
        Request? done = null;
        var answers = false;
        for (var turn = 0; ; turn++)
        {
            Task? task = null;
            Request? request = null;
            bool more;
            Request? last;
            lock (Gate)
            {
                if (done is not null)
                {
                    Unlink(done);
                }

                last = ended;
                ended = null;
                more = turn < TurnsPerDrain ? TryTakeNext(out task, out request) : admissionOpen || ready is { Count: > 0 };
                scheduled = more;
            }

            if (answers)
            {
                HandOver(last);
                last = done;
            }

            if (!more)
            {
                return last;
            }

            HandOver(last);
            if (turn >= TurnsPerDrain)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                return null;
            }

            done = null;
            answers = false;
            if (task is not null)
            {
                TryExecuteTask(task);
            }
            else if (StartTurn(request!) is { IsCompleted: true } turns)
            {
                done = request;
                answers = request!.SettleBy(turns);
            }

            ExecutionContext.Restore(clean);
        }
    }

    private bool TryTakeNext(out Task? task, out Request? request)
    {
        task = null;
        request = null;

        // Neither tasks nor calls may starve the other, so they take turns when both are ready.
        if (ready is { Count: > 0 } && !(taskRanLast && admissionOpen))
        {
            task = ready.Dequeue();
            taskRanLast = true;
            return true;
        }

        taskRanLast = false;
        request = admissionOpen ? TakeAdmissible() : null;
        if (request is null && ready is { Count: > 0 })
        {
            task = ready.Dequeue();
        }

        return request is not null || task is not null;
    }

    private Request? TakeAdmissible()
    {
        for (Request? request = waiting.First, next; request is not null; request = next)
        {
            next = request.Next;
            if (request.IsSettled)
            {
                waiting.Remove(request);
            }
            else if (MayStart(request))
            {
                waiting.Remove(request);
                running.Add(request);
                OnStarted(request);
                return request;
            }
        }

        admissionOpen = false;
        return null;
    }

    private Task? StartTurn(Request request)
    {
        if (request.Context is { } values)
        {
            RequestContext.Current = values;
        }

        Task? turns;
        try
        {
            turns = Start(request);
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }

        if (turns is null)
        {
            AbandonUnanswered(request);
        }
        else if (!turns.IsCompleted)
        {
            // Captures this scheduler, so the end of the call is a turn as well.
            turns.GetAwaiter().UnsafeOnCompleted(() => EndParked(request, turns));
            return null;
        }

        return turns;
    }

    private void EndParked(Request request, Task turns)
    {
        var answers = request.SettleBy(turns);
        lock (Gate)
        {
            Unlink(request);
        }

        if (answers)
        {
            HandOver(ended);
            ended = request;
        }
    }

    private void AbandonUnanswered(Request request)
    {
        lock (Gate)
        {
            OnEnded(request);
            admissionOpen = true;
            request.IsUnanswerable = true;
            if (!request.IsAwaited)
            {
                running.Remove(request);
            }
        }
    }

    private void Unlink(Request request)
    {
        running.Remove(request);
        admissionOpen = true;
        OnEnded(request);
    }
}
