using System.Runtime.InteropServices;

namespace ContactHub.Storage;

/// <summary>
/// The calls of SQLite (https://sqlite.org/c3ref/funclist.html) that a row takes a dozen of, on the library that SQLitePCLRaw brings. Its own
/// wrappers count a reference up and down in each call, which was a sixth of the writer's time; here the session keeps the statement alive.
/// </summary>
/// <remarks>Binding is so short that the collector may wait for it; stepping may wait for the disk and is called in the ordinary way.</remarks>
internal static class SqliteCalls
{
    private const string Library = "e_sqlite3";

    /// <summary>SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.</summary>
    public const nint Copied = -1;

    [DllImport(Library, EntryPoint = "sqlite3_bind_int64", ExactSpelling = true)]
    [SuppressGCTransition]
    public static extern int BindInt64(nint statement, int index, long value);

    [DllImport(Library, EntryPoint = "sqlite3_bind_text", ExactSpelling = true)]
    [SuppressGCTransition]
    public static extern int BindText(nint statement, int index, ref readonly byte utf8, int bytes, nint destructor);

    [DllImport(Library, EntryPoint = "sqlite3_bind_blob", ExactSpelling = true)]
    [SuppressGCTransition]
    public static extern int BindBlob(nint statement, int index, ref readonly byte value, int bytes, nint destructor);

    [DllImport(Library, EntryPoint = "sqlite3_step", ExactSpelling = true)]
    public static extern int Step(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_reset", ExactSpelling = true)]
    public static extern int Reset(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_column_int64", ExactSpelling = true)]
    [SuppressGCTransition]
    public static extern long ColumnInt64(nint statement, int column);
}
