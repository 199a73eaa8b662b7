namespace ContactHub.Storage.Tests;

public sealed class SqliteEventLogTests : EventLogContract
{
    protected override async Task<IEventLog> OpenLog() => await SqliteEventLog.Open(Folder);
}

public sealed class SqliteSummaryTests : SummaryContract
{
    protected override async Task<IEventLog> OpenLog() => await SqliteEventLog.Open(Folder);
}

public sealed class SqliteModelTests : ModelContract
{
    // A small batch and few heads in memory, so that both limits are crossed.
    protected override async Task<IEventLog> OpenLog() =>
        await SqliteEventLog.Open(Folder, new SqliteLogOptions { MaxBatch = 10, CachedHeads = 6 });
}
