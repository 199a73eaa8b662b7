using Microsoft.Data.Sqlite;

namespace ContactHub.LoadTest.Servers;

/// <summary>
/// One thread that commits, in one transaction, all rows that arrived while the last commit was under way. WAL with
/// synchronous=FULL: a row is on disk before its append completes.
/// </summary>
internal sealed class GroupCommitWriter : IDisposable
{
    private const int MaxBatch = 1000;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, long> _sequences = new(StringComparer.Ordinal);
    private readonly Queue<Row> _waiting = new();
    private readonly Thread _thread;
    private bool _stopping;

    /// <param name="path">The database file, made anew.</param>
    public GroupCommitWriter(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        Execute("CREATE TABLE message(id INTEGER PRIMARY KEY, stream TEXT NOT NULL, sseq INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL, UNIQUE(stream, sseq));");
        _thread = new Thread(Run) { IsBackground = true, Name = "group commit" };
        _thread.Start();
    }

    /// <summary>Completes with the row's sequence number in its stream, from 1, once it is on disk.</summary>
    /// <exception cref="SqliteException">The batch could not be committed.</exception>
    public Task<long> AppendAsync(string stream, string body)
    {
        Row row = new(stream, body);
        lock (_waiting)
        {
            _waiting.Enqueue(row);
            if (_waiting.Count == 1)
                Monitor.Pulse(_waiting);
        }

        return row.Done.Task;
    }

    /// <summary>Commits what waits, then closes.</summary>
    public void Dispose()
    {
        lock (_waiting)
        {
            _stopping = true;
            Monitor.Pulse(_waiting);
        }

        _thread.Join();
        _connection.Dispose();
    }

    private void Run()
    {
        using SqliteCommand insert = _connection.CreateCommand();
        insert.CommandText = "INSERT INTO message(stream, sseq, at, body) VALUES($stream, $sseq, $at, $body)";
        SqliteParameter stream = insert.Parameters.Add("$stream", SqliteType.Text);
        SqliteParameter sequence = insert.Parameters.Add("$sseq", SqliteType.Integer);
        SqliteParameter at = insert.Parameters.Add("$at", SqliteType.Integer);
        SqliteParameter body = insert.Parameters.Add("$body", SqliteType.Text);
        List<Row> batch = new(MaxBatch);
        while (Take(batch))
        {
            try
            {
                using SqliteTransaction transaction = _connection.BeginTransaction();
                insert.Transaction = transaction;
                foreach (Row row in batch)
                {
                    row.Sequence = _sequences[row.Stream] = _sequences.GetValueOrDefault(row.Stream) + 1;
                    (stream.Value, sequence.Value, at.Value, body.Value) = (row.Stream, row.Sequence, Environment.TickCount64, row.Body);
                    insert.ExecuteNonQuery();
                }

                transaction.Commit();
                foreach (Row row in batch)
                    row.Done.SetResult(row.Sequence);
            }
            catch (SqliteException failure)
            {
                foreach (Row row in batch)
                    row.Done.TrySetException(failure);
            }
        }
    }

    private bool Take(List<Row> batch)
    {
        batch.Clear();
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_stopping)
                Monitor.Wait(_waiting);
            while (batch.Count < MaxBatch && _waiting.TryDequeue(out Row? row))
                batch.Add(row);
        }

        return batch.Count > 0;
    }

    private void Execute(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class Row(string stream, string body)
    {
        public string Stream { get; } = stream;
        public string Body { get; } = body;
        public long Sequence { get; set; }
        public TaskCompletionSource<long> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
