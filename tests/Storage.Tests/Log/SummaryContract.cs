using System.Text;
using static ContactHub.Storage.Tests.Events;

namespace ContactHub.Storage.Tests;

/// <summary>What every event log promises: summaries, lists and snapshots.</summary>
public abstract class SummaryContract : LogContractBase
{
    [Fact]
    public async Task The_summary_is_written_with_its_events()
    {
        await Log.Append(new AppendRequest("a", 0, [Event(), Event()], Summary("a", SummaryOwner.Queue, "roads", null, "c1", body: "first")));

        var summary = await Log.Summary("a");

        Assert.NotNull(summary);
        Assert.Equal((1, 2, 2), (summary.Number, summary.LastSeq, summary.LastPosition));
        Assert.Equal(("a", "open", "queue", "roads", null, "c1"), Routing(summary.Row));
        Assert.Equal(Noon, summary.Row.UpdatedAt);
        Assert.Equal("first", Encoding.UTF8.GetString(summary.Row.Body.Span));
    }

    [Fact]
    public async Task An_append_without_a_routing_change_replaces_only_the_body()
    {
        await Log.Append(new AppendRequest("a", 0, [Event()], Summary("a", SummaryOwner.Queue, "roads", body: "first")));
        await Log.Append(new AppendRequest("a", 1, [Event()], Summary("a", SummaryOwner.Agent, "parks", "x", body: "second"), RoutingChanged: false));

        var summary = await Log.Summary("a");

        Assert.Equal(("a", "open", "queue", "roads", null, null), Routing(summary!.Row));
        Assert.Equal("second", Encoding.UTF8.GetString(summary.Row.Body.Span));
        Assert.Equal((2, 2), (summary.LastSeq, summary.LastPosition));
    }

    [Fact]
    public async Task A_routing_change_among_appends_of_one_batch_is_written()
    {
        var waiting = new[]
        {
            Log.Append(new AppendRequest("a", 0, [Event()], Summary("a"))).AsTask(),
            Log.Append(new AppendRequest("a", 1, [Event()], Summary("a", SummaryOwner.Agent, "parks", "x", "c"))).AsTask(),
            Log.Append(new AppendRequest("a", 2, [Event()], Summary("a", SummaryOwner.Agent, "parks", "x", "c", body: "last"), RoutingChanged: false)).AsTask(),
        };
        await Task.WhenAll(waiting);

        var summary = await Log.Summary("a");
        Assert.Equal(("a", "open", "agent", "parks", "x", "c"), Routing(summary!.Row));
        Assert.Equal("last", Encoding.UTF8.GetString(summary.Row.Body.Span));
    }

    [Fact]
    public async Task Open_conversations_are_counted_by_owner()
    {
        Assert.Empty(await Log.OpenByOwner());
        await Open("a", SummaryOwner.Queue, "roads");
        await Open("b", SummaryOwner.Queue, "parks");
        await Open("c", SummaryOwner.Agent, "parks", "x");
        await Open("d", SummaryOwner.None, "roads", status: "resolved");

        Assert.Equal([("agent", 1L), ("queue", 2L)], (await Log.OpenByOwner()).Select(o => (o.Key, o.Value)).Order());
    }

    [Fact]
    public async Task Asking_whether_the_log_can_be_written_stores_nothing()
    {
        await Log.CheckWritable();
        await Open("a", SummaryOwner.Bot);
        await Task.WhenAll(Log.CheckWritable(), Log.Append(new AppendRequest("a", 1, [Event()], Summary("a"))).AsTask(), Log.CheckWritable());

        Assert.Equal(2, await Log.LastPosition());
        Assert.Empty(await Log.Verify());
        await Reopen();
        await Log.CheckWritable();
        Assert.Equal(2, await Log.LastPosition());
    }

    [Fact]
    public async Task Lists_are_filtered_and_ordered_by_their_last_change()
    {
        await Open("a", SummaryOwner.Queue, "roads");
        await Open("b", SummaryOwner.Agent, "roads", "ayşe", "c1");
        await Open("c", SummaryOwner.Agent, "parks", "ayşe", "c2");
        await Open("d", SummaryOwner.None, "roads", "ayşe", "c1", status: "resolved");
        await Open("e", SummaryOwner.Bot);
        await Log.Append(new AppendRequest("b", 1, [Event()], Summary("b", SummaryOwner.Agent, "roads", "ayşe", "c1"), RoutingChanged: false));

        Assert.Equal("b e d c a", await List(new SummaryQuery()));
        Assert.Equal("a", await List(new SummaryQuery(Owner: SummaryOwner.Queue)));
        Assert.Equal("b c", await List(new SummaryQuery(Owner: SummaryOwner.Agent)));
        Assert.Equal("d", await List(new SummaryQuery(Owner: SummaryOwner.None)));
        Assert.Equal("b d a", await List(new SummaryQuery(DepartmentId: "roads")));
        Assert.Equal("b d c", await List(new SummaryQuery(AgentId: "ayşe")));
        Assert.Equal("c", await List(new SummaryQuery(AgentId: "ayşe", DepartmentId: "parks")));
        Assert.Equal("b d", await List(new SummaryQuery(CitizenId: "c1")));
        Assert.Equal("d", await List(new SummaryQuery(Status: "resolved")));
        Assert.Equal("", await List(new SummaryQuery(AgentId: "nobody")));
        Assert.Equal("a c d e b", await List(new SummaryQuery(AfterPosition: 0)));
        Assert.Equal("a d b", await List(new SummaryQuery(DepartmentId: "roads", AfterPosition: 0)));
        Assert.Equal("c d b", await List(new SummaryQuery(AgentId: "ayşe", AfterPosition: 0)));
    }

    [Fact]
    public async Task Lists_come_in_pages_by_the_last_position_of_the_page_before()
    {
        for (var i = 0; i < 10; i++) await Open($"c{i}", SummaryOwner.Queue, "roads");
        foreach (var query in new[] { new SummaryQuery(Limit: 4), new SummaryQuery(Owner: SummaryOwner.Queue, Limit: 4) })
        {
            var ids = new List<string>();
            long? before = null;
            while (await Log.Summaries(query with { BeforePosition = before }) is { Count: > 0 } page)
            {
                ids.AddRange(page.Select(s => s.Row.ConversationId));
                before = page[^1].LastPosition;
            }

            Assert.Equal(Enumerable.Range(0, 10).Reverse().Select(i => $"c{i}"), ids);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_list_longer_than_the_limit_is_refused(int limit) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Log.Summaries(new SummaryQuery(Limit: limit)));

    [Fact]
    public async Task Changed_summaries_follow_a_cursor_and_name_each_conversation_once_at_its_last_place()
    {
        await Log.Append(Append("a", 0, "1"));
        await Log.Append(Append("b", 0, "2"));
        await Log.Append(Append("a", 1, "3", "4"));
        await Log.Append(Append("c", 0, "5"));

        Assert.Equal([("b", 2L), ("a", 4L), ("c", 5L)], await Changed(0, 10));
        Assert.Equal([("b", 2L), ("a", 4L)], await Changed(0, 2));
        Assert.Equal([("a", 4L), ("c", 5L)], await Changed(2, 10));
        Assert.Empty(await Changed(5, 10));

        async Task<IEnumerable<(string, long)>> Changed(long after, int limit) =>
            (await Log.ChangedSummaries(after, limit)).Select(s => (s.Row.ConversationId, s.LastPosition));
    }

    [Fact]
    public async Task A_snapshot_is_kept_unless_a_later_one_is_there()
    {
        await AppendNumbered("a", 10);
        await Log.SaveSnapshot(new StoredSnapshot("a", 8, 3, new byte[] { 1, 2 }));
        await Log.SaveSnapshot(new StoredSnapshot("a", 4, 3, new byte[] { 9 }));
        await Reopen();

        var snapshot = await Log.Snapshot("a");
        Assert.Equal(("a", 8, 3), (snapshot!.ConversationId, snapshot.Seq, snapshot.Version));
        Assert.Equal(new byte[] { 1, 2 }, snapshot.State.ToArray());

        await Log.SaveSnapshot(new StoredSnapshot("a", 10, 4, default));
        Assert.Equal((10, 4), ((await Log.Snapshot("a"))!.Seq, (await Log.Snapshot("a"))!.Version));
    }

    [Fact]
    public async Task A_snapshot_of_events_that_are_not_there_is_refused()
    {
        await AppendNumbered("a", 3);
        await Assert.ThrowsAsync<ArgumentException>(() => Log.SaveSnapshot(new StoredSnapshot("a", 4, 1, default)));
        await Assert.ThrowsAsync<ArgumentException>(() => Log.SaveSnapshot(new StoredSnapshot("nobody", 1, 1, default)));
        Assert.Null(await Log.Snapshot("a"));
    }

    private static (string, string, string, string?, string?, string?) Routing(SummaryRow row) =>
        (row.ConversationId, row.Status, row.Owner, row.DepartmentId, row.AgentId, row.CitizenId);

    private async Task Open(string id, string owner, string? department = null, string? agent = null, string? citizen = null, string status = "open") =>
        await Log.Append(new AppendRequest(id, 0, [Event()], Summary(id, owner, department, agent, citizen, status)));

    private async Task<string> List(SummaryQuery query) =>
        string.Join(' ', (await Log.Summaries(query)).Select(s => s.Row.ConversationId));
}
