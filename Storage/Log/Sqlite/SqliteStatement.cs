using System.Runtime.InteropServices;
using System.Text;
using SQLitePCL;

namespace ContactHub.Storage;

/// <summary>A prepared statement. Parameters and columns are counted as SQLite does: parameters from 1, columns from 0.</summary>
internal sealed class SqliteStatement(SqliteSession session, sqlite3_stmt handle) : IDisposable
{
    private const int StackBytes = 512;
    private readonly nint _pointer = handle.DangerousGetHandle();

    public SqliteStatement Bind(int index, long value)
    {
        session.Check(SqliteCalls.BindInt64(_pointer, index, value));
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
            session.Check(SqliteCalls.BindText(_pointer, index, in utf8[0], Encoding.UTF8.GetBytes(value, utf8), SqliteCalls.Copied));
        }
        else
        {
            session.Check(raw.sqlite3_bind_text(handle, index, value));
        }

        return this;
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        // No bytes have no address, and SQLite would take that for NULL.
        session.Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(handle, index, 0)
            : SqliteCalls.BindBlob(_pointer, index, in MemoryMarshal.GetReference(value), value.Length, SqliteCalls.Copied));
        return this;
    }

    /// <summary>True when there is a row to read.</summary>
    public bool Step()
    {
        var code = SqliteCalls.Step(_pointer);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            _ = SqliteCalls.Reset(_pointer); // Reports the same error again.
            session.Check(code);
        }

        return code == raw.SQLITE_ROW;
    }

    /// <summary>Ends the statement's run; bindings are kept.</summary>
    public void Reset() => session.Check(SqliteCalls.Reset(_pointer));

    /// <summary>Runs a statement that returns no row.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    public long Int64(int column) => SqliteCalls.ColumnInt64(_pointer, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public string? NullableText(int column) =>
        raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL ? null : Text(column);

    public byte[] Blob(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    public void Dispose() => handle.Dispose();
}
