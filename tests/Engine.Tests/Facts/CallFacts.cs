namespace ContactHub.EngineFacts;

[Alias("call-facts")]
public interface ICallGrain : IGrainWithStringKey
{
    [Alias("sum")]
    ValueTask<int> Sum(int left, int right);

    [Alias("key")]
    Task<string> Key();
}

public sealed class CallGrain : Grain, ICallGrain
{
    public ValueTask<int> Sum(int left, int right) => new(left + right);

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());
}

public sealed class CallFacts
{
    [Fact]
    public async Task A_call_returns_the_result_of_the_method()
    {
        await using var host = await EngineHost.StartAsync();
        Assert.Equal(5, await host.Grain<ICallGrain>("a").Sum(2, 3));
        Assert.Equal("a", await host.Grain<ICallGrain>("a").Key());
    }
}
