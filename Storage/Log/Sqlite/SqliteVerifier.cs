namespace ContactHub.Storage;

internal static class SqliteVerifier
{
    public static IReadOnlyList<string> Verify(SqliteLogReader reader)
    {
        var verifier = new LogVerifier();
        var marks = 0L;
        using (var events = reader.Session.PrepareOnce("SELECT position, conversation, seq, prev FROM events ORDER BY position"))
        using (var mark = reader.Session.PrepareOnce("SELECT position FROM event_marks WHERE conversation = ? AND seq = ?"))
        {
            while (events.Step())
            {
                var (position, conversation, seq) = (events.Int64(0), events.Int64(1), events.Int64(2));
                verifier.Event(position, conversation, seq, events.Int64(3));
                if (seq % SqliteLogStatements.MarkEvery != 0) continue;
                marks++;
                mark.Bind(1, conversation).Bind(2, seq);
                if (!mark.Step() || mark.Int64(0) != position)
                    verifier.Problem($"Conversation {conversation}: event {seq} at position {position} is not marked there.");
                mark.Reset();
            }
        }

        using (var heads = reader.Session.PrepareOnce("SELECT number, last_seq, last_position FROM conversations"))
        {
            while (heads.Step()) verifier.Head(heads.Int64(0), heads.Int64(1), heads.Int64(2));
        }

        using (var count = reader.Session.PrepareOnce("SELECT count(*) FROM event_marks"))
        {
            count.Step();
            if (count.Int64(0) != marks) verifier.Problem($"There are {count.Int64(0)} marks for {marks} marked events.");
        }

        verifier.Finish();
        return verifier.Problems;
    }
}
