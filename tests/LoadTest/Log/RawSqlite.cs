using System.Text;
using SQLitePCL;

namespace ContactHub.LoadTest.Log;

/// <summary>The yardstick: the same schema written by one thread in batches, with prepared statements and nothing else.</summary>
internal static class RawSqlite
{
    private static readonly byte[] Kind = Encoding.UTF8.GetBytes(BenchmarkRow.Kind);
    private static readonly byte[] Channel = Encoding.UTF8.GetBytes(BenchmarkRow.Channel);
    private static readonly byte[] Actor = Encoding.UTF8.GetBytes(BenchmarkRow.Actor);

    /// <param name="path">A migrated database with the conversations of <see cref="BenchmarkRow"/>, each with one event.</param>
    public static double Run(string path, TimeSpan duration, TimeProvider time)
    {
        Check(raw.sqlite3_open_v2(path, out var db, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null), null);
        using var connection = db;
        Check(raw.sqlite3_exec(db, "PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=10000"), db);
        using var insert = Prepare(db, "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        using var mark = Prepare(db, "INSERT INTO event_marks VALUES (?, ?, ?)");
        using var move = Prepare(db, "UPDATE conversations SET last_seq = ?3, last_position = ?4, updated_at = ?5, body = ?6 WHERE number = ?1 AND last_seq = ?2");
        using var begin = Prepare(db, "BEGIN IMMEDIATE");
        using var commit = Prepare(db, "COMMIT");

        long position = BenchmarkRow.Conversations;
        var last = Enumerable.Range(1, BenchmarkRow.Conversations).Select(n => (long)n).ToArray();
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < duration)
        {
            Step(begin, db);
            for (var i = 0; i < BenchmarkRow.Batch; i++)
            {
                var conversation = (int)(position % BenchmarkRow.Conversations);
                var seq = position / BenchmarkRow.Conversations + 1;
                position++;
                Head(conversation + 1, seq);
                Event(conversation + 1, seq, last[conversation]);
                last[conversation] = position;
            }

            Step(commit, db);
        }

        return (position - BenchmarkRow.Conversations) / time.GetElapsedTime(start).TotalSeconds;

        void Head(long number, long seq)
        {
            raw.sqlite3_bind_int64(move, 1, number);
            raw.sqlite3_bind_int64(move, 2, seq - 1);
            raw.sqlite3_bind_int64(move, 3, seq);
            raw.sqlite3_bind_int64(move, 4, position);
            raw.sqlite3_bind_int64(move, 5, BenchmarkRow.At.UtcTicks);
            raw.sqlite3_bind_blob(move, 6, BenchmarkRow.Body);
            Step(move, db);
            if (raw.sqlite3_changes(db) != 1) throw new InvalidOperationException("The yardstick wrote to another schema than the log's.");
        }

        void Event(long number, long seq, long prev)
        {
            raw.sqlite3_bind_int64(insert, 1, position);
            raw.sqlite3_bind_int64(insert, 2, number);
            raw.sqlite3_bind_int64(insert, 3, seq);
            raw.sqlite3_bind_int64(insert, 4, prev);
            raw.sqlite3_bind_int64(insert, 5, BenchmarkRow.At.UtcTicks);
            raw.sqlite3_bind_text(insert, 6, Kind);
            raw.sqlite3_bind_text(insert, 7, Channel);
            raw.sqlite3_bind_text(insert, 8, Actor);
            raw.sqlite3_bind_blob(insert, 9, BenchmarkRow.Payload);
            Step(insert, db);
            if (seq % 64 != 0) return;
            raw.sqlite3_bind_int64(mark, 1, number);
            raw.sqlite3_bind_int64(mark, 2, seq);
            raw.sqlite3_bind_int64(mark, 3, position);
            Step(mark, db);
        }
    }

    private static sqlite3_stmt Prepare(sqlite3 db, string sql)
    {
        Check(raw.sqlite3_prepare_v3(db, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement), db);
        return statement;
    }

    private static void Step(sqlite3_stmt statement, sqlite3 db)
    {
        Check(raw.sqlite3_step(statement), db);
        Check(raw.sqlite3_reset(statement), db);
    }

    private static void Check(int code, sqlite3? db)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_DONE) return;
        throw new InvalidOperationException($"SQLite error {code}: {(db is null ? "" : raw.sqlite3_errmsg(db).utf8_to_string())}");
    }
}
