using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactHub.EngineFacts;

[Alias("facts.listener")]
public interface IListener : IGrainObserver
{
    [Alias("hear")]
    Task Hear(string text);

    [OneWay]
    [Alias("overhear")]
    Task Overhear(string text);

    [ResponseTimeout("00:00:01")]
    [Alias("answer")]
    Task<string> Answer();
}

[Alias("facts.speaker")]
public interface ISpeakerGrain : IGrainWithStringKey
{
    [Alias("subscribe")]
    Task Subscribe(IListener listener);

    [Alias("unsubscribe")]
    Task Unsubscribe(IListener listener);

    [Alias("speak")]
    Task<int> Speak(string text);

    [Alias("speak-to")]
    Task SpeakTo(IListener listener, int times);

    [Alias("ask")]
    Task<string> Ask(IListener listener);

    [Alias("whisper")]
    Task Whisper(IListener listener);
}

public sealed class SpeakerGrain : Grain, ISpeakerGrain
{
    private readonly ObserverManager<IListener> listeners = new(TimeSpan.FromMinutes(5), NullLogger.Instance);

    public Task Subscribe(IListener listener)
    {
        listeners.Subscribe(listener, listener);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(IListener listener)
    {
        listeners.Unsubscribe(listener);
        return Task.CompletedTask;
    }

    public async Task<int> Speak(string text)
    {
        await listeners.Notify(listener => listener.Hear(text));
        return listeners.Count;
    }

    public Task SpeakTo(IListener listener, int times) =>
        Task.WhenAll(Enumerable.Range(0, times).Select(_ => listener.Hear("x")));

    public Task<string> Ask(IListener listener) => listener.Answer();

    public Task Whisper(IListener listener) => listener.Overhear("psst");
}

/// <summary>Notes what it hears, and counts how many calls are in it at once.</summary>
public sealed class Listener(string journal) : IListener
{
    private int inside;

    public int MostAtOnce { get; private set; }

    public async Task Hear(string text)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref inside));
        for (var step = 0; step < 5; step++)
        {
            await Task.Yield();
        }

        Interlocked.Decrement(ref inside);
        Journal.Named(journal).Note(text == "fail" ? throw new RefusedException(text) : text);
    }

    public Task Overhear(string text) => Hear(text);

    public Task<string> Answer() => Task.FromResult("yes");
}

public sealed class ObserverFacts(SharedEngine engine) : IClassFixture<SharedEngine>
{
    [Fact]
    public async Task A_subscribed_observer_hears_until_it_unsubscribes()
    {
        var listener = new Listener("subscribed");
        var reference = engine.Client.CreateObjectReference<IListener>(listener);
        var speaker = engine.Grain<ISpeakerGrain>("subscribed");
        await speaker.Subscribe(reference);
        Assert.Equal(1, await speaker.Speak("hello").Soon());
        Assert.Equal("hello", await Journal.Named("subscribed").Next());
        await speaker.Unsubscribe(reference);
        Assert.Equal(0, await speaker.Speak("anyone?").Soon());
        Assert.False(Journal.Named("subscribed").HasMore);
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Subscribing_again_renews_instead_of_doubling()
    {
        var listener = new Listener("renewing");
        var reference = engine.Client.CreateObjectReference<IListener>(listener);
        var speaker = engine.Grain<ISpeakerGrain>("renewing");
        await speaker.Subscribe(reference);
        await speaker.Subscribe(reference);
        Assert.Equal(1, await speaker.Speak("once").Soon());
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task An_observer_that_fails_is_dropped()
    {
        var listener = new Listener("failing-listener");
        var speaker = engine.Grain<ISpeakerGrain>("failing-listener");
        await speaker.Subscribe(engine.Client.CreateObjectReference<IListener>(listener));
        Assert.Equal(0, await speaker.Speak("fail").Soon());
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Calls_to_one_observer_run_one_at_a_time()
    {
        var listener = new Listener("busy");
        await engine.Grain<ISpeakerGrain>("busy").SpeakTo(engine.Client.CreateObjectReference<IListener>(listener), 500).Soon();
        Assert.Equal(1, listener.MostAtOnce);
    }

    [Fact]
    public async Task A_call_through_a_deleted_reference_times_out_unless_it_is_one_way()
    {
        var listener = new Listener("deleted");
        var reference = engine.Client.CreateObjectReference<IListener>(listener);
        var speaker = engine.Grain<ISpeakerGrain>("deleted");
        Assert.Equal("yes", await speaker.Ask(reference).Soon());
        engine.Client.DeleteObjectReference<IListener>(reference);
        await Assert.ThrowsAsync<TimeoutException>(() => speaker.Ask(reference).Soon());
        await speaker.Whisper(reference).Soon();
        Assert.False(Journal.Named("deleted").HasMore);
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task The_engine_does_not_keep_an_observer_alive()
    {
        var (reference, alive) = Forgotten();
        for (var round = 0; round < 20 && alive.IsAlive; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(alive.IsAlive);
        await engine.Grain<ISpeakerGrain>("forgotten").Whisper(reference).Soon();
        await Assert.ThrowsAsync<TimeoutException>(() => engine.Grain<ISpeakerGrain>("forgotten").Ask(reference).Soon());
    }

    [Fact]
    public void Only_a_plain_object_gets_a_reference()
    {
        var reference = engine.Client.CreateObjectReference<IListener>(new Listener("plain"));
        Assert.ThrowsAny<ArgumentException>(() => engine.Client.CreateObjectReference<IListener>(reference));
        Assert.ThrowsAny<ArgumentException>(() => engine.Client.DeleteObjectReference<IListener>(new Listener("never referenced")));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private (IListener Reference, WeakReference Alive) Forgotten()
    {
        var listener = new Listener("forgotten");
        return (engine.Client.CreateObjectReference<IListener>(listener), new WeakReference(listener));
    }
}
