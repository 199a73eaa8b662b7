using ContactHub.TestKit;

namespace ContactHub.Storage.Tests;

/// <summary>A fresh log and a fresh hub database for each test, by the options a host would give.</summary>
public abstract class HubDatabaseBase : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    protected StorageOptions Options { get; private set; } = null!;
    protected HubDatabase Database { get; private set; } = null!;
    protected IEventLog Log { get; private set; } = null!;

    protected abstract bool OnPostgres { get; }

    public async Task InitializeAsync()
    {
        Options = OnPostgres
            ? new StorageOptions { Provider = StorageOptions.Postgres, ConnectionString = await (await PostgresServer.Shared).CreateDatabase() }
            : new StorageOptions { Path = _folder.Path };
        Database = await HubDatabase.Start(Options, TimeProvider.System);
        Log = OnPostgres ? await PostgresEventLog.Open(Options.ConnectionString!) : await SqliteEventLog.Open(_folder.Path);
    }

    public async Task DisposeAsync()
    {
        await Log.DisposeAsync();
        await Database.DisposeAsync();
        _folder.Dispose();
    }
}
