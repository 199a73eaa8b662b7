using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContactHub.Storage;

/// <summary>
/// The database of everything that is not the event log: people, settings, answers, projections, reminders. On SQLite it is a file of its own,
/// so that its writers never wait for the log's, nor the log's for them.
/// </summary>
/// <remarks>
/// SQL that works on both databases: text ids, bigint numbers, smallint 0 and 1 for booleans, bigint UTC ticks for times; <c>@name</c> parameters
/// (but not Dapper's <c>IN @list</c>, which Npgsql takes as one array), joins, CTEs, window functions, <c>coalesce</c>, <c>LIMIT ... OFFSET</c>,
/// <c>INSERT ... ON CONFLICT (key) DO UPDATE SET x = excluded.x</c>, <c>RETURNING</c>. Only in migrations, which come in pairs: blobs
/// (<c>BLOB</c>, <c>bytea</c>) and generated keys. Not at all: <c>ILIKE</c>, <c>now()</c>, <c>::</c> casts, arrays, <c>FOR UPDATE</c>.
/// </remarks>
public sealed class HubDatabase : IAsyncDisposable
{
    /// <summary>Name of the SQLite file in the data folder.</summary>
    public const string FileName = "hub.db";

    private const long StartLock = 0x436F6E7461637404; // Any constant that nothing else locks.

    private readonly NpgsqlDataSource? _postgres;

    private readonly string? _file;

    private HubDatabase(string connectionString, NpgsqlDataSource? postgres, string? file = null) =>
        (ConnectionString, _postgres, _file) = (connectionString, postgres, file);

    public bool IsPostgres => _postgres is not null;

    /// <summary>For what opens its own connections, such as EF Core; <see cref="RequireFile"/> first.</summary>
    public string ConnectionString { get; }

    /// <summary>Connects and migrates.</summary>
    /// <exception cref="StorageStartException">The database cannot be used by this program.</exception>
    public static async Task<HubDatabase> Start(StorageOptions options, TimeProvider time, ILogger<HubDatabase>? logger = null, CancellationToken ct = default)
    {
        if (options.UsesPostgres)
        {
            var source = NpgsqlDataSource.Create(options.ConnectionString!);
            await Migrator.Postgres(source, MigrationSet.Postgres, time, logger, ct);
            return new HubDatabase(options.ConnectionString!, source);
        }

        Directory.CreateDirectory(options.Path);
        var path = Path.Combine(options.Path, FileName);
        await Migrator.Sqlite(path, MigrationSet.Sqlite, time, logger, ct);
        var connectionString = new SqliteConnectionStringBuilder 
        {
            DataSource = path, ForeignKeys = true, DefaultTimeout = 10,
            // A file that was taken away must not be replaced by an empty one.
            Mode = SqliteOpenMode.ReadWrite,
        }.ToString();
        return new HubDatabase(connectionString, postgres: null, path);
    }

    /// <summary>
    /// An open connection, to be disposed of after use. On SQLite, begin transactions that write with <c>BeginTransaction()</c>, which takes
    /// the write lock at once; one that reads first and writes later can fail when another writer came between.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The file is not where it belongs.</exception>
    public async Task<DbConnection> Open(CancellationToken ct = default)
    {
        RequireFile();
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

    /// <summary>
    /// Waits until no other process is inside, and keeps the others out until disposed of: for what the first of several nodes that start at the same
    /// time does for all. On SQLite one process has the folder anyway.
    /// </summary>
    public async Task<IAsyncDisposable> Alone(CancellationToken ct = default)
    {
        var connection = await Open(ct);
        if (!IsPostgres) return connection;
        // Of the transaction, which ends with the connection.
        var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition($"SELECT pg_advisory_xact_lock({StartLock})", transaction: transaction, cancellationToken: ct));
        return connection;
    }

    /// <summary>
    /// Makes sure that the SQLite file is where it belongs. Connections from before would go on with the file that was taken away or deleted, and what
    /// they write there is lost; so they are closed.
    /// </summary>
    /// <exception cref="StorageUnavailableException">It isn't.</exception>
    public void RequireFile()
    {
        if (_file is null || File.Exists(_file)) return;
        ClearPool();
        throw new StorageUnavailableException("The file of the hub's database is gone.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
            return;
        }

        ClearPool();
    }

    private void ClearPool()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}
