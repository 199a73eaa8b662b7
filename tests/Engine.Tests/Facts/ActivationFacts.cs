using System.Collections.Concurrent;

namespace ContactHub.EngineFacts;

[Alias("facts.life")]
public interface ILifeGrain : IGrainWithStringKey
{
    [Alias("number")]
    Task<int> Number();

    [Alias("end")]
    Task<int> End();

    [Alias("end-at")]
    Task EndAt(string gate);
}

/// <summary>Counts its activations per key, fails the first one where the key says so, and notes its ends.</summary>
public sealed class LifeGrain : Grain, ILifeGrain
{
    private static readonly ConcurrentDictionary<string, int> Activations = new(StringComparer.Ordinal);
    private int number;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        number = Activations.AddOrUpdate(key, 1, static (_, count) => count + 1);
        await Task.Yield();
        if (key.StartsWith("fails-first", StringComparison.Ordinal) && number == 1)
        {
            throw new RefusedException("not yet");
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Named(this.GetPrimaryKeyString()).Note($"{number} ended: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<int> Number() => Task.FromResult(number);

    public Task<int> End()
    {
        DeactivateOnIdle();
        return Task.FromResult(number);
    }

    public async Task EndAt(string gate)
    {
        DeactivateOnIdle();
        await Gate.Named(gate).Pass();
    }
}

public sealed class ActivationFacts(SharedEngine engine) : IClassFixture<SharedEngine>
{
    [Fact]
    public async Task Concurrent_first_calls_meet_one_activation()
    {
        var key = Waiting.Key("one");
        var numbers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => engine.Grain<ILifeGrain>(key).Number()))).Soon();
        Assert.Equal([1], numbers.Distinct());
    }

    [Fact]
    public async Task A_failed_activation_reaches_the_caller_as_itself_and_the_next_call_activates_anew()
    {
        var grain = engine.Grain<ILifeGrain>(Waiting.Key("fails-first"));
        var failure = await Assert.ThrowsAsync<RefusedException>(() => grain.Number().Soon());
        Assert.Equal("not yet", failure.Message);
        Assert.Equal(2, await grain.Number().Soon());
    }

    [Fact]
    public async Task A_grain_that_ends_itself_is_told_why_and_the_next_call_activates_anew()
    {
        var key = Waiting.Key("ends");
        var grain = engine.Grain<ILifeGrain>(key);
        Assert.Equal(1, await grain.End().Soon());
        Assert.Equal("1 ended: ApplicationRequested", await Journal.Named(key).Next());
        Assert.Equal(2, await grain.Number().Soon());
    }

    [Fact]
    public async Task Calls_that_wait_for_an_ending_activation_go_to_the_next_one()
    {
        var key = Waiting.Key("hands-over");
        var grain = engine.Grain<ILifeGrain>(key);
        var last = grain.EndAt(key);
        await Gate.Named(key).Entered;
        var waiting = Enumerable.Range(0, 10).Select(_ => grain.Number()).ToArray();
        Gate.Named(key).Open();
        await last.Soon();
        Assert.Equal([2], (await Task.WhenAll(waiting).Soon()).Distinct());
        Assert.Equal("1 ended: ApplicationRequested", await Journal.Named(key).Next());
    }
}
