namespace ContactHub.EngineFacts;

[Alias("facts.cycle")]
public interface ICycleGrain : IGrainWithStringKey
{
    [ResponseTimeout("00:00:01")]
    [Alias("call-self")]
    Task<string> CallSelf();

    [Alias("call-back-through")]
    Task<string> CallBackThrough(ICycleGrain other, bool allowed);

    [ResponseTimeout("00:00:01")]
    [Alias("call")]
    Task<string> Call(ICycleGrain target);

    [ResponseTimeout("00:00:01")]
    [Alias("name")]
    Task<string> Name();
}

public sealed class CycleGrain : Grain, ICycleGrain
{
    public Task<string> CallSelf() => this.AsReference<ICycleGrain>().Name();

    public async Task<string> CallBackThrough(ICycleGrain other, bool allowed)
    {
        var me = this.AsReference<ICycleGrain>();
        if (!allowed)
        {
            return await other.Call(me);
        }

        using (RequestContext.AllowCallChainReentrancy())
        {
            return await other.Call(me);
        }
    }

    public Task<string> Call(ICycleGrain target) => target.Name();

    public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());
}

public sealed class CycleFacts(SharedEngine engine) : IClassFixture<SharedEngine>
{
    [Fact]
    public async Task A_grain_that_calls_itself_times_out() =>
        await Assert.ThrowsAsync<TimeoutException>(() => engine.Grain<ICycleGrain>("self").CallSelf().Soon());

    [Fact]
    public async Task A_cycle_of_calls_times_out() =>
        await Assert.ThrowsAsync<TimeoutException>(
            () => engine.Grain<ICycleGrain>("here").CallBackThrough(engine.Grain<ICycleGrain>("there"), allowed: false).Soon());

    [Fact]
    public async Task A_cycle_passes_where_the_call_chain_may_come_back() =>
        Assert.Equal("home", await engine.Grain<ICycleGrain>("home").CallBackThrough(engine.Grain<ICycleGrain>("away"), allowed: true).Soon());
}
