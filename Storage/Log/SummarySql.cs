using System.Text;

namespace ContactHub.Storage;

/// <summary>
/// The lists' SQL, alike in both databases. No index follows <c>last_position</c>, since every append would have to move its entry;
/// the events are already in that order, and the one that is its conversation's last stands for the conversation.
/// </summary>
internal static class SummarySql
{
    public const int MaxLimit = 1000;

    public const string Columns =
        "c.number, c.last_seq, c.last_position, c.id, c.status, c.owner, c.department, c.agent, c.citizen, c.updated_at, c.body";

    public const string OpenByOwner = "SELECT owner, count(*) FROM conversations WHERE owner <> 'none' GROUP BY owner";

    private const string OnLastEvent = "conversations c ON c.number = e.conversation AND c.last_position = e.position";

    /// <param name="join">How the database is told to walk the events first.</param>
    public static string Changed(string join, string after, string limit) =>
        $"SELECT {Columns} FROM events e {join} {OnLastEvent} WHERE e.position > {after} ORDER BY e.position LIMIT {limit}";

    /// <param name="query">The wanted filters.</param>
    /// <param name="join">How the database is told to walk the events first.</param>
    /// <param name="parameter">Takes a value and returns its placeholder.</param>
    public static string Find(SummaryQuery query, string join, Func<object, string> parameter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MaxLimit, nameof(query));

        // An agent's, a citizen's, the open conversations or the one of a number are few: find them by their index and sort. Otherwise take the latest events backward.
        var owned = query.Owner is not null and not SummaryOwner.None;
        var few = owned || query.AgentId is not null || query.CitizenId is not null || query.Number is not null;
        var sql = new StringBuilder($"SELECT {Columns} FROM ")
            .Append(few ? "conversations c WHERE 1 = 1" : $"events e {join} {OnLastEvent} WHERE 1 = 1");
        if (owned) sql.Append(" AND c.owner <> 'none'");
        Filter("c.owner", query.Owner);
        Filter("c.department", query.DepartmentId);
        Filter("c.agent", query.AgentId);
        Filter("c.citizen", query.CitizenId);
        Filter("c.status", query.Status);
        Filter("c.number", query.Number);
        var order = few ? "c.last_position" : "e.position";
        if (query.BeforePosition is { } before) sql.Append(" AND ").Append(order).Append(" < ").Append(parameter(before));
        if (query.AfterPosition is { } after) sql.Append(" AND ").Append(order).Append(" > ").Append(parameter(after));
        return sql.Append(" ORDER BY ").Append(order).Append(query.AfterPosition is null ? " DESC LIMIT " : " LIMIT ").Append(parameter(query.Limit)).ToString();

        void Filter(string column, object? value)
        {
            if (value is not null) sql.Append(" AND ").Append(column).Append(" = ").Append(parameter(value));
        }
    }
}
