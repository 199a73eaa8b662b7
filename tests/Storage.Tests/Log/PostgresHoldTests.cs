using ContactHub.TestKit;
using Npgsql;
using static ContactHub.Storage.Tests.Events;

namespace ContactHub.Storage.Tests;

/// <summary>Who may have a PostgreSQL log open beside whom, and what becomes of one whose session is lost.</summary>
public sealed class PostgresHoldTests : IAsyncLifetime
{
    private const string GuardedSessions = "FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'ContactHub %'";

    private string _database = null!;

    public async Task InitializeAsync() => _database = await (await PostgresServer.Shared).CreateDatabase();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(LogSharing.Exclusive, LogSharing.Exclusive, false)]
    [InlineData(LogSharing.Exclusive, LogSharing.Shared, false)]
    [InlineData(LogSharing.Shared, LogSharing.Exclusive, false)]
    [InlineData(LogSharing.Shared, LogSharing.Shared, true)]
    [InlineData(LogSharing.Exclusive, LogSharing.Unguarded, true)]
    public async Task Who_may_have_the_log_beside_whom(LogSharing first, LogSharing second, bool allowed)
    {
        await using (var one = await Open(first))
        {
            if (allowed)
            {
                await using var two = await Open(second);
                await two.Append(Append("a", 0, "beside the first"));
            }
            else
            {
                var refusal = await Assert.ThrowsAsync<StorageStartException>(() => Open(second));
                Assert.Contains("in use by another ContactHub process", refusal.Message, StringComparison.Ordinal);
                Assert.Contains($"{Environment.ProcessId} on ", refusal.Message, StringComparison.Ordinal);
            }

            await one.Append(Append("b", 0, "still here"));
        }

        await using var afterwards = await Open(second);
        await afterwards.Append(Append("c", 0, "free again"));
    }

    [Fact]
    public async Task A_lost_session_is_taken_again_when_nobody_else_came()
    {
        string? takenOver = null;
        await using var log = await Open(LogSharing.Exclusive, reason => takenOver = reason);
        await log.Append(Append("a", 0, "before"));
        Assert.Equal(1, await Count($"SELECT count(pg_terminate_backend(pid)) {GuardedSessions}"));

        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await log.Append(Append("a", 1, "lost")));
        await log.Append(Append("a", 1, "after"));

        Assert.Null(takenOver);
        Assert.Equal(1, await Count($"SELECT count(*) {GuardedSessions}"));
        await Assert.ThrowsAsync<StorageStartException>(() => Open(LogSharing.Exclusive));
    }

    [Fact]
    public async Task A_log_that_was_taken_over_never_writes_again()
    {
        string? takenOver = null;
        await using var first = await Open(LogSharing.Exclusive, reason => takenOver = reason);
        await first.Append(Append("a", 0, "by the first"));
        await Count($"SELECT count(pg_terminate_backend(pid)) {GuardedSessions}");

        await using (var second = await Open(LogSharing.Exclusive))
        {
            for (var i = 0; i < 3; i++) await Assert.ThrowsAsync<StorageUnavailableException>(async () => await first.Append(Append("a", 1, "too late")));
            await second.Append(Append("a", 1, "by the second"));
        }

        // The other one has gone; what this one remembers is out of date all the same.
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await first.Append(Append("a", 2, "too late")));
        Assert.Contains("in use by another ContactHub process", takenOver, StringComparison.Ordinal);
        Assert.Equal(["by the first", "by the second"], (await first.Read("a", 0, 10)).Texts());
    }

    [Fact]
    public async Task A_log_with_nothing_to_write_notices_by_itself_that_it_was_taken_over()
    {
        var clock = new FakeClock();
        var takenOver = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var first = await PostgresEventLog.Open(
            _database, new PostgresLogOptions { Sharing = LogSharing.Exclusive, HoldTimeout = TimeSpan.Zero }, time: clock, takenOver: takenOver.SetResult);
        await Count($"SELECT count(pg_terminate_backend(pid)) {GuardedSessions}");
        await using var second = await Open(LogSharing.Exclusive);

        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Contains("ContactHub", await takenOver.Task.WaitAsync(TimeSpan.FromSeconds(60)), StringComparison.Ordinal);
    }

    private Task<PostgresEventLog> Open(LogSharing sharing, Action<string>? takenOver = null) => PostgresEventLog.Open(
        _database, new PostgresLogOptions { Sharing = sharing, HoldTimeout = TimeSpan.FromMilliseconds(200) }, takenOver: takenOver);

    private async Task<long> Count(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
