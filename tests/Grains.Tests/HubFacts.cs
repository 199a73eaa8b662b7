using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub;

/// <summary>A folder for one test's files, and hosts on them, one after the other.</summary>
public abstract class HubFacts : IAsyncLifetime
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("contacthub-").FullName;

    private protected FakeClock Clock { get; } = new();

    private protected GrainHost Hub { get; private set; } = null!;

    public async Task InitializeAsync() => Hub = await GrainHost.Start(Folder, Clock, Configure);

    public async Task DisposeAsync()
    {
        await Hub.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Changes the services of each hub that is started.</summary>
    protected virtual void Configure(IServiceCollection services)
    {
    }

    /// <summary>Kills the hub and starts another one on the same files.</summary>
    private protected async Task CrashAndRestart()
    {
        await Hub.Crash();
        Hub = await GrainHost.Start(Folder, Clock, Configure);
    }
}
