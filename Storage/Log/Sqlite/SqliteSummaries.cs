namespace ContactHub.Storage;

/// <summary>Reads the conversations' head rows.</summary>
internal static class SqliteSummaries
{
    public static StoredSummary? One(SqliteLogReader reader, string conversationId) =>
        Query(reader, $"SELECT {SummarySql.Columns} FROM conversations c WHERE c.id = ?", [conversationId]) is [var found] ? found : null;

    public static IReadOnlyList<StoredSummary> Changed(SqliteLogReader reader, long afterPosition, int limit) =>
        Query(reader, SummarySql.Changed("CROSS JOIN", "?", "?"), [afterPosition, limit]);

    public static IReadOnlyList<StoredSummary> Find(SqliteLogReader reader, SummaryQuery query)
    {
        var parameters = new List<object>();
        var sql = SummarySql.Find(query, "CROSS JOIN", value =>
        {
            parameters.Add(value);
            return "?";
        });
        return Query(reader, sql, parameters);
    }

    public static IReadOnlyDictionary<string, long> OpenByOwner(SqliteLogReader reader)
    {
        using var statement = reader.Session.PrepareOnce(SummarySql.OpenByOwner);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        while (statement.Step()) counts.Add(statement.Text(0), statement.Int64(1));
        return counts;
    }

    private static List<StoredSummary> Query(SqliteLogReader reader, string sql, List<object> parameters)
    {
        using var statement = reader.Session.PrepareOnce(sql);
        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i] is string text) statement.Bind(i + 1, text);
            else statement.Bind(i + 1, Convert.ToInt64(parameters[i], System.Globalization.CultureInfo.InvariantCulture));
        }

        var rows = new List<StoredSummary>();
        while (statement.Step())
        {
            var row = new SummaryRow(
                statement.Text(3),
                statement.Text(4),
                statement.Text(5),
                statement.NullableText(6),
                statement.NullableText(7),
                statement.NullableText(8),
                SqliteLogReader.Time(statement.Int64(9)),
                statement.Blob(10));
            rows.Add(new StoredSummary(statement.Int64(0), statement.Int64(1), statement.Int64(2), row));
        }

        return rows;
    }
}
