using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ContactHub.Storage;

/// <summary>
/// The database of everything that is not the event log: people, settings, answers, projections, reminders. On SQLite it is a file of its own,
/// so that its writers never wait for the log's, nor the log's for them.
/// </summary>
/// <remarks>
/// SQL that works on both databases: text ids, bigint numbers, smallint 0 and 1 for booleans, bigint UTC ticks for times; <c>@name</c> parameters
/// (Dapper's <c>IN @list</c> too), joins, CTEs, window functions, <c>coalesce</c>, <c>LIMIT ... OFFSET</c>,
/// <c>INSERT ... ON CONFLICT (key) DO UPDATE SET x = excluded.x</c>, <c>RETURNING</c>. Only in migrations, which come in pairs: blobs
/// (<c>BLOB</c>, <c>bytea</c>) and generated keys. Not at all: <c>ILIKE</c>, <c>now()</c>, <c>::</c> casts, arrays, <c>FOR UPDATE</c>.
/// </remarks>
public sealed class HubDatabase : IAsyncDisposable
{
    /// <summary>Name of the SQLite file in the data folder.</summary>
    public const string FileName = "hub.db";

    private readonly NpgsqlDataSource? _postgres;

    private HubDatabase(string connectionString, NpgsqlDataSource? postgres) => (ConnectionString, _postgres) = (connectionString, postgres);

    public bool IsPostgres => _postgres is not null;

    /// <summary>For what opens its own connections, such as EF Core.</summary>
    public string ConnectionString { get; }

    /// <summary>Connects and migrates.</summary>
    /// <exception cref="StorageStartException">The database cannot be used by this program.</exception>
    public static async Task<HubDatabase> Start(StorageOptions options, TimeProvider time, CancellationToken ct = default)
    {
        if (options.UsesPostgres)
        {
            var source = NpgsqlDataSource.Create(options.ConnectionString!);
            await Migrator.Postgres(source, MigrationSet.Postgres, time, ct);
            return new HubDatabase(options.ConnectionString!, source);
        }

        Directory.CreateDirectory(options.Path);
        var path = Path.Combine(options.Path, FileName);
        await Migrator.Sqlite(path, MigrationSet.Sqlite, time, ct);
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 10 }.ToString();
        return new HubDatabase(connectionString, postgres: null);
    }

    /// <summary>
    /// An open connection, to be disposed of after use. On SQLite, begin transactions that write with <c>BeginTransaction()</c>, which takes
    /// the write lock at once; one that reads first and writes later can fail when another writer came between.
    /// </summary>
    public async Task<DbConnection> Open(CancellationToken ct = default)
    {
        if (_postgres is not null) return await _postgres.OpenConnectionAsync(ct);
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            await connection.ExecuteAsync("PRAGMA busy_timeout=5000; PRAGMA synchronous=FULL");
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
            return;
        }

        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}
