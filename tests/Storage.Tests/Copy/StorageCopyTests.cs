using ContactHub.Audit;
using static ContactHub.Storage.Tests.Events;

namespace ContactHub.Storage.Tests;

/// <summary>What a copy has afterwards, and that it is found out when it has something else.</summary>
public sealed class StorageCopyTests : CopyStage
{
    [Fact]
    public async Task Every_table_is_copied_and_found_equal()
    {
        var report = await NewCopy().Copy(resume: false);

        Assert.Empty(report.Differences);
        Assert.True(report.IsEqual);
        Assert.All(report.Tables, table => Assert.True(table.SourceRows > 0, $"The test has no row in {table.Name}."));
        var inSource = await OnSource<long>(HubDatabase.FileName, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'migrations'");
        Assert.Equal(inSource + 4, report.Tables.Count); // And events, conversations, snapshots, streams.
        Assert.False(await OnTarget<bool>("SELECT to_regclass('storage_copy') IS NOT NULL"));
        Assert.True((await NewCopy().Compare()).IsEqual);
    }

    [Fact]
    public async Task A_hub_goes_on_in_the_copy_where_it_stopped()
    {
        Assert.True((await NewCopy().Copy(resume: false)).IsEqual);

        await using var before = await SqliteEventLog.Open(Source);
        await using var after = await PostgresEventLog.Open(Target);
        var events = await before.ReadAll(0, 1000);
        Assert.Equal(events.Select(Flat), (await after.ReadAll(0, 1000)).Select(Flat));
        Assert.Equal(Difficult, (await after.Read("ş-3", 0, 1))[0].Text());
        var snapshot = await after.Snapshot("ş-7");
        Assert.Equal((2, 3, "00ff80"), (snapshot!.Seq, snapshot.Version, Convert.ToHexStringLower(snapshot.State.Span)));
        var last = (await after.Summary("ş-7"))!.LastSeq;
        await Assert.ThrowsAsync<ConflictException>(async () => await after.Append(Append("ş-7", last - 1, "x")));
        Assert.Equal(events.Count + 1, (await after.Append(Append("ş-7", last, "next"))).LastPosition);
        Assert.Equal(1, (await after.Append(Append("new", 0, "first"))).LastSeq);
        Assert.Empty(await after.Verify());

        await using var hub = await HubDatabase.Start(new StorageOptions { Provider = StorageOptions.Postgres, ConnectionString = Target }, TimeProvider.System);
        var audit = new AuditLog(hub, TimeProvider.System);
        await audit.Append(new AuditEntry("a1", "x", "staff.change", null, null));
        // Number 2 was given to an entry that is gone; it is not given again.
        Assert.Equal([3, 1], (await audit.Read()).Select(entry => entry.Id));

        static string Flat(StoredEvent e) => FormattableString.Invariant(
            $"{e.Position} {e.ConversationId} {e.Seq} {e.At:O} {e.Kind} {e.Channel} {e.Actor} {Convert.ToHexStringLower(e.Payload.Span)}");
    }

    [Theory]
    [InlineData("UPDATE events SET payload = convert_to('tampered', 'UTF8') WHERE position = 13", "Conversation 'ş-5', event 1 at position 13: payload differ(s).")]
    [InlineData("UPDATE events SET actor = actor || ' ' WHERE position = 13", "Conversation 'ş-5', event 1 at position 13: actor differ(s).")]
    [InlineData("DELETE FROM events WHERE position = 13", "Conversation 'ş-5', event 1 at position 13 is missing in the copy.")]
    [InlineData("INSERT INTO events SELECT 999, conversation, 50, at, kind, channel, actor, payload FROM events WHERE position = 13", "Conversation 'ş-5', event 50 at position 999 is only in the copy.")]
    [InlineData("UPDATE conversations SET last_seq = 99 WHERE id = 'ş-5'", "Conversation 'ş-5', its row of 'conversations': last_seq differ(s).")]
    [InlineData("UPDATE conversations SET id = 'S-5' WHERE id = 'ş-5'", "Conversation 'ş-5', its row of 'conversations': id differ(s).")]
    [InlineData("UPDATE snapshots SET state = ''", "Conversation 'ş-7', its snapshot: state differ(s).")]
    [InlineData("UPDATE departments SET name_tr = lower(name_tr) WHERE id = 'Zabıta'", "Table 'departments', row 'Zabıta': name_tr differ(s).")]
    [InlineData("UPDATE accounts SET lockout_end = lockout_end + interval '1 microsecond' WHERE id = 'a1'", "Table 'accounts', row 'a1': lockout_end differ(s).")]
    [InlineData("UPDATE accounts SET user_name = '' WHERE id = 'a2'", "Table 'accounts', row 'a2': user_name differ(s).")]
    [InlineData("DELETE FROM reminders", "Table 'reminders', row 'queue/su' is missing in the copy.")]
    [InlineData("SELECT setval(pg_get_serial_sequence('audit_trail', 'id'), 1)", "Table 'audit_trail': the last number that was given is 2, and 1 in the copy.")]
    public async Task What_was_changed_in_the_copy_is_found_and_named(string damage, string expected)
    {
        Assert.True((await NewCopy().Copy(resume: false)).IsEqual);
        await OnTarget<object>(damage);

        var report = await NewCopy().Compare();

        Assert.False(report.IsEqual);
        Assert.Contains(expected, report.Differences);
    }

    [Fact]
    public async Task A_text_that_postgresql_cannot_keep_is_named_and_not_changed()
    {
        await OnSource<long>(HubDatabase.FileName, "UPDATE citizens SET name = 'a' || char(0) || 'b' WHERE id = 'c2'");
        var error = await Assert.ThrowsAsync<StorageCopyException>(() => NewCopy().Copy(resume: false));
        Assert.Contains("Table 'citizens', row 'c2': 'name' has a NUL character", error.Message, StringComparison.Ordinal);

        await OnSource<long>(HubDatabase.FileName, "UPDATE citizens SET name = NULL WHERE id = 'c2'");
        await OnSource<long>(HubDatabase.FileName, $"UPDATE accounts SET user_name = '{new string('u', 300)}' WHERE id = 'a2'");
        error = await Assert.ThrowsAsync<StorageCopyException>(() => NewCopy().Copy(resume: true));
        Assert.Contains("'accounts'", error.Message, StringComparison.Ordinal);

        await OnSource<long>(HubDatabase.FileName, "UPDATE accounts SET user_name = NULL WHERE id = 'a2'");
        Assert.True((await NewCopy().Copy(resume: true)).IsEqual);
    }
}
