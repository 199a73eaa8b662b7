namespace ContactHub.EngineFacts;

[Alias("facts.context")]
public interface IContextGrain : IGrainWithStringKey
{
    [Alias("read")]
    Task<string?> Read(string name);

    [Alias("read-through")]
    Task<string?> ReadThrough(IContextGrain next, string name);

    [Alias("write")]
    Task Write(string name, string value);

    [Alias("pass-gate")]
    Task PassGate(string gate);

    [Alias("wait")]
    Task WaitFor(string journal, CancellationToken cancellationToken);
}

public sealed class ContextGrain(TimeProvider time) : Grain, IContextGrain
{
    public Task<string?> Read(string name) => Task.FromResult((string?)RequestContext.Get(name));

    public Task<string?> ReadThrough(IContextGrain next, string name) => next.Read(name);

    public Task Write(string name, string value)
    {
        RequestContext.Set(name, value);
        return Task.CompletedTask;
    }

    public Task PassGate(string gate) => Gate.Named(gate).Pass();

    public async Task WaitFor(string journal, CancellationToken cancellationToken)
    {
        Journal.Named(journal).Note("waiting");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
        finally
        {
            Journal.Named(journal).Note(cancellationToken.IsCancellationRequested ? "cancelled" : "not cancelled");
        }
    }
}

public sealed class ContextFacts(SharedEngine engine) : IClassFixture<SharedEngine>
{
    [Fact]
    public async Task Request_context_travels_down_the_chain_of_calls()
    {
        RequestContext.Set("trace", "42");
        Assert.Equal("42", await engine.Grain<IContextGrain>("down").ReadThrough(engine.Grain<IContextGrain>("further"), "trace"));
        RequestContext.Clear();
        Assert.Null(await engine.Grain<IContextGrain>("down").Read("trace"));
    }

    [Fact]
    public async Task Request_context_set_in_a_grain_does_not_come_back_and_does_not_stay()
    {
        var grain = engine.Grain<IContextGrain>("up");
        await grain.Write("leak", "x");
        Assert.Null(RequestContext.Get("leak"));
        Assert.Null(await grain.Read("leak"));

        // Calls that have piled up run one right after the other.
        var key = Waiting.Key("leak");
        var first = grain.PassGate(key);
        await Gate.Named(key).Entered;
        var waiting = Enumerable.Range(0, 20).Select(_ => (Write: grain.Write("leak", "x"), Read: grain.Read("leak"))).ToArray();
        Gate.Named(key).Open();
        await first.Soon();
        await Task.WhenAll(waiting.Select(pair => pair.Write)).Soon();
        Assert.All(await Task.WhenAll(waiting.Select(pair => pair.Read)).Soon(), Assert.Null);
    }

    [Fact]
    public async Task A_cancelled_call_ends_at_once_and_the_grain_sees_the_token()
    {
        using var source = new CancellationTokenSource();
        var call = engine.Grain<IContextGrain>("cancelling").WaitFor("cancelling", source.Token);
        Assert.Equal("waiting", await Journal.Named("cancelling").Next());
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        Assert.Equal("cancelled", await Journal.Named("cancelling").Next());
    }

    [Fact]
    public async Task A_call_with_a_cancelled_token_is_not_made()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => engine.Grain<IContextGrain>("too-late").WaitFor("too-late", new CancellationToken(canceled: true)).Soon());
        Assert.False(Journal.Named("too-late").HasMore);
    }
}
