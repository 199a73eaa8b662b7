using System.Text;
using SQLitePCL;

namespace ContactHub.Storage;

/// <summary>A prepared statement. Parameters and columns are counted as SQLite does: parameters from 1, columns from 0.</summary>
internal sealed class SqliteStatement(SqliteSession session, sqlite3_stmt handle) : IDisposable
{
    private const int StackBytes = 512;

    public SqliteStatement Bind(int index, long value)
    {
        session.Check(raw.sqlite3_bind_int64(handle, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, string? value)
    {
        if (value is null)
        {
            session.Check(raw.sqlite3_bind_null(handle, index));
        }
        else if (value.Length is > 0 and <= StackBytes / 3)
        {
            // A UTF-16 unit takes at most three bytes in UTF-8.
            Span<byte> utf8 = stackalloc byte[StackBytes];
            session.Check(raw.sqlite3_bind_text(handle, index, utf8[..Encoding.UTF8.GetBytes(value, utf8)]));
        }
        else
        {
            session.Check(raw.sqlite3_bind_text(handle, index, value));
        }

        return this;
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        session.Check(raw.sqlite3_bind_blob(handle, index, value));
        return this;
    }

    /// <summary>True when there is a row to read.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            _ = raw.sqlite3_reset(handle); // Reports the same error again.
            session.Check(code);
        }

        return code == raw.SQLITE_ROW;
    }

    /// <summary>Ends the statement's run; bindings are kept.</summary>
    public void Reset() => session.Check(raw.sqlite3_reset(handle));

    /// <summary>Runs a statement that returns no row.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public string? NullableText(int column) =>
        raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL ? null : Text(column);

    public byte[] Blob(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    public void Dispose() => handle.Dispose();
}
