using ContactHub.TestKit;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ContactHub.Storage.Tests;

public sealed class MigratorTests : IDisposable
{
    private static readonly Migration First = new(1, "0001_first", "CREATE TABLE first (x bigint); INSERT INTO first VALUES (1);");
    private static readonly Migration Second = new(2, "0002_second", "CREATE TABLE second (x bigint);");
    private static readonly Migration Broken = new(2, "0002_broken", "INSERT INTO first VALUES (2); CREATE TABEL typo (x bigint);");

    private readonly TempFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "test.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Migrations_are_applied_once_and_missing_ones_later()
    {
        await Migrate(Second);
        await Migrate(Second);
        await Migrate(First, Second);
        await Migrate(First, Second);
        Assert.Equal(1, await Scalar("SELECT count(*) FROM first"));
        Assert.Equal(2, await Scalar("SELECT count(*) FROM migrations"));
    }

    [Fact]
    public async Task A_failing_migration_leaves_what_was_there()
    {
        await Migrate(First);
        await Assert.ThrowsAsync<StorageStartException>(() => Migrate(First, Broken));
        Assert.Equal(1, await Scalar("SELECT count(*) FROM first"));
        await Migrate(First, Second);
    }

    [Fact]
    public async Task A_newer_database_is_refused()
    {
        await Migrate(First, Second);
        var error = await Assert.ThrowsAsync<StorageStartException>(() => Migrate(First));
        Assert.Contains("newer than this program: it has migration 0002_second", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_was_edited_is_refused_but_its_line_ends_do_not_matter()
    {
        await Migrate(First with { Sql = First.Sql + "\n-- done\n" });
        await Migrate(new Migration(1, First.Name, First.Sql + "\r\n-- done\r\n"));
        var error = await Assert.ThrowsAsync<StorageStartException>(() => Migrate(First));
        Assert.Contains("0001_first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processes_that_start_together_migrate_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Migrate(First, Second))));
        Assert.Equal(1, await Scalar("SELECT count(*) FROM first"));

        await using var source = NpgsqlDataSource.Create(await (await PostgresServer.Shared).CreateDatabase());
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
            Migrator.Postgres(source, new MigrationSet([First, Second]), TimeProvider.System))));
        await using var connection = await source.OpenConnectionAsync();
        Assert.Equal(1, await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM first"));
    }

    [Fact]
    public void Both_databases_have_the_same_features()
    {
        var postgres = MigrationSet.Postgres.Migrations.Select(m => m.Name);
        var sqlite = MigrationSet.SqliteLog.Migrations.Concat(MigrationSet.Sqlite.Migrations).Select(m => m.Name);
        Assert.Equal(postgres, sqlite.Order(StringComparer.Ordinal));
        Assert.NotEmpty(postgres);
    }

    private Task Migrate(params Migration[] migrations) => Migrator.Sqlite(FilePath, new MigrationSet(migrations), TimeProvider.System);

    private async Task<long> Scalar(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=false");
        return await connection.ExecuteScalarAsync<long>(sql);
    }
}
