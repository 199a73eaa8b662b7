using Dapper;

namespace ContactHub.Storage;

/// <summary>The last number that was given to a row of a table; it can be larger than any row's, when rows were deleted.</summary>
internal static class CopySequences
{
    public static async Task<long> Source(CopySource source, string table) =>
        await source.Hub.QuerySingleOrDefaultAsync<long?>("SELECT seq FROM sqlite_sequence WHERE name = @table", new { table }) ?? 0;

    public static async Task<long> Target(CopyTarget target, string table, string column)
    {
        var sequence = await target.Connection.ExecuteScalarAsync<string>($"SELECT pg_get_serial_sequence('{table}', '{column}')");
        return await target.Connection.ExecuteScalarAsync<long>($"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}");
    }
}
