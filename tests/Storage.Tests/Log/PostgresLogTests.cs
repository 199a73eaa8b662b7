namespace ContactHub.Storage.Tests;

public sealed class PostgresEventLogTests : EventLogContract
{
    protected override async Task<IEventLog> OpenLog() => await PostgresEventLog.Open(await Database());
}

public sealed class PostgresSummaryTests : SummaryContract
{
    protected override async Task<IEventLog> OpenLog() => await PostgresEventLog.Open(await Database());
}

public sealed class PostgresModelTests : ModelContract
{
    protected override async Task<IEventLog> OpenLog() =>
        await PostgresEventLog.Open(await Database(), new PostgresLogOptions { MaxBatch = 10, CachedHeads = 6 });
}
