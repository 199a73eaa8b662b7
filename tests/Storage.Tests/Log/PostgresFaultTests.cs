using System.Collections.Concurrent;
using ContactHub.TestKit;
using Npgsql;
using static ContactHub.Storage.Tests.Events;

namespace ContactHub.Storage.Tests;

/// <summary>What the log does while the server is away, and when a connection breaks at the worst moment.</summary>
public sealed class PostgresFaultTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_server_that_crashes_under_load_has_exactly_what_was_acknowledged()
    {
        await using var server = await PostgresServer.Start();
        await using var log = await PostgresEventLog.Open(await server.CreateDatabase());
        for (var crash = 0; crash < 3; crash++)
        {
            var acknowledged = new ConcurrentDictionary<string, long>();
            using var progress = new SemaphoreSlim(0);
            using var stop = new CancellationTokenSource();
            var writers = Enumerable.Range(0, 32).Select(w => Task.Run(() => Write($"{crash}/{w}"))).ToList();
            await Acknowledgements(500);
            await server.Kill();
            await server.Restart();
            await Acknowledgements(500);
            await stop.CancelAsync();
            await Task.WhenAll(writers).WaitAsync(Patience);

            foreach (var (id, last) in acknowledged)
                Assert.Equal(Enumerable.Range(0, (int)last).Select(i => $"{i}"), (await log.Read(id, 0, 100_000)).Texts());
            Assert.Empty(await log.Verify());

            async Task Acknowledgements(int count)
            {
                for (var i = 0; i < count; i++) Assert.True(await progress.WaitAsync(Patience), "The log does not go on.");
            }

            async Task Write(string id)
            {
                for (var seq = 0L; !stop.IsCancellationRequested;)
                {
                    try
                    {
                        acknowledged[id] = seq = (await log.Append(Append(id, seq, $"{seq}"))).LastSeq;
                        progress.Release();
                    }
                    catch (StorageUnavailableException e)
                    {
                        Assert.False(e.OutcomeUnknown);
                    }
                }
            }
        }
    }

    [Fact]
    public async Task A_server_that_is_away_refuses_reads_and_appends_until_it_is_back()
    {
        await using var server = await PostgresServer.Start();
        await using var log = await PostgresEventLog.Open(await server.CreateDatabase());
        await log.Append(Append("a", 0, "before"));
        await server.Stop();

        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await log.Append(Append("a", 1, "refused")));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => log.Read("a", 0, 10));

        await server.Restart();
        Assert.Equal(2, (await log.Append(Append("a", 1, "after"))).LastSeq);
        Assert.Equal(["before", "after"], (await log.Read("a", 0, 10)).Texts());
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_found_to_have_happened()
    {
        await using var proxy = new CuttingProxy((await PostgresServer.Shared).Port);
        await using var log = await OpenThrough(proxy);
        await log.Append(Append("a", 0, "before"));

        proxy.Next = CuttingProxy.Cut.After;
        var receipt = await log.Append(Append("a", 1, "in doubt"));

        Assert.Equal(2, receipt.LastSeq);
        Assert.Equal(["before", "in doubt"], (await log.Read("a", 0, 10)).Texts());
        Assert.Equal(3, (await log.Append(Append("a", 2, "after"))).LastSeq);
        Assert.Empty(await log.Verify());
    }

    [Fact]
    public async Task A_commit_that_never_reached_the_server_is_refused_and_can_be_repeated()
    {
        await using var proxy = new CuttingProxy((await PostgresServer.Shared).Port);
        await using var log = await OpenThrough(proxy);
        await log.Append(Append("a", 0, "before"));

        proxy.Next = CuttingProxy.Cut.Before;
        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(async () => await log.Append(Append("a", 1, "lost")));

        Assert.False(refusal.OutcomeUnknown);
        Assert.Equal(["before"], (await log.Read("a", 0, 10)).Texts());
        Assert.Equal(2, (await log.Append(Append("a", 1, "again"))).LastSeq);
    }

    [Fact]
    public async Task A_commit_that_cannot_be_asked_about_is_reported_as_unknown()
    {
        await using var proxy = new CuttingProxy((await PostgresServer.Shared).Port);
        await using var log = await OpenThrough(proxy);
        await log.Append(Append("a", 0, "before"));

        proxy.Next = CuttingProxy.Cut.AfterForGood;
        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(async () => await log.Append(Append("a", 1, "in doubt")));

        Assert.True(refusal.OutcomeUnknown);
    }

    [Fact]
    public async Task Several_processes_writing_at_once_stay_in_order_and_a_cursor_misses_nothing()
    {
        const int each = 400;
        var database = await (await PostgresServer.Shared).CreateDatabase();
        await using var one = await PostgresEventLog.Open(database);
        await using var two = await PostgresEventLog.Open(database);
        await using var three = await PostgresEventLog.Open(database);
        var logs = new IEventLog[] { one, two, three };
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var follower = Task.Run(async () =>
        {
            var positions = new List<long>();
            while (positions.Count < logs.Length * each)
                positions.AddRange((await three.ReadAll(positions.LastOrDefault(), 50)).Select(e => e.Position));
            return positions;
        });
        await Task.WhenAll(logs.SelectMany((log, l) => Enumerable.Range(0, 8).Select(w => Task.Run(() => Write(log, l, w)))));
        var positions = await follower.WaitAsync(Patience);

        Assert.Equal(Enumerable.Range(1, logs.Length * each).Select(p => (long)p), positions);
        Assert.Empty(await two.Verify());

        var last = logs.Length * each + 1;
        two.Committed += position =>
        {
            if (position == last) heard.TrySetResult();
        };
        await one.Append(Append("heard elsewhere", 0, "x"));
        await heard.Task.WaitAsync(Patience);

        // All processes write to the same few conversations, and take what a conflict tells them.
        static async Task Write(IEventLog log, int process, int writer)
        {
            var id = $"shared{writer}";
            long known = 0;
            for (var n = 0; n < each / 8;)
            {
                try
                {
                    known = (await log.Append(Append(id, known, $"{process}/{n}"))).LastSeq;
                    n++;
                }
                catch (ConflictException conflict)
                {
                    known = conflict.ActualSeq;
                }
            }
        }
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_stops_the_start_with_its_reason()
    {
        var nobody = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = 1, Username = "hub", Timeout = 2 }.ToString();
        var refusal = await Assert.ThrowsAsync<StorageStartException>(() => PostgresEventLog.Open(nobody));
        Assert.Contains("cannot be opened", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<PostgresEventLog> OpenThrough(CuttingProxy proxy)
    {
        var database = new NpgsqlConnectionStringBuilder(await (await PostgresServer.Shared).CreateDatabase())
        {
            Port = proxy.Port,
            // A prepared COMMIT would pass the proxy by its number.
            MaxAutoPrepare = 1,
            AutoPrepareMinUsages = 1000,
        };
        var options = new PostgresLogOptions { OutcomeTimeout = TimeSpan.FromSeconds(3), RetryDelay = TimeSpan.FromMilliseconds(20) };
        return await PostgresEventLog.Open(database.ToString(), options);
    }
}
