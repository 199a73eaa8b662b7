namespace ContactHub.Storage.Tests;

public sealed class SqliteEventLogTests : EventLogContract
{
    private readonly TempFolder _folder = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override async Task<IEventLog> OpenLog() => await SqliteEventLog.Open(_folder.Path);
}

public sealed class SqliteSummaryTests : SummaryContract
{
    private readonly TempFolder _folder = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override async Task<IEventLog> OpenLog() => await SqliteEventLog.Open(_folder.Path);
}

public sealed class SqliteModelTests : ModelContract
{
    private readonly TempFolder _folder = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    // A small batch and few heads in memory, so that both limits are crossed.
    protected override async Task<IEventLog> OpenLog() =>
        await SqliteEventLog.Open(_folder.Path, new SqliteLogOptions { MaxBatch = 10, CachedHeads = 6 });
}
