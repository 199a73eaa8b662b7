namespace ContactHub.EngineFacts;

/// <summary>One host for the tests of a class that need nothing special.</summary>
public sealed class SharedEngine : IAsyncLifetime
{
    private EngineHost? host;

    public IClusterClient Client => host!.Client;

    public async Task InitializeAsync() => host = await EngineHost.StartAsync();

    public async Task DisposeAsync() => await host!.DisposeAsync();

    public TGrain Grain<TGrain>(string key)
        where TGrain : IGrainWithStringKey => host!.Grain<TGrain>(key);
}
