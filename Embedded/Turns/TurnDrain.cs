namespace ContactHub.Embedded;

/// <summary>How turns run: which is next, and how answers leave.</summary>
internal abstract partial class TurnScheduler
{
    // Bounds how long one busy addressee keeps a pool thread.
    private const int TurnsPerDrain = 64;

    // The local queue of a pool thread is fast but last in, first out: a caller and a grain that keep answering each other would hold the
    // thread for good. Every so many times the work goes to the end of the common queue instead.
    private const int LocalSchedules = 32;

    [ThreadStatic]
    private static int schedules;

    private static readonly Func<object?, Request?> DrainFunction = static self => ((TurnScheduler)self!).Drain();

    void IThreadPoolWorkItem.Execute()
    {
        var drain = new Task<Request?>(DrainFunction, this, TaskCreationOptions.DenyChildAttach);
        draining = drain;
        drain.RunSynchronously(this);

        // The last answer goes out here, outside the addressee's scheduler, so that its caller goes on at once on this thread.
        drain.GetAwaiter().GetResult()?.Deliver();
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
