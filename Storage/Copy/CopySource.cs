using Dapper;
using Microsoft.Data.Sqlite;

namespace ContactHub.Storage;

/// <summary>The folder that is copied from, held so that no hub can run on it meanwhile.</summary>
internal sealed class CopySource : IDisposable
{
    private readonly DataFolder _folder;

    private CopySource(DataFolder folder, SqliteConnection log, SqliteConnection hub) => (_folder, Log, Hub) = (folder, log, hub);

    public string Folder => _folder.Path;

    public SqliteConnection Log { get; }

    public SqliteConnection Hub { get; }

    /// <summary>Takes the folder and brings its databases to the program's schema, as a start of the hub would.</summary>
    /// <exception cref="StorageStartException">There is no hub's data in the folder, or a hub runs on it.</exception>
    public static async Task<CopySource> Open(string folder, TimeProvider time, CancellationToken ct)
    {
        foreach (var name in (string[])[SqliteEventLog.FileName, HubDatabase.FileName])
        {
            if (!File.Exists(Path.Combine(folder, name))) throw new StorageStartException($"The folder '{folder}' has no '{name}'; there is nothing to copy.");
        }

        var held = DataFolder.Take(folder);
        try
        {
            await Migrate(folder, SqliteEventLog.FileName, MigrationSet.SqliteLog, time, ct);
            await Migrate(folder, HubDatabase.FileName, MigrationSet.Sqlite, time, ct);
            return new CopySource(held, await Connect(folder, SqliteEventLog.FileName), await Connect(folder, HubDatabase.FileName));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>What is wrong with the log, one sentence each.</summary>
    public IReadOnlyList<string> Verify()
    {
        using var reader = new SqliteLogReader(Path.Combine(Folder, SqliteEventLog.FileName));
        return reader.InTransaction(SqliteVerifier.Verify);
    }

    public SqliteConnection Of(CopyTable table) => table.Name is "events" or "conversations" or "snapshots" or "streams" ? Log : Hub;

    public async Task<string> Conversation(long number) =>
        await Log.QuerySingleOrDefaultAsync<string>("SELECT id FROM conversations WHERE number = @number", new { number }) is { } id ? $"'{id}'" : $"number {number}";

    public void Dispose()
    {
        Log.Dispose();
        Hub.Dispose();
        _folder.Dispose();
    }

    private static async Task Migrate(string folder, string name, MigrationSet set, TimeProvider time, CancellationToken ct)
    {
        // A hub can go on beside what it doesn't know; a copy would leave it out.
        var newer = await Migrator.Sqlite(Path.Combine(folder, name), set, time, ct: ct);
        if (newer.Count > 0) throw new StorageStartException($"'{name}' is of a newer version of the program ({string.Join(", ", newer)}): copy it with that version.");
    }

    private static async Task<SqliteConnection> Connect(string folder, string name)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, name), Pooling = false }.ToString());
        await connection.OpenAsync();
        await connection.ExecuteAsync("PRAGMA query_only=1; PRAGMA cache_size=-65536");
        return connection;
    }
}
