using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ContactHub.Storage;

/// <summary>Reads both sides in order of their keys, compares every column of every row, and hashes each side.</summary>
internal sealed class CopyComparer(CopySource source, CopyTarget target, CopySchema schema, CopyProgress progress)
{
    private const int Listed = 50;
    private const int ProgressEvery = 1000;
    private readonly List<string> _differences = [];
    private readonly List<ComparedTable> _tables = [];
    private long _count;

    public async Task<CopyReport> Compare(CancellationToken ct)
    {
        progress.Begin("comparing events", await source.Log.ExecuteScalarAsync<long>("SELECT count(*) FROM events"));
        await Compare(schema.Events, ct);
        progress.End();
        var rows = await source.Log.ExecuteScalarAsync<long>("SELECT count(*) FROM conversations");
        foreach (var table in schema.Others) rows += await source.Of(table).ExecuteScalarAsync<long>($"SELECT count(*) FROM {table.From}");
        progress.Begin("comparing other rows", rows);
        foreach (var table in (CopyTable[])[CopyTable.Streams, .. schema.Others]) await Compare(table, ct);
        foreach (var (table, column) in schema.Identities) await CompareSequence(table, column);
        foreach (var problem in await target.Verify(ct)) Differ("The copied log: " + problem);
        progress.End();
        return new CopyReport(source.Folder, target.Name, _tables, _differences, _count);
    }

    private async Task Compare(CopyTable table, CancellationToken ct)
    {
        await using var selectOurs = new SqliteCommand(table.SelectFromSqlite, source.Of(table));
        await using var selectTheirs = new NpgsqlCommand(table.SelectFromPostgres, target.Connection);
        await using var oursReader = await selectOurs.ExecuteReaderAsync(ct);
        await using var theirsReader = await selectTheirs.ExecuteReaderAsync(ct);
        using var ours = new Side(table, oursReader);
        using var theirs = new Side(table, theirsReader);
        await ours.Next(ct);
        await theirs.Next(ct);
        while (ours.IsThere || theirs.IsThere)
        {
            var order = !theirs.IsThere ? -1 : !ours.IsThere ? 1 : ours.Row.CompareKey(theirs.Row);
            if (order < 0) Differ(await Describe(table, ours.Row) + " is missing in the copy.");
            else if (order > 0) Differ(await Describe(table, theirs.Row) + " is only in the copy.");
            else if (!ours.Row.Bytes.SequenceEqual(theirs.Row.Bytes)) Differ($"{await Describe(table, ours.Row)}: {string.Join(", ", ours.Row.Differences(theirs.Row))} differ(s).");
            if (order <= 0)
            {
                await ours.Next(ct);
                if (ours.IsThere && ours.Rows % ProgressEvery == 0) progress.Add(ProgressEvery);
            }

            if (order >= 0) await theirs.Next(ct);
        }

        progress.Add(ours.Rows % ProgressEvery);
        _tables.Add(new ComparedTable(table.Name, ours.Rows, theirs.Rows, ours.Hash, theirs.Hash));
    }

    private async Task CompareSequence(string table, string column)
    {
        var (ours, theirs) = (await CopySequences.Source(source, table), await CopySequences.Target(target, table, column));
        if (ours != theirs) Differ($"Table '{table}': the last number that was given is {ours}, and {theirs} in the copy.");
    }

    private async Task<string> Describe(CopyTable table, CopyRow row) => table.Name switch
    {
        "events" => FormattableString.Invariant(
            $"Conversation {await source.Conversation(row.Int64(table.IndexOf("conversation")))}, event {row.Int64(table.IndexOf("seq"))} at position {row.Label}"),
        "snapshots" => $"Conversation {await source.Conversation(row.Int64(0))}, its snapshot",
        "conversations" or "streams" => $"Conversation {await source.Conversation(row.Int64(0))}, its row of '{table.Name}'",
        _ => $"Table '{table.Name}', row '{row.Label}'",
    };

    private void Differ(string sentence)
    {
        _count++;
        if (_differences.Count < Listed) _differences.Add(sentence);
    }

    private sealed class Side(CopyTable table, System.Data.Common.DbDataReader reader) : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public CopyRow Row { get; } = new(table);

        public bool IsThere { get; private set; }

        public long Rows { get; private set; }

        public string Hash => Convert.ToHexStringLower(_hash.GetCurrentHash());

        public async ValueTask Next(CancellationToken ct)
        {
            IsThere = await reader.ReadAsync(ct);
            if (!IsThere) return;
            Row.Read(reader);
            Rows++;
            _hash.AppendData(Row.Bytes);
        }

        public void Dispose() => _hash.Dispose();
    }
}
