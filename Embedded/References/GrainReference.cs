using System.Diagnostics.CodeAnalysis;

namespace ContactHub.Embedded;

/// <summary>
/// The address of a grain or observer, and what calls go through. The emitted subclasses add the methods of an interface. Two references to
/// the same addressee are equal.
/// </summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly GrainEngine engine;
    private readonly GrainClass? grains;
    private readonly string key;

    // The last known activation. It may have ended; then it refuses the call and the current one is looked up.
    private TurnScheduler? target;

    internal GrainReference(GrainEngine engine, GrainClass? grains, string key, TurnScheduler? target)
    {
        this.engine = engine;
        this.grains = grains;
        this.key = key;
        this.target = target;
    }

    public GrainId GrainId => new(grains?.Name ?? new GrainType("sys.observer"), new IdSpan(key));

    internal ObserverQueue? Observer => target as ObserverQueue;

    public bool Equals(GrainReference? other) =>
        other is not null && ReferenceEquals(grains, other.grains) && ReferenceEquals(engine, other.engine) && string.Equals(key, other.key, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => HashCode.Combine(grains?.Name, key);

    public override string ToString() => $"GrainReference:{GrainId}";

    /// <summary>The same address under another interface.</summary>
    internal TInterface As<TInterface>() =>
        this is TInterface already ? already : (TInterface)(object)ReferenceFactory.For(typeof(TInterface)).Create(engine, grains, key, target);

    /// <summary>What may leave a grain in place of <paramref name="value"/>: a grain object goes as a reference to itself.</summary>
    /// <exception cref="ArgumentException">The value is an observer object instead of a reference to one.</exception>
    [return: NotNullIfNotNull(nameof(value))]
    internal static T ToReference<T>(T value) => value switch
    {
        null or GrainReference => value,
        IGrainBase { GrainContext: Activation activation } => activation.Reference<T>(),
        IGrainObserver => throw new ArgumentException(
            $"{value.GetType().FullName} is an observer object. Pass the reference that {nameof(IGrainFactory.CreateObjectReference)} returns."),
        _ => value,
    };

    /// <summary>Sends a call. The task is the caller's: it ends with the answer, the exception of the method, or a time-out.</summary>
    internal Task<TResult> Send<TResult>(Request<TResult> request)
    {
        var method = request.Method;
        request.Source = Activation.Current;
        if (!engine.IsRunning && engine.Refusal(request) is { } refusal)
        {
            return Task.FromException<TResult>(refusal);
        }

        request.Context = RequestContext.Current;
        request.SentAt = EngineMetrics.Sent();
        if (method.TakesToken && request.Token is { CanBeCanceled: true } token)
        {
            if (token.IsCancellationRequested)
            {
                return Task.FromCanceled<TResult>(token);
            }

            _ = request.Answer;
            CallCancellation.Link(request);
        }

        Task<TResult> answer;
        if (method.IsOneWay)
        {
            answer = Sent<TResult>.Task;
        }
        else
        {
            request.Deadline = engine.Timeouts.NowSeconds + (method.TimeoutSeconds ?? engine.Timeouts.DefaultSeconds) + 1;
            answer = request.Answer;
        }

        while (target is not { } current || !current.TryPost(request))
        {
            // An observer's queue never ends, so only grains come here.
            target = grains!.Get(key);
        }

        return answer;
    }

    private static class Sent<TResult>
    {
        public static readonly Task<TResult> Task = System.Threading.Tasks.Task.FromResult(default(TResult)!);
    }
}
