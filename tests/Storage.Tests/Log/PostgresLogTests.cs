using ContactHub.TestKit;

namespace ContactHub.Storage.Tests;

public sealed class PostgresEventLogTests : EventLogContract
{
    private string? _database;

    protected override async Task<IEventLog> OpenLog() =>
        await PostgresEventLog.Open(_database ??= await (await PostgresServer.Shared).CreateDatabase());
}

public sealed class PostgresSummaryTests : SummaryContract
{
    private string? _database;

    protected override async Task<IEventLog> OpenLog() =>
        await PostgresEventLog.Open(_database ??= await (await PostgresServer.Shared).CreateDatabase());
}

public sealed class PostgresModelTests : ModelContract
{
    private string? _database;

    protected override async Task<IEventLog> OpenLog() => await PostgresEventLog.Open(
        _database ??= await (await PostgresServer.Shared).CreateDatabase(),
        new PostgresLogOptions { MaxBatch = 10, CachedHeads = 6 });
}
