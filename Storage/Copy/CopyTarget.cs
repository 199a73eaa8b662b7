using System.Globalization;
using Dapper;
using Npgsql;

namespace ContactHub.Storage;

/// <summary>The PostgreSQL database that is copied to, held so that no hub can start on it meanwhile. All work is on the session that holds it.</summary>
internal sealed class CopyTarget : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgresHold _hold;

    private CopyTarget(NpgsqlDataSource source, PostgresHold hold, NpgsqlConnection connection, string name) =>
        (_source, _hold, Connection, Name) = (source, hold, connection, name);

    public NpgsqlConnection Connection { get; }

    /// <summary>Database and server, for messages.</summary>
    public string Name { get; }

    /// <exception cref="StorageStartException">The server cannot be reached, the database is held by another process or does not keep UTF-8.</exception>
    public static async Task<CopyTarget> Open(string connectionString, TimeProvider time)
    {
        // A whole table is one statement.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 };
        var name = string.Create(CultureInfo.InvariantCulture, $"'{settings.Database}' on {settings.Host}:{settings.Port}");
        var source = NpgsqlDataSource.Create(settings);
        var hold = new PostgresHold(settings, LogSharing.Exclusive, time);
        try
        {
            var target = new CopyTarget(source, hold, await hold.Connect(TimeSpan.FromSeconds(3)), name);
            var encoding = await target.Connection.ExecuteScalarAsync<string>("SHOW server_encoding");
            return encoding == "UTF8"
                ? target
                : throw new StorageStartException($"The PostgreSQL database {name} keeps texts in {encoding}; it must be made with ENCODING 'UTF8'.");
        }
        catch (Exception e)
        {
            await source.DisposeAsync();
            await hold.DisposeAsync();
            if (e is LogHeldException) throw new StorageStartException(e.Message, e);
            if (e is NpgsqlException) throw new StorageStartException($"The PostgreSQL database {name} cannot be opened: {e.Message}", e);
            throw;
        }
    }

    /// <summary>Looks whether the database is empty or holds a copy that was interrupted, and changes nothing.</summary>
    /// <exception cref="StorageStartException">It is not what <paramref name="resume"/> says, or neither.</exception>
    public async Task Check(bool resume)
    {
        if (await CopyMarker.IsThere(Connection))
        {
            if (!resume) throw new StorageStartException($"The PostgreSQL database {Name} holds a copy that was interrupted: go on with --resume, or make the database anew.");
        }
        else if (await CopyMarker.FindRows(Connection) is { } table)
        {
            throw new StorageStartException($"The PostgreSQL database {Name} is not empty (table '{table}') and holds no copy that was interrupted; give the copy a database of its own.");
        }
    }

    /// <summary>Makes the tables, and marks the database as not to be served yet.</summary>
    public async Task Prepare(TimeProvider time, CancellationToken ct)
    {
        if (!await CopyMarker.IsThere(Connection)) await CopyMarker.Put(Connection);
        await Migrator.Postgres(_source, MigrationSet.Postgres, time, ct: ct);
    }

    /// <summary>What is wrong with the copied log, one sentence each.</summary>
    public Task<IReadOnlyList<string>> Verify(CancellationToken ct) => new PostgresLogReader(_source).Verify(ct);

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await _hold.DisposeAsync();
        await _source.DisposeAsync();
    }
}
