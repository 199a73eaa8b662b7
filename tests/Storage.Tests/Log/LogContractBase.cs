using ContactHub.TestKit;
using static ContactHub.Storage.Tests.Events;

namespace ContactHub.Storage.Tests;

/// <summary>A fresh log for each test.</summary>
public abstract class LogContractBase : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private string? _database;

    /// <summary>How long a test waits for what must happen before it fails; nothing is measured by it.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected IEventLog Log { get; private set; } = null!;

    /// <summary>Where a log on SQLite is kept.</summary>
    protected string Folder => _folder.Path;

    public async Task InitializeAsync() => Log = await OpenLog();

    public async Task DisposeAsync()
    {
        await Log.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Where a log on PostgreSQL is kept: a database that is made at the first call.</summary>
    protected async Task<string> Database() => _database ??= await (await PostgresServer.Shared).CreateDatabase();

    protected abstract Task<IEventLog> OpenLog();

    protected async Task Reopen()
    {
        await Log.DisposeAsync();
        Log = await OpenLog();
    }

    /// <summary>Appends events with the texts 1 to <paramref name="count"/>, five at a time.</summary>
    protected async Task AppendNumbered(string id, int count)
    {
        for (var seq = 0; seq < count; seq += 5)
        {
            var texts = Enumerable.Range(seq + 1, Math.Min(5, count - seq)).Select(i => $"{i}").ToArray();
            await Log.Append(Append(id, seq, texts));
        }
    }
}
