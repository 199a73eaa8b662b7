using System.Text.RegularExpressions;
using ContactHub.Storage;
using ContactHub.TestKit;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContactHub.Accounts.Tests;

/// <summary>The migrations are written by hand; what EF would have made is the yardstick.</summary>
public sealed partial class SchemaTests
{
    private const string PostgresColumns =
        """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(character_maximum_length, 0) || ' ' || is_nullable || ' ' || is_identity
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name LIKE 'account%'
        """;

    private const string PostgresKeys =
        """
        SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'f') AND conrelid::regclass::text LIKE 'account%'
        """;

    private const string PostgresIndexes = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname LIKE 'account%' AND indexname NOT LIKE '%_pkey'";

    [Fact]
    public async Task The_sqlite_migration_makes_what_the_model_maps_to()
    {
        var folder = Directory.CreateTempSubdirectory("contacthub-schema-").FullName;
        await using (var database = await HubDatabase.Start(new StorageOptions { Path = folder }, TimeProvider.System))
        await using (var migrated = await database.Open())
        await using (var model = new SqliteConnection("Data Source=:memory:"))
        {
            await model.OpenAsync();
            await model.ExecuteAsync(CreateScript(new DbContextOptionsBuilder<AccountsDb>().UseSqlite(model)));

            Assert.Equal(await SqliteSchema(model), await SqliteSchema(migrated));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_postgres_migration_makes_what_the_model_maps_to()
    {
        var server = await PostgresServer.Shared;
        var (migratedDatabase, modelDatabase) = (await server.CreateDatabase(), await server.CreateDatabase());
        var options = new StorageOptions { Provider = StorageOptions.Postgres, ConnectionString = migratedDatabase };
        await using var database = await HubDatabase.Start(options, TimeProvider.System);
        await using var migrated = await database.Open();
        await using var model = new NpgsqlConnection(modelDatabase);
        await model.ExecuteAsync(CreateScript(new DbContextOptionsBuilder<AccountsDb>().UseNpgsql(modelDatabase)));

        foreach (var sql in new[] { PostgresColumns, PostgresKeys, PostgresIndexes })
        {
            var wanted = (await model.QueryAsync<string>(sql)).Order(StringComparer.Ordinal).ToList();
            Assert.NotEmpty(wanted);
            Assert.Equal(wanted, (await migrated.QueryAsync<string>(sql)).Order(StringComparer.Ordinal));
        }
    }

    private static string CreateScript(DbContextOptionsBuilder<AccountsDb> options)
    {
        using var db = new AccountsDb(options.Options);
        return db.Database.GenerateCreateScript();
    }

    private static async Task<List<string>> SqliteSchema(System.Data.Common.DbConnection connection)
    {
        var tables = (await connection.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'account%' ORDER BY name")).ToList();
        Assert.Equal(7, tables.Count);
        var schema = new List<string>();
        foreach (var table in tables)
        {
            schema.AddRange(await connection.QueryAsync<string>($"SELECT '{table}.' || name || ' ' || upper(type) || ' ' || \"notnull\" || ' ' || pk FROM pragma_table_info('{table}')"));
            schema.AddRange(await connection.QueryAsync<string>($"SELECT '{table} references ' || \"table\" || ' ' || \"from\" || ' ' || on_delete FROM pragma_foreign_key_list('{table}')"));
        }

        var indexes = await connection.QueryAsync<string>("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND name LIKE 'account%'");
        schema.AddRange(indexes.Select(sql => Quotes().Replace(sql, "")));
        return [.. schema.Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("\"")]
    private static partial Regex Quotes();
}
