namespace ContactHub.EngineFacts;

/// <summary>How the embedded engine begins and ends; an Orleans silo hands its grains to another one instead.</summary>
public sealed class StopFacts
{
    [Fact]
    public async Task Stopping_lets_calls_under_way_finish_and_ends_every_activation()
    {
        await using var host = await EngineHost.StartAsync();
        var (busy, idle) = (Waiting.Key("busy"), Waiting.Key("idle"));
        await host.Grain<ITimerGrain>(idle).Ping();
        var call = host.Grain<ITimerGrain>(busy).WaitAt(busy);
        await Gate.Named(busy).Entered;
        var queued = host.Grain<ITimerGrain>(busy).Ping();

        var stop = host.StopAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => host.Grain<ITimerGrain>(idle).Ping());
        Assert.False(stop.IsCompleted);
        Assert.False(Journal.Named(idle).HasMore);

        Gate.Named(busy).Open();
        await Task.WhenAll(call, queued, stop).Soon();
        Assert.Equal("ended: ShuttingDown", await Journal.Named(busy).Next());
        Assert.Equal("ended: ShuttingDown", await Journal.Named(idle).Next());
        await Assert.ThrowsAsync<SiloUnavailableException>(() => host.Grain<ITimerGrain>(idle).Ping());
    }

    [Fact]
    public async Task A_grain_may_call_others_to_finish_its_work_while_the_engine_stops()
    {
        await using var host = await EngineHost.StartAsync();
        var key = Waiting.Key("finishing");
        var call = host.Grain<IFinishingGrain>(key).Finish(key);
        await Gate.Named(key).Entered;
        var stop = host.StopAsync();
        Gate.Named(key).Open();
        Assert.Equal(5, await call.Soon());
        await stop.Soon();
    }

    [Fact]
    public async Task A_stop_that_may_not_wait_ends_the_calls_under_way_with_a_clear_error()
    {
        await using var host = await EngineHost.StartAsync();
        var key = Waiting.Key("stuck");
        var call = host.Grain<ITimerGrain>(key).WaitAt(key);
        await Gate.Named(key).Entered;
        await host.StopAsync(new CancellationToken(canceled: true)).ContinueWith(_ => { }, TaskScheduler.Default).Soon();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call.Soon());
        Gate.Named(key).Open();
    }
}

[Alias("facts.finishing")]
public interface IFinishingGrain : IGrainWithStringKey
{
    [Alias("finish")]
    Task<int> Finish(string gate);
}

public sealed class FinishingGrain : Grain, IFinishingGrain
{
    public async Task<int> Finish(string gate)
    {
        await Gate.Named(gate).Pass();
        return await GrainFactory.GetGrain<ICallGrain>(gate).Sum(2, 3);
    }
}
