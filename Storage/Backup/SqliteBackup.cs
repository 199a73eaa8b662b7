using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ContactHub.Storage;

/// <summary>
/// Copies the SQLite databases of a running hub with SQLite's online backup (https://sqlite.org/backup.html) and puts a copy back. The hub's
/// database is copied before the log, so that what is derived from the log is never ahead of it.
/// </summary>
public static class SqliteBackup
{
    private static readonly string[] Databases = [HubDatabase.FileName, SqliteEventLog.FileName];

    /// <summary>Makes a backup in a new folder. The hub may run meanwhile: a copy is one read transaction, and writers don't wait for it.</summary>
    /// <exception cref="BackupException">A database can't be read, or the folder can't be written.</exception>
    public static BackupManifest Create(string data, string folder, TimeProvider time)
    {
        var target = Path.GetFullPath(folder);
        if (Path.Exists(target)) throw new BackupException($"'{folder}' is there already; a backup makes its folder itself.");
        foreach (var name in Databases)
        {
            if (!File.Exists(Path.Combine(data, name))) throw new BackupException($"'{data}' has no {name}.");
        }

        // Under another name until it is whole.
        var partial = target + ".partial";
        try
        {
            if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
            Directory.CreateDirectory(partial);
            var at = time.GetUtcNow();
            foreach (var name in Databases) Copy(Path.Combine(data, name), Path.Combine(partial, name));
            var position = LastPosition(Path.Combine(partial, SqliteEventLog.FileName));
            var manifest = new BackupManifest(at, position, [.. Databases.Select(name => BackupFile.Of(Path.Combine(partial, name)))]);
            manifest.Write(partial);
            Directory.Move(partial, target);
            return manifest;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
            throw new BackupException($"The backup could not be made: {e.Message}", e);
        }
    }

    /// <summary>Puts a backup into a data folder without databases.</summary>
    /// <exception cref="BackupException">The backup is damaged, or the data folder holds databases or is in use.</exception>
    public static BackupManifest Restore(string folder, string data)
    {
        var manifest = BackupManifest.Read(folder);
        foreach (var name in Databases)
        {
            var listed = manifest.Files.FirstOrDefault(file => file.Name == name) ?? throw new BackupException($"The backup lists no {name}.");
            if (!File.Exists(Path.Combine(folder, name))) throw new BackupException($"The backup's {name} is missing.");
            if (BackupFile.Of(Path.Combine(folder, name)) != listed) throw new BackupException($"The backup's {name} is damaged: it is not what was written.");
        }

        try
        {
            using var held = DataFolder.Take(data);
            var there = Databases.SelectMany(name => (string[])[name, name + "-wal"]).FirstOrDefault(name => File.Exists(Path.Combine(data, name)));
            if (there is not null) throw new BackupException($"'{data}' has a {there} already; move it away first, nothing is overwritten.");
            foreach (var name in Databases)
            {
                File.Copy(Path.Combine(folder, name), Path.Combine(data, name + ".restored"), overwrite: true);
                using var copied = File.OpenHandle(Path.Combine(data, name + ".restored"), FileMode.Open, FileAccess.ReadWrite);
                RandomAccess.FlushToDisk(copied);
            }

            foreach (var name in Databases) File.Move(Path.Combine(data, name + ".restored"), Path.Combine(data, name));
            return manifest;
        }
        catch (Exception e) when (e is StorageStartException or IOException or UnauthorizedAccessException)
        {
            throw new BackupException(e.Message, e);
        }
    }

    private static void Copy(string from, string to)
    {
        using var source = Open(from, SqliteOpenMode.ReadWrite);
        using (var target = Open(to, SqliteOpenMode.ReadWriteCreate))
        {
            source.BackupDatabase(target);
            // One file, whatever the source's journal: a write-ahead log would have to travel with it.
            Value(target, "PRAGMA journal_mode=DELETE");
            if (Value(target, "PRAGMA quick_check(1)") is not "ok" and var fault) throw new IOException($"{Path.GetFileName(from)} is damaged: {fault}");
        }

        using var written = File.OpenHandle(to, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(written);
    }

    private static long LastPosition(string path)
    {
        using var log = Open(path, SqliteOpenMode.ReadOnly);
        return Convert.ToInt64(Value(log, "SELECT coalesce(max(position), 0) FROM events"), CultureInfo.InvariantCulture);
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 60 }.ToString());
        connection.Open();
        return connection;
    }

    private static object? Value(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
