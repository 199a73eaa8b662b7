using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using static ContactHub.Storage.Tests.Events;

namespace ContactHub.Storage.Tests;

public abstract class ProjectionContract : HubDatabaseBase
{
    private static readonly string[] Kinds =
    [
        "conversationOpened", "messagePosted", "noteAdded", "emailReceived", "emailSent", "emailFailed", "callRang", "callProgressed", "callAnswered", "callEnded",
        "callRecorded", "handoffRequested", "queueEntered", "agentAssigned", "agentReleased", "conversationTransferred", "citizenIdentified",
        "conversationsMerged", "conversationSplit", "labelsChanged", "priorityChanged", "conversationSnoozed", "conversationResolved",
        "conversationReopened", "satisfactionRated", "requestRecorded", "messageRedacted", "ofANewerVersion",
    ];

    [Fact]
    public async Task Statistics_say_when_a_conversation_was_opened_answered_and_resolved()
    {
        await Append(
            ("conversationOpened", "chat", "citizen/c"), ("messagePosted", "chat", "citizen/c"), ("messagePosted", "chat", "bot/faq"),
            ("messagePosted", "chat", "agent/a/Ayşe"), ("messagePosted", "e-mail", "agent/b"), ("conversationResolved", "chat", "agent/a"));
        using var runner = Runner();
        await runner.CatchUp();

        Assert.Equal((Ticks(0), Ticks(3), Ticks(5), Ticks(5)), await Times("a"));
        Assert.Equal(3, await Count("messagePosted", "chat"));
        Assert.Equal(1, await Count("messagePosted", "e-mail"));

        await Append(("conversationReopened", "chat", "citizen/c"), ("messagePosted", "chat", "agent/a"));
        await runner.CatchUp();
        Assert.Equal((Ticks(0), Ticks(3), null, Ticks(7)), await Times("a"));
        Assert.Equal(4, await Count("messagePosted", "chat"));
    }

    [Fact]
    public async Task Mails_and_calls_wait_for_a_person_and_are_answered_by_one()
    {
        await Append(
            ("conversationOpened", "email", "citizen/c"), ("queueEntered", "email", "system/hub"), ("emailReceived", "email", "citizen/c"),
            ("emailSent", "email", "system/hub"), ("emailSent", "email", "agent/a/Ayşe"));
        using var runner = Runner();
        await runner.CatchUp();

        Assert.Equal((Ticks(0), Ticks(4), null, Ticks(4)), await Times("a"));
        await using var connection = await Database.Open();
        Assert.Equal(Ticks(1), await connection.ExecuteScalarAsync<long>("SELECT handed_over_at FROM conversation_stats WHERE conversation = 'a'"));

        await Log.Append(new AppendRequest("b", 0, [Event("b", "callRang", "phone", "citizen/c"), Event("b", "callAnswered", "phone", "agent/a")], Summary("b")));
        await runner.CatchUp();
        Assert.NotNull((await Times("b")).Item2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_rebuilt_projection_equals_the_running_one(int seed)
    {
        var random = new Random(seed);
        using var runner = Runner();
        var known = new long[5];
        for (var i = 0; i < 120; i++)
        {
            var c = random.Next(known.Length);
            var kinds = Enumerable.Range(0, random.Next(1, 12)).Select(_ => Kinds[random.Next(Kinds.Length)]);
            var actors = new[] { "citizen/x", "agent/a", "bot/faq", "system/hub" };
            var events = kinds.Select(k => Event("x", k, random.Next(2) == 0 ? "chat" : "phone", actors[random.Next(4)], Noon.AddTicks(random.Next()))).ToList();
            known[c] = (await Log.Append(new AppendRequest($"c{c}", known[c], events, Summary($"c{c}")))).LastSeq;
            if (random.Next(10) == 0) await runner.CatchUp();
        }

        await runner.CatchUp();
        var running = await Dump();
        await runner.Rebuild("conversation_stats");

        Assert.True(running.Count > Kinds.Length);
        Assert.Equal(running, await Dump());
        Assert.Equal(await Log.LastPosition(), await Checkpoint());
    }

    [Fact]
    public async Task Several_runners_at_once_apply_each_event_once()
    {
        for (var i = 0; i < 1200; i += 100)
            await Log.Append(new AppendRequest("a", i, [.. Enumerable.Range(0, 100).Select(_ => Event(kind: "messagePosted"))], Summary("a")));
        using var one = Runner();
        using var two = Runner();
        using var three = Runner();

        await Task.WhenAll(Task.Run(() => one.CatchUp()), Task.Run(() => two.CatchUp()), Task.Run(() => three.CatchUp()));

        Assert.Equal(1200, await Count("messagePosted", "chat"));
    }

    [Fact]
    public async Task A_failed_batch_leaves_neither_effect_nor_checkpoint()
    {
        await Append(("messagePosted", "chat", "citizen/c"));
        using var runner = Runner(new ConversationStats(), new Failing());
        await Assert.ThrowsAsync<InvalidOperationException>(() => runner.CatchUp());

        Assert.Equal(1, await Checkpoint());
        await using var connection = await Database.Open();
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM conversation_stats WHERE conversation = 'half'"));
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("SELECT coalesce(max(position), 0) FROM projections WHERE name = 'failing'"));
    }

    [Fact]
    public async Task A_projection_that_is_ahead_of_a_restored_log_is_rebuilt()
    {
        await Append(("messagePosted", "chat", "citizen/c"));
        using var runner = Runner();
        await runner.CatchUp();
        await using (var connection = await Database.Open())
            await connection.ExecuteAsync("UPDATE projections SET position = 99; UPDATE conversation_event_counts SET count = 99");

        await runner.CatchUp();

        Assert.Equal(1, await Checkpoint());
        Assert.Equal(1, await Count("messagePosted", "chat"));
    }

    [Fact]
    public async Task A_newer_release_derives_its_version_anew_and_an_older_one_leaves_it_alone()
    {
        using var older = Runner();
        using var newer = Runner(new NewerStats());
        await Append(("messagePosted", "chat", "citizen/c"), ("ofANewerVersion", "chat", "citizen/c"));
        await older.CatchUp();

        await newer.CatchUp();
        Assert.Equal(1, await Count("messagePosted", "newer"));
        await Append(("messagePosted", "chat", "citizen/c"));
        await older.CatchUp();
        Assert.Equal(2, await Checkpoint());
        await newer.CatchUp();

        Assert.Equal(2, await Count("messagePosted", "newer"));
        Assert.Equal(0, await Count("messagePosted", "chat"));
        Assert.Equal(3, await Checkpoint());
    }

    [Fact]
    public async Task After_going_back_to_an_older_release_a_rebuild_makes_the_projection_its_own()
    {
        using var newer = Runner(new NewerStats());
        await Append(("messagePosted", "chat", "citizen/c"));
        await newer.CatchUp();
        using var older = Runner();

        await older.RebuildAll();
        await Append(("messagePosted", "chat", "citizen/c"));
        await older.CatchUp();

        Assert.Equal(2, await Count("messagePosted", "chat"));
        Assert.Equal(0, await Count("messagePosted", "newer"));
    }

    [Fact]
    public async Task The_runner_follows_commits_while_the_host_runs()
    {
        var projection = new Counting(expected: 3);
        using var runner = Runner(projection);
        await runner.StartAsync(CancellationToken.None);
        await Append(("messagePosted", "chat", "citizen/c"));
        await Append(("messagePosted", "chat", "citizen/c"), ("messagePosted", "chat", "citizen/c"));
        await projection.Reached.WaitAsync(Patience);
        await runner.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Rebuilding_an_unknown_projection_names_the_known_ones()
    {
        using var runner = Runner();
        var error = await Assert.ThrowsAsync<ArgumentException>(() => runner.Rebuild("typo"));
        Assert.Contains("conversation_stats", error.Message, StringComparison.Ordinal);
    }

    private static long Ticks(int seq) => Noon.AddMinutes(seq).UtcTicks;

    private ProjectionRunner Runner(params IProjection[] projections) =>
        new(Log, Database, projections.Length > 0 ? projections : [new ConversationStats()], TimeProvider.System, NullLogger<ProjectionRunner>.Instance);

    private async Task Append(params (string Kind, string Channel, string Actor)[] events)
    {
        var seq = (await Log.Summary("a"))?.LastSeq ?? 0;
        await Log.Append(new AppendRequest(
            "a", seq, [.. events.Select((e, i) => Event("x", e.Kind, e.Channel, e.Actor, Noon.AddMinutes(seq + i)))], Summary("a")));
    }

    private async Task<(long, long?, long?, long)> Times(string conversation)
    {
        await using var connection = await Database.Open();
        return await connection.QuerySingleAsync<(long, long?, long?, long)>(
            "SELECT opened_at, first_agent_reply_at, resolved_at, last_event_at FROM conversation_stats WHERE conversation = @conversation", new { conversation });
    }

    private async Task<long> Count(string kind, string channel)
    {
        await using var connection = await Database.Open();
        return await connection.ExecuteScalarAsync<long>(
            "SELECT count FROM conversation_event_counts WHERE kind = @kind AND channel = @channel", new { kind, channel });
    }

    private async Task<long> Checkpoint()
    {
        await using var connection = await Database.Open();
        return await connection.ExecuteScalarAsync<long>("SELECT position FROM projections WHERE name = 'conversation_stats'");
    }

    private async Task<List<string>> Dump()
    {
        await using var connection = await Database.Open();
        var rows = new List<string>();
        foreach (var sql in new[] { "SELECT * FROM conversation_stats ORDER BY 1", "SELECT * FROM conversation_event_counts ORDER BY 1, 2, 3" })
        {
            foreach (IDictionary<string, object?> row in await connection.QueryAsync(sql))
                rows.Add(string.Join('|', row.Values));
        }

        return rows;
    }

    /// <summary>The statistics of a next release, which counts under another channel.</summary>
    private sealed class NewerStats : IProjection
    {
        private readonly ConversationStats _stats = new();

        public string Name => _stats.Name;

        public int Version => ((IProjection)_stats).Version + 1;

        public Task Apply(DbConnection connection, DbTransaction transaction, IReadOnlyList<StoredEvent> events) =>
            _stats.Apply(connection, transaction, [.. events.Select(e => e with { Channel = "newer" })]);

        public Task Reset(DbConnection connection, DbTransaction transaction) => _stats.Reset(connection, transaction);
    }

    private sealed class Failing : IProjection
    {
        public string Name => "failing";

        public async Task Apply(DbConnection connection, DbTransaction transaction, IReadOnlyList<StoredEvent> events)
        {
            await connection.ExecuteAsync("INSERT INTO conversation_stats (conversation, opened_at, last_event_at) VALUES ('half', 0, 0)", transaction: transaction);
            throw new InvalidOperationException("broken on purpose");
        }

        public Task Reset(DbConnection connection, DbTransaction transaction) => Task.CompletedTask;
    }

    private sealed class Counting(int expected) : IProjection
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public string Name => "counting";
        public Task Reached => _reached.Task;

        public Task Apply(DbConnection connection, DbTransaction transaction, IReadOnlyList<StoredEvent> events)
        {
            if ((_count += events.Count) == expected) _reached.SetResult();
            return Task.CompletedTask;
        }

        public Task Reset(DbConnection connection, DbTransaction transaction) => Task.CompletedTask;
    }
}

public sealed class SqliteProjectionTests : ProjectionContract
{
    protected override bool OnPostgres => false;
}

public sealed class PostgresProjectionTests : ProjectionContract
{
    protected override bool OnPostgres => true;
}
