using System.Globalization;

namespace ContactHub.Storage;

/// <summary>
/// The migrations of one database, from the folder of the same name. A feature's tables come as a pair of files with one number and name,
/// in <c>Sqlite</c> and in <c>Postgres</c>; only the event log has a folder of its own for SQLite, as it has a file of its own.
/// </summary>
public sealed class MigrationSet
{
    private MigrationSet(string folder) => Migrations = Load(folder);

    internal MigrationSet(IReadOnlyList<Migration> migrations) => Migrations = migrations;

    /// <summary>The event log's file.</summary>
    public static MigrationSet SqliteLog { get; } = new("SqliteLog");

    /// <summary>Everything else on SQLite.</summary>
    public static MigrationSet Sqlite { get; } = new("Sqlite");

    /// <summary>Everything on PostgreSQL.</summary>
    public static MigrationSet Postgres { get; } = new("Postgres");

    /// <summary>Ascending by number.</summary>
    public IReadOnlyList<Migration> Migrations { get; }

    private static List<Migration> Load(string folder)
    {
        var assembly = typeof(MigrationSet).Assembly;
        var prefix = $"migrations/{folder}/";
        var migrations = new List<Migration>();
        foreach (var resource in assembly.GetManifestResourceNames().Select(n => (Name: n, Path: n.Replace('\\', '/')))
            .Where(r => r.Path.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var name = resource.Path[prefix.Length..^".sql".Length];
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource.Name)!);
            migrations.Add(new Migration(int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd()));
        }

        migrations.Sort((a, b) => a.Number.CompareTo(b.Number));
        var twice = migrations.GroupBy(m => m.Number).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null) throw new InvalidOperationException($"Two migrations in {folder} have the number {twice.Key}.");
        return migrations;
    }
}
