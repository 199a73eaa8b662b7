using System.Data.Common;
using Dapper;

namespace ContactHub.Storage;

/// <summary>How far a projection has come, and which version of it. Reading it in a transaction keeps other processes from moving the projection meanwhile.</summary>
internal static class ProjectionCheckpoint
{
    public static async Task<(long Position, int Version)> Lock(HubDatabase database, DbConnection connection, DbTransaction transaction, IProjection projection)
    {
        await connection.ExecuteAsync(
            "INSERT INTO projections (name, position, version) VALUES (@Name, 0, @Version) ON CONFLICT (name) DO NOTHING",
            new { projection.Name, projection.Version },
            transaction);
        // SQLite's write transaction is a lock by itself.
        var sql = "SELECT position, version FROM projections WHERE name = @Name" + (database.IsPostgres ? " FOR UPDATE" : "");
        var (position, version) = await connection.QuerySingleAsync<(long, long)>(sql, new { projection.Name }, transaction);
        return (position, (int)version);
    }

    /// <summary>Back to the start, as this version of it.</summary>
    public static Task Restart(DbConnection connection, DbTransaction transaction, IProjection projection) =>
        connection.ExecuteAsync("UPDATE projections SET position = 0, version = @Version WHERE name = @Name", new { projection.Name, projection.Version }, transaction);

    public static Task Move(DbConnection connection, DbTransaction transaction, string name, long position) =>
        connection.ExecuteAsync("UPDATE projections SET position = @position WHERE name = @name", new { name, position }, transaction);
}
