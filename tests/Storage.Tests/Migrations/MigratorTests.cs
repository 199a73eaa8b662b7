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
    public async Task A_newer_database_whose_migrations_only_add_is_good_for_the_older_program()
    {
        await Migrate(First, Second);
        Assert.Equal(["0002_second"], await Migrate(First));
        Assert.Empty(await Migrate(First, Second));
    }

    [Fact]
    public async Task What_takes_away_names_the_migration_that_a_program_must_know_to_live_without_it()
    {
        var contracting = new Migration(3, "0003_drop_first.needs0002", "DROP TABLE first;");
        await Migrate(First, Second, contracting);

        Assert.Equal([contracting.Name], await Migrate(First, Second));
        var error = await Assert.ThrowsAsync<StorageStartException>(() => Migrate(First));
        Assert.Contains("too new for this program: it has migration 0003_drop_first.needs0002", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, await Scalar("SELECT count(*) FROM migrations"));
    }

    [Theory]
    [InlineData("0040_calls", null)]
    [InlineData("0041_drop_calls.needs0040", 40)]
    [InlineData("0041_rename.needs0041", 41)]
    [InlineData("0041_needs0040", null)]
    public void A_name_says_what_a_program_must_know(string name, int? needed) => Assert.Equal(needed, Migration.NeededBy(name));

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

    private Task<IReadOnlyList<string>> Migrate(params Migration[] migrations) => Migrator.Sqlite(FilePath, new MigrationSet(migrations), TimeProvider.System);

    private async Task<long> Scalar(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=false");
        return await connection.ExecuteScalarAsync<long>(sql);
    }
}
