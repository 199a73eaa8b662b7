using ContactHub.TestKit;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using static ContactHub.Storage.Tests.Events;

namespace ContactHub.Storage.Tests;

/// <summary>This release on a database that the next one has migrated: during a rolling upgrade, and after going back.</summary>
public sealed class NewerDatabaseTests : IDisposable
{
    private const string NextSql = """
        CREATE TABLE of_next (id text PRIMARY KEY, at bigint NOT NULL);
        ALTER TABLE projections ADD COLUMN note text;
        ALTER TABLE departments ADD COLUMN mood bigint NOT NULL DEFAULT 7;
        """;

    private const string NextLogSql = "ALTER TABLE conversations ADD COLUMN mood text; ALTER TABLE snapshots ADD COLUMN size bigint NOT NULL DEFAULT 0;";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_writes_and_reads_as_before(bool onPostgres)
    {
        var options = onPostgres
            ? new StorageOptions { Provider = StorageOptions.Postgres, ConnectionString = await (await PostgresServer.Shared).CreateDatabase() }
            : new StorageOptions { Path = _folder.Path };
        await using var running = await Open(options);
        await running.Append(Append("a", 0, "before"));
        await using var hub = await HubDatabase.Start(options, TimeProvider.System);

        // The next release starts beside it, or after it on one machine.
        if (!onPostgres) await running.DisposeAsync();
        await MigrateByNextRelease(options);
        if (onPostgres) await running.Append(Append("a", 1, "beside"));
        await using var log = onPostgres ? running : await Open(options);
        await using var started = await HubDatabase.Start(options, TimeProvider.System);

        var seq = (await log.Summary("a"))!.LastSeq;
        await log.Append(Append("a", seq, "after"));
        await log.SaveSnapshot(new StoredSnapshot("a", seq, 1, new byte[] { 1 }), CancellationToken.None);
        Assert.Equal(onPostgres ? ["before", "beside", "after"] : ["before", "after"], (await log.Read("a", 0, 10)).Texts());
        Assert.Empty(await log.Verify());
        using var projections = new ProjectionRunner(log, started, [new ConversationStats()], TimeProvider.System, NullLogger<ProjectionRunner>.Instance);
        await projections.CatchUp();
        await using var connection = await hub.Open();
        Assert.Equal(await log.LastPosition(), await connection.ExecuteScalarAsync<long>("SELECT position FROM projections"));
        await connection.ExecuteAsync("INSERT INTO departments (id, name_tr, name_en, color, position) VALUES ('su', 'Su', 'Water', '#000000', 1)");
        Assert.Equal(7, await connection.ExecuteScalarAsync<long>("SELECT mood FROM departments"));
    }

    [Fact]
    public async Task A_copy_would_leave_something_out_and_is_refused()
    {
        await using (await SqliteEventLog.Open(_folder.Path))
        await using (await HubDatabase.Start(new StorageOptions { Path = _folder.Path }, TimeProvider.System))
        {
        }

        await MigrateByNextRelease(new StorageOptions { Path = _folder.Path });

        var error = await Assert.ThrowsAsync<StorageStartException>(() => CopySource.Open(_folder.Path, TimeProvider.System, CancellationToken.None));

        Assert.Contains("is of a newer version of the program (9001_log_of_next)", error.Message, StringComparison.Ordinal);
    }

    private static async Task<IEventLog> Open(StorageOptions options) => options.UsesPostgres
        ? await PostgresEventLog.Open(options.ConnectionString!, new PostgresLogOptions { Sharing = LogSharing.Shared })
        : await SqliteEventLog.Open(options.Path);

    private static async Task MigrateByNextRelease(StorageOptions options)
    {
        var next = new Migration(9000, "9000_next", NextSql);
        var nextLog = new Migration(9001, "9001_log_of_next", NextLogSql);
        if (options.UsesPostgres)
        {
            await using var source = NpgsqlDataSource.Create(options.ConnectionString!);
            await Migrator.Postgres(source, new MigrationSet([.. MigrationSet.Postgres.Migrations, next, nextLog]), TimeProvider.System);
            return;
        }

        SqliteConnection.ClearAllPools();
        await Migrator.Sqlite(Path.Combine(options.Path, HubDatabase.FileName), new MigrationSet([.. MigrationSet.Sqlite.Migrations, next]), TimeProvider.System);
        await Migrator.Sqlite(Path.Combine(options.Path, SqliteEventLog.FileName), new MigrationSet([.. MigrationSet.SqliteLog.Migrations, nextLog]), TimeProvider.System);
    }
}
