namespace ContactHub.Storage;

/// <summary>The configuration section <c>Storage</c>.</summary>
public sealed record StorageOptions
{
    public const string Section = "Storage";

    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    /// <summary><c>sqlite</c> (one process, nothing to install) or <c>postgres</c>.</summary>
    public string Provider { get; init; } = Sqlite;

    /// <summary>The folder of the SQLite databases; made if it is not there.</summary>
    public string Path { get; init; } = "data";

    /// <summary>Npgsql connection string, for <c>postgres</c>.</summary>
    public string? ConnectionString { get; init; }

    public bool UsesPostgres => string.Equals(Provider, Postgres, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with the settings, one sentence each; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (UsesPostgres)
        {
            try
            {
                if (string.IsNullOrWhiteSpace(ConnectionString))
                    problems.Add("Storage:ConnectionString is missing; the provider 'postgres' needs it.");
                else if (string.IsNullOrWhiteSpace(new Npgsql.NpgsqlConnectionStringBuilder(ConnectionString).Host))
                    problems.Add("Storage:ConnectionString names no Host.");
            }
            catch (ArgumentException e)
            {
                problems.Add($"Storage:ConnectionString is not a PostgreSQL connection string: {e.Message}");
            }
        }
        else if (!string.Equals(Provider, Sqlite, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"Storage:Provider is '{Provider}'; it must be 'sqlite' or 'postgres'.");
        }
        else if (string.IsNullOrWhiteSpace(Path))
        {
            problems.Add("Storage:Path is empty; it names the folder of the databases.");
        }

        return problems;
    }
}
