using Dapper;
using Npgsql;

namespace ContactHub.Storage;

/// <summary>The tables of both sides, read from the databases themselves, so that a table that is added later is copied too or refused by name.</summary>
/// <param name="Events">The event log; copied in batches, since it only grows.</param>
/// <param name="Others">Everything else, a table after those that it refers to.</param>
/// <param name="Identities">Tables that number their rows, with the column.</param>
internal sealed record CopySchema(CopyTable Events, IReadOnlyList<CopyTable> Others, IReadOnlyList<(string Table, string Column)> Identities)
{
    private const string Columns =
        """
        SELECT c.table_name, c.column_name, c.data_type, c.is_identity = 'YES', coalesce((
            SELECT k.ordinal_position::int FROM information_schema.key_column_usage k JOIN information_schema.table_constraints t
            ON t.constraint_schema = k.constraint_schema AND t.constraint_name = k.constraint_name
            WHERE t.constraint_type = 'PRIMARY KEY' AND k.table_schema = c.table_schema AND k.table_name = c.table_name AND k.column_name = c.column_name), 0)
        FROM information_schema.columns c WHERE c.table_schema = current_schema() AND c.is_generated = 'NEVER' ORDER BY c.table_name, c.ordinal_position
        """;

    private const string References =
        "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace";

    /// <exception cref="StorageCopyException">A table of the source has no counterpart.</exception>
    public static async Task<CopySchema> Read(CopySource source, NpgsqlConnection target)
    {
        var columns = (await target.QueryAsync<(string Table, string Column, string Type, bool Identity, int Key)>(Columns)).ToLookup(c => c.Table, StringComparer.Ordinal);
        var tables = new List<CopyTable> { Table("conversations"), Table("snapshots") };
        foreach (var name in await source.Hub.QueryAsync<string>(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name <> 'migrations' ORDER BY name"))
        {
            var table = Table(name);
            var there = await source.Hub.QueryAsync<string>("SELECT name FROM pragma_table_info(@name)", new { name });
            if (!there.ToHashSet(StringComparer.Ordinal).SetEquals(table.Columns.Select(c => c.Name)))
                throw new StorageCopyException($"Table '{name}' has other columns in PostgreSQL than in SQLite; this program cannot copy it.");
            tables.Add(table);
        }

        var references = (await target.QueryAsync<(string From, string To)>(References)).ToLookup(r => r.From, r => r.To, StringComparer.Ordinal);
        var identities = columns.SelectMany(t => t).Where(c => c.Identity).Select(c => (c.Table, c.Column));
        return new CopySchema(Table("events"), InOrder(tables, references), [.. identities]);

        CopyTable Table(string name)
        {
            if (!columns.Contains(name)) throw new StorageCopyException($"Table '{name}' does not exist in PostgreSQL; this program cannot copy it.");
            // Positions are unique too, and the order in which events are copied.
            var found = columns[name].Select(c => (c.Column, c.Type, Key: name == "events" ? (c.Column == "position" ? 1 : 0) : c.Key)).ToList();
            var sorted = found.Where(c => c.Key > 0).OrderBy(c => c.Key).Concat(found.Where(c => c.Key == 0));
            return new CopyTable(name, $"\"{name}\"", [.. sorted.Select(c => new CopyColumn(c.Column, Kind(name, c.Column, c.Type)))], found.Count(c => c.Key > 0));
        }
    }

    private static CopyKind Kind(string table, string column, string type) => type switch
    {
        "bigint" => CopyKind.Bigint,
        "integer" => CopyKind.Integer,
        "smallint" => CopyKind.Smallint,
        "boolean" => CopyKind.Boolean,
        "text" or "character varying" => CopyKind.Text,
        "bytea" => CopyKind.Bytes,
        "timestamp with time zone" => CopyKind.Time,
        _ => throw new StorageCopyException($"Column '{column}' of table '{table}' is of the type {type}; this program cannot copy it."),
    };

    private static List<CopyTable> InOrder(List<CopyTable> tables, ILookup<string, string> references)
    {
        var sorted = new List<CopyTable>();
        while (sorted.Count < tables.Count)
        {
            var next = tables.First(t => !sorted.Contains(t) && references[t.Name].All(r => r == t.Name || sorted.Exists(s => s.Name == r)));
            sorted.Add(next);
        }

        return sorted;
    }
}
