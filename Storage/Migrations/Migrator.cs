using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContactHub.Storage;

/// <summary>
/// Brings a database to the program's schema: under a lock and in one transaction, so that processes that start together do it once and
/// a failure leaves what was there. A migration that is missing is applied even when a higher number is there already. One that only a newer
/// program knows is no hindrance, unless it says so (<see cref="Migration.NeededBy"/>): two releases share the database while one replaces the other.
/// </summary>
public static partial class Migrator
{
    private const long PostgresLock = 0x436F6E7461637401; // Any constant that nothing else locks.

    /// <returns>Names of the migrations that only a newer program knows.</returns>
    /// <exception cref="StorageStartException">The file is no database of this program, or too new for it.</exception>
    public static async Task<IReadOnlyList<string>> Sqlite(
        string path, MigrationSet set, TimeProvider time, ILogger? logger = null, CancellationToken ct = default)
    {
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, ForeignKeys = true }.ToString();
        await using var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            await connection.ExecuteAsync("PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL");
            await using var transaction = connection.BeginTransaction(deferred: false);
            var newer = await Apply(connection, transaction, set, time);
            await transaction.CommitAsync(ct);
            if (newer.Count > 0 && logger is not null) Newer(logger, string.Join(", ", newer));
            return newer;
        }
        catch (SqliteException e)
        {
            throw new StorageStartException($"The database '{path}' cannot be opened or migrated: {e.Message}", e);
        }
    }

    /// <returns>Names of the migrations that only a newer program knows.</returns>
    /// <exception cref="StorageStartException">The database cannot be reached, or is too new for this program.</exception>
    public static async Task<IReadOnlyList<string>> Postgres(
        NpgsqlDataSource source, MigrationSet set, TimeProvider time, ILogger? logger = null, CancellationToken ct = default)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await connection.ExecuteAsync($"SELECT pg_advisory_xact_lock({PostgresLock})", transaction: transaction);
            var newer = await Apply(connection, transaction, set, time);
            await transaction.CommitAsync(ct);
            if (newer.Count > 0 && logger is not null) Newer(logger, string.Join(", ", newer));
            return newer;
        }
        catch (NpgsqlException e)
        {
            throw new StorageStartException($"The PostgreSQL database cannot be opened or migrated: {e.Message}", e);
        }
    }

    private static async Task<List<string>> Apply(DbConnection connection, DbTransaction transaction, MigrationSet set, TimeProvider time)
    {
        await connection.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS migrations (number bigint PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at bigint NOT NULL)",
            transaction: transaction);
        var applied = (await connection.QueryAsync<(long Number, string Name, string Checksum)>(
            "SELECT number, name, checksum FROM migrations ORDER BY number", transaction: transaction)).ToDictionary(m => m.Number);
        var known = set.Migrations.ToDictionary(m => (long)m.Number);
        var newer = new List<string>();
        foreach (var (number, name, checksum) in applied.Values)
        {
            if (!known.TryGetValue(number, out var migration))
            {
                if (Migration.NeededBy(name) is { } needed && !known.ContainsKey(needed))
                    throw new StorageStartException($"The database is too new for this program: it has migration {name}. Start the newer version.");
                newer.Add(name);
                continue;
            }

            if (migration.Checksum != checksum)
                throw new StorageStartException($"Migration {name} of the database differs from this program's; a released migration is never edited.");
        }

        foreach (var migration in set.Migrations.Where(m => !applied.ContainsKey(m.Number)))
        {
            await connection.ExecuteAsync(migration.Sql, transaction: transaction);
            await connection.ExecuteAsync(
                "INSERT INTO migrations (number, name, checksum, applied_at) VALUES (@Number, @Name, @Checksum, @at)",
                new { migration.Number, migration.Name, migration.Checksum, at = time.GetUtcNow().UtcTicks },
                transaction);
        }

        return newer;
    }

    [LoggerMessage(EventId = 3050, Level = LogLevel.Warning, Message = "The database has migrations of a newer version ({Names}); they only add, so this version goes on with it")]
    private static partial void Newer(ILogger logger, string names);
}
