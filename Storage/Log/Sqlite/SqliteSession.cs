using SQLitePCL;

namespace ContactHub.Storage;

/// <summary>SQLite refused a call; the code is SQLite's own, see https://sqlite.org/rescode.html.</summary>
internal sealed class SqliteFaultException(int code, string message) : Exception($"SQLite error {code}: {message}")
{
    public int PrimaryCode { get; } = code & 0xff;

    /// <summary>A full disk or a lock leaves the connection usable; after anything else it is opened anew.</summary>
    public bool ConnectionIsSound => PrimaryCode is raw.SQLITE_FULL or raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    public StorageUnavailableException AsUnavailable() => new(PrimaryCode switch
    {
        raw.SQLITE_FULL => "The disk of the database is full.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "The database is locked by another program.",
        raw.SQLITE_READONLY => "The database is read-only.",
        raw.SQLITE_CANTOPEN => "The database file cannot be opened.",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "The database file is damaged.",
        _ => "The database cannot be used.",
    }, this);
}

/// <summary>One raw SQLite connection, for one thread at a time. ADO.NET costs about as much per row as SQLite itself; this does not.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly sqlite3 _db;
    private readonly List<SqliteStatement> _statements = [];

    static SqliteSession() => Batteries_V2.Init();

    public SqliteSession(string path, TimeSpan busyTimeout)
    {
        var code = raw.sqlite3_open_v2(path, out _db, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        try
        {
            Check(code);
            Check(raw.sqlite3_extended_result_codes(_db, 1));
            SetBusyTimeout(busyTimeout);
        }
        catch
        {
            _db.Dispose();
            throw;
        }
    }

    public bool InTransaction => raw.sqlite3_get_autocommit(_db) == 0;

    /// <summary>Rows that the last INSERT or UPDATE changed.</summary>
    public int Changes => raw.sqlite3_changes(_db);

    public void SetBusyTimeout(TimeSpan timeout) => Check(raw.sqlite3_busy_timeout(_db, (int)timeout.TotalMilliseconds));

    /// <summary>A statement that lives as long as the session.</summary>
    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(_db, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle));
        var statement = new SqliteStatement(this, handle);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>A statement that the caller disposes of.</summary>
    public SqliteStatement PrepareOnce(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_db, sql, out var handle));
        return new SqliteStatement(this, handle);
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(_db, sql));

    /// <summary>Copies the write-ahead log into the database and empties it; false when readers stood in the way.</summary>
    public bool TruncateWal() =>
        raw.sqlite3_wal_checkpoint_v2(_db, "main", raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _) == raw.SQLITE_OK;

    public void Rollback()
    {
        if (InTransaction) Execute("ROLLBACK");
    }

    public void Dispose()
    {
        foreach (var statement in _statements) statement.Dispose();
        _db.Dispose();
    }

    internal void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        throw new SqliteFaultException(code, raw.sqlite3_errmsg(_db).utf8_to_string());
    }
}
