using Dapper;
using Npgsql;

namespace ContactHub.Storage;

/// <summary>
/// A table that a PostgreSQL database has as long as a copy into it is not finished and found equal. It is no part of the schema: the copy
/// makes it first and drops it last.
/// </summary>
internal static class CopyMarker
{
    private const string Table = "storage_copy";

    public static async Task<bool> IsThere(NpgsqlConnection connection) =>
        await connection.ExecuteScalarAsync<bool>($"SELECT to_regclass('{Table}') IS NOT NULL");

    public static Task Put(NpgsqlConnection connection) => connection.ExecuteAsync($"CREATE TABLE {Table} (unfinished boolean)");

    public static Task Remove(NpgsqlConnection connection) => connection.ExecuteAsync($"DROP TABLE {Table}");

    /// <exception cref="StorageStartException">The database must not be served yet.</exception>
    public static async Task Refuse(NpgsqlConnection connection)
    {
        if (await IsThere(connection))
            throw new StorageStartException("The PostgreSQL database holds a copy that is not finished: go on with 'storage copy --resume', or make the database anew.");
    }

    /// <summary>The first table that keeps the database from being one to copy into; null when it is empty.</summary>
    public static async Task<string?> FindRows(NpgsqlConnection connection)
    {
        var tables = (await connection.QueryAsync<string>(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name")).ToList();
        // Without migrations these are somebody else's tables, and even empty ones are none of our business.
        if (!tables.Contains("migrations")) return tables.FirstOrDefault();
        foreach (var table in tables.Where(t => t != "migrations"))
        {
            // A migration makes the one row of faq_version.
            var rows = table == "faq_version" ? "SELECT 1 FROM faq_version WHERE version <> 0" : $"SELECT 1 FROM \"{table}\"";
            if (await connection.ExecuteScalarAsync<bool>($"SELECT EXISTS ({rows})")) return table;
        }

        return null;
    }
}
