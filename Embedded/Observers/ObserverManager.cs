using System.Collections;
using Microsoft.Extensions.Logging;

namespace ContactHub.Embedded;

/// <summary>The observers of a grain, by their own references.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) : ObserverManager<IAddressable, TObserver>(expiration, log);

/// <summary>
/// The observers of a grain. Who does not subscribe again within the expiration, or fails a notification, is dropped. Not thread-safe: it
/// belongs to one grain.
/// </summary>
/// <param name="expiration">How long a subscription lasts unless renewed.</param>
/// <param name="log">Where drops are noted.</param>
public class ObserverManager<TIdentity, TObserver>(TimeSpan expiration, ILogger log) : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly Dictionary<TIdentity, Subscription> subscriptions = [];

    /// <summary>The clock of the expiration, in UTC; the engine's clock by default.</summary>
    public Func<DateTime> GetDateTime { get; set; } = ClockOf(Activation.Current?.Engine.Time ?? TimeProvider.System);

    public TimeSpan ExpirationDuration { get; set; } = expiration;

    public int Count => subscriptions.Count;

    /// <summary>A copy of the subscriptions.</summary>
    public IReadOnlyDictionary<TIdentity, TObserver> Observers =>
        subscriptions.ToDictionary(entry => entry.Key, entry => entry.Value.Observer, subscriptions.Comparer);

    public void Clear() => subscriptions.Clear();

    /// <summary>Adds the observer, or renews its subscription.</summary>
    public void Subscribe(TIdentity id, TObserver observer) => subscriptions[id] = new Subscription(observer, GetDateTime());

    public void Unsubscribe(TIdentity id) => subscriptions.Remove(id);

    /// <summary>Calls every observer, one after the other, and waits for each.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, observer) in Live(predicate))
        {
            try
            {
                await notification(observer);
            }
            catch (Exception exception)
            {
                Drop(id, exception);
            }
        }
    }

    /// <summary>Calls every observer without waiting.</summary>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, observer) in Live(predicate))
        {
            try
            {
                notification(observer);
            }
            catch (Exception exception)
            {
                Drop(id, exception);
            }
        }
    }

    public void ClearExpired()
    {
        var now = GetDateTime();
        foreach (var (id, subscription) in subscriptions.ToArray())
        {
            if (subscription.LastSeen + ExpirationDuration < now)
            {
                subscriptions.Remove(id);
            }
        }
    }

    public IEnumerator<TObserver> GetEnumerator() => Observers.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Func<DateTime> ClockOf(TimeProvider time) => () => time.GetUtcNow().UtcDateTime;

    // A copy, because a notification that awaits lets other turns subscribe meanwhile.
    private List<(TIdentity Id, TObserver Observer)> Live(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        var live = new List<(TIdentity, TObserver)>(subscriptions.Count);
        foreach (var (id, subscription) in subscriptions)
        {
            if (predicate is null || predicate(subscription.Observer))
            {
                live.Add((id, subscription.Observer));
            }
        }

        return live;
    }

    private void Drop(TIdentity id, Exception exception)
    {
        EngineLog.ObserverDropped(log, exception);
        subscriptions.Remove(id);
    }

    private readonly record struct Subscription(TObserver Observer, DateTime LastSeen);
}
