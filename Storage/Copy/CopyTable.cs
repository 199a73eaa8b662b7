using System.Globalization;

namespace ContactHub.Storage;

/// <summary>What a column holds, as far as the two databases keep it differently.</summary>
internal enum CopyKind
{
    Bigint,
    Integer,
    Smallint,
    Boolean,
    Text,
    Bytes,

    /// <summary>An instant; PostgreSQL keeps microseconds, so finer digits are left out of the copy and of the comparison.</summary>
    Time,
}

internal sealed record CopyColumn(string Name, CopyKind Kind);

/// <summary>A table that is copied, or a query that is only compared.</summary>
/// <param name="From">What follows FROM, in both databases.</param>
/// <param name="Columns">Those of the key first.</param>
/// <param name="Keys">How many of them are the key; they are numbers or texts.</param>
internal sealed record CopyTable(string Name, string From, IReadOnlyList<CopyColumn> Columns, int Keys)
{
    /// <summary>Number of events and last sequence of each conversation, counted from the events themselves.</summary>
    public static CopyTable Streams { get; } = new(
        "streams",
        "(SELECT conversation, count(*) AS event_count, max(seq) AS last_seq FROM events GROUP BY conversation) AS streams",
        [new("conversation", CopyKind.Bigint), new("event_count", CopyKind.Bigint), new("last_seq", CopyKind.Bigint)],
        1);

    public string CopyCommand => string.Create(CultureInfo.InvariantCulture, $"COPY \"{Name}\" ({Names}) FROM STDIN (FORMAT BINARY)");

    /// <summary>All rows in order of the key, texts by their bytes, which is how SQLite compares them anyway.</summary>
    public string SelectFromSqlite => $"SELECT {Names} FROM {From} ORDER BY {string.Join(", ", Columns.Take(Keys).Select(c => Quoted(c)))}";

    /// <inheritdoc cref="SelectFromSqlite"/>
    public string SelectFromPostgres =>
        $"SELECT {Names} FROM {From} ORDER BY {string.Join(", ", Columns.Take(Keys).Select(c => c.Kind == CopyKind.Text ? Quoted(c) + " COLLATE \"C\"" : Quoted(c)))}";

    public string Names => string.Join(", ", Columns.Select(Quoted));

    public int IndexOf(string column) => Columns.Select((c, i) => (c, i)).First(c => c.c.Name == column).i;

    private static string Quoted(CopyColumn column) => $"\"{column.Name}\"";
}
