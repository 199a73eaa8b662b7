using System.Text;
using static ContactHub.Storage.Tests.Events;

namespace ContactHub.Storage.Tests;

/// <summary>When a copy does not begin, when it goes on, and when its target is not served.</summary>
public sealed class CopyRefusalTests : CopyStage
{
    [Fact]
    public async Task A_database_that_is_not_empty_is_refused_and_left_alone()
    {
        await OnTarget<object>("CREATE TABLE theirs (x int)");
        await Refused(resume: false, "not empty (table 'theirs')");
        await Refused(resume: true, "not empty (table 'theirs')");
        await OnTarget<object>("DROP TABLE theirs");
        Assert.Equal(0, await OnTarget<long>("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));

        // A hub that was started and stopped without a trace but its tables is as good as empty.
        await using (await PostgresEventLog.Open(Target))
        {
        }

        Assert.True((await NewCopy().Copy(resume: false)).IsEqual);
        await Refused(resume: false, "not empty (table 'account_claims')");
        await Refused(resume: true, "not empty (table 'account_claims')");
    }

    [Fact]
    public async Task A_hub_on_either_side_stands_in_the_way()
    {
        await using (await SqliteEventLog.Open(Source)) await Refused(resume: false, "in use by another ContactHub process");
        await using (await PostgresEventLog.Open(Target, new PostgresLogOptions { Sharing = LogSharing.Shared })) await Refused(resume: false, "in use by another ContactHub process");
        Assert.True((await NewCopy().Copy(resume: false)).IsEqual);
    }

    [Fact]
    public async Task A_folder_without_a_hub_is_refused()
    {
        using var empty = new TempFolder();
        var refusal = await Assert.ThrowsAsync<StorageStartException>(() => new StorageCopy(empty.Path, Target, TextWriter.Null, TimeProvider.System).Copy(resume: false));
        Assert.Contains("nothing to copy", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(empty.Path));
    }

    [Fact]
    public async Task A_database_that_does_not_keep_utf_8_is_refused()
    {
        await OnTarget<object>("CREATE DATABASE latin ENCODING 'LATIN5' TEMPLATE template0");
        var latin = new Npgsql.NpgsqlConnectionStringBuilder(Target) { Database = "latin" }.ToString();
        var refusal = await Assert.ThrowsAsync<StorageStartException>(() => new StorageCopy(Source, latin, TextWriter.Null, TimeProvider.System).Copy(resume: false));
        Assert.Contains("ENCODING 'UTF8'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_log_is_not_copied()
    {
        await OnSource<long>(SqliteEventLog.FileName, "DELETE FROM events WHERE position = 5");
        var error = await Assert.ThrowsAsync<StorageCopyException>(() => NewCopy().Copy(resume: false));
        Assert.Contains("Positions 5 to 5 are missing", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await OnTarget<long>("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    [Fact]
    public async Task An_interrupted_copy_is_not_served_and_goes_on_where_it_stopped_even_if_the_hub_ran_meanwhile()
    {
        await Interrupt();
        var copied = await OnTarget<long>("SELECT count(*) FROM events");
        Assert.InRange(copied, 1, 50);

        await Refused(resume: false, "go on with --resume");
        var refusal = await Assert.ThrowsAsync<StorageStartException>(() => PostgresEventLog.Open(Target));
        Assert.Contains("not finished", refusal.Message, StringComparison.Ordinal);
        await using (var log = await SqliteEventLog.Open(Source)) await log.Append(Append("later", 0, "while it was interrupted"));

        using var lines = new StringWriter();
        Assert.True((await NewCopy(lines).Copy(resume: true)).IsEqual);

        Assert.Contains(FormattableString.Invariant($"goes on after {copied} of 61"), lines.ToString(), StringComparison.Ordinal);
        await using var served = await PostgresEventLog.Open(Target);
        Assert.Equal(["while it was interrupted"], (await served.Read("later", 0, 10)).Texts());
    }

    [Fact]
    public async Task An_interrupted_copy_of_another_log_does_not_go_on()
    {
        await Interrupt();
        await OnTarget<object>("UPDATE events SET at = at + 1 WHERE position = (SELECT max(position) FROM events)");
        var error = await Assert.ThrowsAsync<StorageCopyException>(() => NewCopy().Copy(resume: true));
        Assert.Contains("not a copy of this log", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_was_tampered_with_is_found_at_its_end_and_not_served()
    {
        await Interrupt();
        await OnTarget<object>("UPDATE events SET payload = '' WHERE position = 1");

        var report = await NewCopy().Copy(resume: true);

        Assert.False(report.IsEqual);
        Assert.Equal("Conversation 'ş-1', event 1 at position 1: payload differ(s).", Assert.Single(report.Differences));
        await Assert.ThrowsAsync<StorageStartException>(() => PostgresEventLog.Open(Target));
    }

    private async Task Interrupt()
    {
        using var stop = new CancellationTokenSource();
        await using var progress = new CancelAfterLines(stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => NewCopy(progress).Copy(resume: false, batchSize: 10, stop.Token));
    }

    private async Task Refused(bool resume, string reason)
    {
        var refusal = await Assert.ThrowsAsync<StorageStartException>(() => NewCopy().Copy(resume));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Stops the copy when it says how far it has come.</summary>
    private sealed class CancelAfterLines(CancellationTokenSource stop) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value) => stop.Cancel();
    }
}
