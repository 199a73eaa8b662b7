using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Embedded;

/// <summary>One living grain: its object, its turns and its state between the first call and the deactivation.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A source of cancellation without timer or handle holds nothing to release.")]
internal sealed partial class Activation(GrainClass grains, string key) : TurnScheduler(grains.Engine), IGrainContext
{
    private IServiceScope? scope;
    private object? instance;
    private int running;
    private int exclusive;
    private int readOnly;
    private Dictionary<Guid, int>? sections;

    /// <summary>The activation whose turn this code runs in, or null outside the grains.</summary>
    public static new Activation? Current => TaskScheduler.Current as Activation;

    public string Key { get; } = key;

    public GrainClass Grains { get; } = grains;

    public GrainId GrainId => new(Grains.Name, new IdSpan(Key));

    public GrainReference GrainReference => new(Engine, Grains, Key, this);

    public object? GrainInstance => instance;

    public IServiceProvider ActivationServices => scope?.ServiceProvider ?? Engine.Services;

    /// <summary>A reference to this grain under one of its interfaces.</summary>
    public TGrainInterface Reference<TGrainInterface>() => GrainReference.As<TGrainInterface>();

    /// <summary>Lets calls of this chain come in while its section is open.</summary>
    public void EnterSection(Guid chain)
    {
        lock (Gate)
        {
            sections ??= [];
            sections[chain] = sections.GetValueOrDefault(chain) + 1;
            ReopenAdmission();
        }
    }

    public void ExitSection(Guid chain)
    {
        lock (Gate)
        {
            if (sections is null || !sections.TryGetValue(chain, out var count))
            {
                return;
            }

            if (count > 1)
            {
                sections[chain] = count - 1;
            }
            else
            {
                sections.Remove(chain);
            }
        }
    }

    public IGrainTimer StartTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options);
        lock (Gate)
        {
            (timers ??= []).Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Forget(GrainTimer timer)
    {
        lock (Gate)
        {
            timers?.Remove(timer);
        }
    }

    protected override Task? Start(Request request) =>
        Engine.Filters.Length == 0 && !Grains.IsFilter ? request.Invoke(instance!) : request.InvokeFiltered(this);

    // The admission rule: exclusive calls run alone, read-only calls with each other, and calls of an open chain, of a reentrant class
    // or of an interleaving method with everything.
    protected override bool MayStart(Request request)
    {
        if (phase != Phase.Active)
        {
            return phase == Phase.Ending && sections is not null && HasRunning && InOpenSection(request);
        }

        return (exclusive == 0 && (readOnly == 0 || request.Method.IsReadOnly))
            || Grains.IsReentrant
            || request.Method.Interleaves
            || (sections is not null && InOpenSection(request));
    }

    protected override void OnStarted(Request request)
    {
        running++;
        Count(request, 1);
    }

    protected override void OnEnded(Request request)
    {
        running--;
        Count(request, -1);
        if (request.KeepsAlive)
        {
            lastUsed = Engine.Timeouts.NowSeconds;
        }

        if (running == 0)
        {
            OnIdle();
        }
    }

    private void Count(Request request, int by)
    {
        if (request.Method.Interleaves)
        {
            return;
        }

        if (request.Method.IsReadOnly)
        {
            readOnly += by;
        }
        else
        {
            exclusive += by;
        }
    }

    private bool InOpenSection(Request request) =>
        RequestContext.ReentrancyIdOf(request.Context) is var chain && chain != Guid.Empty && sections!.ContainsKey(chain);
}
