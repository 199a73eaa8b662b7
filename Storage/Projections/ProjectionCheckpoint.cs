using System.Data.Common;
using Dapper;

namespace ContactHub.Storage;

/// <summary>How far a projection has come. Reading it in a transaction keeps other processes from moving the projection meanwhile.</summary>
internal static class ProjectionCheckpoint
{
    public static async Task<long> Lock(HubDatabase database, DbConnection connection, DbTransaction transaction, string name)
    {
        await connection.ExecuteAsync(
            "INSERT INTO projections (name, position) VALUES (@name, 0) ON CONFLICT (name) DO NOTHING", new { name }, transaction);
        // SQLite's write transaction is a lock by itself.
        var sql = "SELECT position FROM projections WHERE name = @name" + (database.IsPostgres ? " FOR UPDATE" : "");
        return await connection.ExecuteScalarAsync<long>(sql, new { name }, transaction);
    }

    public static Task Move(DbConnection connection, DbTransaction transaction, string name, long position) =>
        connection.ExecuteAsync("UPDATE projections SET position = @position WHERE name = @name", new { name, position }, transaction);
}
