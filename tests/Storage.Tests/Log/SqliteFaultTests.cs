using Microsoft.Data.Sqlite;
using static ContactHub.Storage.Tests.Events;

namespace ContactHub.Storage.Tests;

/// <summary>What the log does while its file cannot be written, and afterwards.</summary>
public sealed class SqliteFaultTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private SqliteEventLog _log = null!;

    private string FilePath => Path.Combine(_folder.Path, SqliteEventLog.FileName);

    public async Task InitializeAsync() => _log = await Open();

    public async Task DisposeAsync()
    {
        await _log.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_full_disk_refuses_appends_loses_nothing_and_is_recovered_from()
    {
        var text = new string('x', 2000);
        _log.PageLimit = 60;
        var acknowledged = 0;
        StorageUnavailableException? refusal = null;
        while (refusal is null)
        {
            Assert.True(acknowledged < 1000, "The disk never became full.");
            try
            {
                await _log.Append(Append("a", acknowledged, text));
                acknowledged++;
            }
            catch (StorageUnavailableException e)
            {
                refusal = e;
            }
        }

        Assert.Contains("full", refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.OutcomeUnknown);
        Assert.Equal(acknowledged, await _log.LastPosition());

        // Everyone in a batch that does not fit is refused.
        var batch = Enumerable.Range(0, 20).Select(i => _log.Append(Append($"b{i}", 0, text)).AsTask()).ToList();
        foreach (var append in batch) await Assert.ThrowsAsync<StorageUnavailableException>(() => append);

        _log.PageLimit = 1_000_000;
        Assert.Equal(acknowledged + 1, (await _log.Append(Append("a", acknowledged, "after"))).LastSeq);
        Assert.Equal(acknowledged + 1, (await _log.Read("a", 0, 10_000)).Count);
        Assert.Null(await _log.Summary("b0"));
        Assert.Empty(await _log.Verify());
    }

    [Fact]
    public async Task A_locked_database_refuses_appends_until_the_lock_is_gone()
    {
        await _log.Append(Append("a", 0, "before"));
        using var other = Connect();
        Execute(other, "BEGIN IMMEDIATE");

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(async () => await _log.Append(Append("a", 1, "refused")));
        Assert.Contains("locked", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["before"], (await _log.Read("a", 0, 10)).Texts());

        Execute(other, "ROLLBACK");
        Assert.Equal(2, (await _log.Append(Append("a", 1, "after"))).LastSeq);
        Assert.Equal(["before", "after"], (await _log.Read("a", 0, 10)).Texts());
    }

    [Fact]
    public async Task A_file_that_is_gone_refuses_appends_until_it_is_back()
    {
        await _log.Append(Append("a", 0, "before"));
        File.Move(FilePath, FilePath + ".away");

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(async () => await _log.Append(Append("a", 1, "refused")));
        Assert.Contains("cannot be opened", refusal.Message, StringComparison.Ordinal);

        File.Move(FilePath + ".away", FilePath);
        Assert.Equal(2, (await _log.Append(Append("a", 1, "after"))).LastSeq);
        Assert.Equal(["before", "after"], (await _log.Read("a", 0, 10)).Texts());
        Assert.Empty(await _log.Verify());
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused_until_the_first_is_gone()
    {
        var refusal = await Assert.ThrowsAsync<StorageStartException>(Open);
        Assert.Contains("in use by another ContactHub process", refusal.Message, StringComparison.Ordinal);

        await _log.DisposeAsync();
        _log = await Open();
        await _log.Append(Append("a", 0, "x"));
    }

    [Fact]
    public async Task A_file_that_is_no_database_stops_the_start_with_its_reason()
    {
        await _log.DisposeAsync();
        await File.WriteAllTextAsync(FilePath, new string('?', 10_000));
        var refusal = await Assert.ThrowsAsync<StorageStartException>(Open);
        Assert.Contains("not a database", refusal.Message, StringComparison.Ordinal);
        File.Delete(FilePath);
        _log = await Open();
    }

    [Fact]
    public async Task The_write_ahead_log_shrinks_again_after_a_long_reader()
    {
        await _log.DisposeAsync();
        const long max = 1024 * 1024;
        _log = await SqliteEventLog.Open(_folder.Path, new SqliteLogOptions { CheckpointPages = 50, MaxWalBytes = max });
        await _log.Append(Append("a", 0, "x"));
        using var reader = Connect();
        Execute(reader, "BEGIN");
        Execute(reader, "SELECT count(*) FROM events");
        for (var i = 1; i <= 400; i++) await _log.Append(Append("a", i, new string('x', 4000)));
        Assert.True(WalBytes() > max, "The reader did not hold the log.");

        Execute(reader, "ROLLBACK");
        for (var i = 401; i <= 1000; i++) await _log.Append(Append("a", i, "x"));

        Assert.True(WalBytes() <= max, $"The write-ahead log still has {WalBytes()} bytes.");
        Assert.Empty(await _log.Verify());
    }

    [Fact]
    public async Task Closing_finishes_the_appends_under_way_and_refuses_later_ones()
    {
        var waiting = Enumerable.Range(0, 100).Select(i => _log.Append(Append("a", i, "x")).AsTask()).ToList();
        await _log.DisposeAsync();
        Assert.Equal(100, (await Task.WhenAll(waiting))[^1].LastSeq);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await _log.Append(Append("a", 100, "late")));

        _log = await Open();
        Assert.Equal(100, await _log.LastPosition());
    }

    private long WalBytes() => new FileInfo(FilePath + "-wal").Length;

    private Task<SqliteEventLog> Open() =>
        SqliteEventLog.Open(_folder.Path, new SqliteLogOptions { BusyTimeout = TimeSpan.FromMilliseconds(20) });

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={FilePath};Pooling=false");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteScalar();
    }
}
