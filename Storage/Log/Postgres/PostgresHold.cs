using System.Globalization;
using Npgsql;

namespace ContactHub.Storage;

/// <summary>Another process holds the log; the message names it, as far as the server tells.</summary>
internal sealed class LogHeldException(string message) : Exception(message);

/// <summary>
/// Opens the connection that appends, and takes the hub's lock on that very session: whoever loses the session loses the lock and the means
/// to write at the same moment, so no process can write after another has taken over. The server lets go when the session ends, killed or not.
/// </summary>
/// <remarks>
/// A session-level advisory lock (PostgreSQL manual, 13.3.5). It needs a session of the server for each connection: no pooler that shares
/// sessions between transactions may stand in between.
/// </remarks>
internal sealed class PostgresHold : IAsyncDisposable
{
    private const long Lock = 0x436F6E7461637403; // Any constant that nothing else locks.

    /// <summary>The server notices a machine that vanished within half a minute instead of hours, and lets go of its lock.</summary>
    private const string KeepAlive = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";

    private readonly NpgsqlDataSource _source;
    private readonly LogSharing _sharing;
    private readonly TimeProvider _time;
    private readonly string _name;
    private readonly string _database;

    /// <param name="settings">Of the log's other connections; this one is not pooled, so that closing it ends its session.</param>
    public PostgresHold(NpgsqlConnectionStringBuilder settings, LogSharing sharing, TimeProvider time)
    {
        (_sharing, _time) = (sharing, time);
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false });
        _database = string.Create(CultureInfo.InvariantCulture, $"'{settings.Database}' on {settings.Host}:{settings.Port}");
        // The server keeps 63 bytes. The last part tells this log from any other that the same process may open.
        var machine = Environment.MachineName.Length > 24 ? Environment.MachineName[..24] : Environment.MachineName;
        _name = string.Create(CultureInfo.InvariantCulture, $"ContactHub {Environment.ProcessId} on {machine} {Guid.NewGuid().ToString("N")[..8]}");
    }

    public bool IsGuarded => _sharing != LogSharing.Unguarded;

    /// <summary>A connection that holds the lock.</summary>
    /// <param name="patience">How long a lock is waited for whose holder may just be ending.</param>
    /// <exception cref="LogHeldException">Another process holds it.</exception>
    public async Task<NpgsqlConnection> Connect(TimeSpan patience)
    {
        var connection = await _source.OpenConnectionAsync();
        try
        {
            if (IsGuarded) await Take(connection, patience);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task Take(NpgsqlConnection connection, TimeSpan patience)
    {
        await using (var name = new NpgsqlCommand($"SET application_name = '{_name.Replace("'", "''", StringComparison.Ordinal)}'; {KeepAlive}", connection))
        {
            await name.ExecuteNonQueryAsync();
        }

        var since = _time.GetTimestamp();
        while (!await TryLock(connection))
        {
            await EndFormerSession(connection);
            if (_time.GetElapsedTime(since) >= patience)
            {
                throw new LogHeldException(
                    $"The PostgreSQL database {_database} is in use by another ContactHub process{await Holder(connection)}; " +
                    (_sharing == LogSharing.Exclusive ? "a hub of one process must be alone on it." : "that is a hub of one process, which must be alone on it."));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), _time);
        }
    }

    private async Task<bool> TryLock(NpgsqlConnection connection)
    {
        var function = _sharing == LogSharing.Exclusive ? "pg_try_advisory_lock" : "pg_try_advisory_lock_shared";
        await using var command = new NpgsqlCommand($"SELECT {function}({Lock})", connection);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>After a broken line the server may not have noticed yet that this process's own former session is gone.</summary>
    private async Task EndFormerSession(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _name });
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> Holder(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "SELECT coalesce(nullif(a.application_name, ''), 'session ' || a.pid) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid " +
            "WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND (l.classid::bigint << 32) + l.objid::bigint = $1 " +
            "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) LIMIT 1",
            connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Lock });
        return await command.ExecuteScalarAsync() is string name ? $" ({name})" : "";
    }
}
