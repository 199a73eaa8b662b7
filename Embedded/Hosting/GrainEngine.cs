using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContactHub.Embedded;

/// <summary>One engine: its grain classes, its clock, and its beginning and end with the host.</summary>
internal sealed class GrainEngine : IHostedService, IDisposable
{
    private readonly GrainCollectionOptions collection;
    private readonly Lazy<GrainClasses> classes;
    private ITimer? collector;
    private volatile Phase phase;

    public GrainEngine(
        IServiceProvider services,
        TimeProvider time,
        IOptions<GrainCollectionOptions> collection,
        IOptions<SiloMessagingOptions> messaging,
        IOptions<ReminderOptions> reminders,
        IEnumerable<GrainAssembly> assemblies,
        ILogger<GrainEngine> logger)
    {
        Services = services;
        Time = time;
        Logger = logger;
        this.collection = collection.Value;
        Timeouts = new CallTimeouts(time, messaging.Value.ResponseTimeout);
        Factory = new GrainFactory(this);
        Reminders = new ReminderService(this, reminders.Value, services.GetService<IReminderTable>());

        // Not at once, because a host may be built before all assemblies are loaded.
        classes = new Lazy<GrainClasses>(() => new GrainClasses(this, GrainAssemblies.Find(assemblies.Select(part => part.Assembly))));
    }

    private enum Phase
    {
        New,
        Running,
        Stopping,
        Stopped,
    }

    public IServiceProvider Services { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public CallTimeouts Timeouts { get; }

    public GrainFactory Factory { get; }

    public ReminderService Reminders { get; }

    public GrainClasses Classes => classes.Value;

    /// <summary>The call filters in the order of registration.</summary>
    public IIncomingGrainCallFilter[] Filters { get; private set; } = [];

    public bool IsRunning => phase == Phase.Running;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Filters = [.. Services.GetServices<IIncomingGrainCallFilter>()];
        EngineLog.Started(Logger, Classes.All.Count);
        Timeouts.Start();
        collector = CreateTimer(static self => ((GrainEngine)self!).Collect(), this);
        collector.Change(collection.CollectionQuantum, collection.CollectionQuantum);
        phase = Phase.Running;
        await Reminders.StartAsync(cancellationToken);
    }

    /// <summary>Refuses calls from outside, lets the calls under way finish, then ends every activation.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (phase != Phase.Running)
        {
            return;
        }

        phase = Phase.Stopping;
        Reminders.Stop();
        collector?.Dispose();
        try
        {
            await DrainAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var left = Classes.Activations.ToList();
            EngineLog.StoppedEarly(Logger, left.Count);
            left.ForEach(activation => activation.FailAll(new SiloUnavailableException("The grain engine stopped before the call had finished.")));
        }

        phase = Phase.Stopped;
        EngineLog.Stopped(Logger);
    }

    public void Dispose()
    {
        phase = Phase.Stopped;
        Reminders.Stop();
        collector?.Dispose();
        Timeouts.Dispose();
    }

    /// <summary>Why a call may not be made now, or null when a grain may finish its work while the engine stops.</summary>
    public SiloUnavailableException? Refusal(Request request) => phase switch
    {
        Phase.New => new SiloUnavailableException("The grain engine has not started yet: grains can be called once the host has started."),
        Phase.Stopping when request.Source is null => new SiloUnavailableException("The grain engine is stopping and takes no new calls."),
        Phase.Stopped => new SiloUnavailableException("The grain engine has stopped."),
        _ => null,
    };

    /// <summary>Sends a call on to the next activation of the same grain.</summary>
    public static void Repost(Request request, GrainClass grains, string key)
    {
        while (!request.IsSettled && !grains.Get(key).TryPost(request))
        {
        }
    }

    /// <summary>A timer, not yet armed, that does not inherit the values of the code that makes it.</summary>
    public ITimer CreateTimer(TimerCallback callback, object state)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        // A finishing call may have called another grain, hence the rounds.
        while (Classes.Activations.Select(activation => activation.WhenQuiet()).Where(quiet => !quiet.IsCompleted).ToList() is { Count: > 0 } busy)
        {
            await Task.WhenAll(busy).WaitAsync(cancellationToken);
        }

        while (Classes.Activations.ToList() is { Count: > 0 } living)
        {
            living.ForEach(activation => activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The engine stops."), cancellationToken));
            await Task.WhenAll(living.Select(activation => activation.Deactivated)).WaitAsync(cancellationToken);
        }
    }

    private void Collect()
    {
        var age = (int)collection.CollectionAge.TotalSeconds;
        foreach (var activation in Classes.Activations)
        {
            activation.CollectIfIdle(age);
        }
    }
}

/// <summary>An assembly whose grain classes the engine is to know.</summary>
internal sealed record GrainAssembly(Assembly Assembly);
