namespace ContactHub.Embedded;

/// <summary>
/// Runs the turns of one addressee, one at a time: the start of each call, and every continuation and forked task of it, because this is the
/// <see cref="TaskScheduler.Current"/> of all of them. Calls wait in order of arrival until the admission rule of the subclass lets them start.
/// </summary>
/// <remarks>
/// Scheduler, work item and lock are one object, since there is one per activation. A drain is one task on this scheduler that runs many turns.
/// An answer is handed over only after its call has left the running list, so whoever got an answer finds the addressee idle.
/// </remarks>
internal abstract partial class TurnScheduler(GrainEngine engine) : TaskScheduler, IThreadPoolWorkItem
{
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
}
