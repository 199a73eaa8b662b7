using System.Text;
using ContactHub.Outbound;
using ContactHub.TestKit;

namespace ContactHub.Storage.Tests;

/// <summary>What the outbox's store promises, on either database.</summary>
public abstract class DeliveryContract : HubDatabaseBase
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    protected FakeClock Clock { get; } = new();

    protected DeliveryStore Store => new(Database, Clock);

    private DeliveryLog Deliveries => new(Database, Clock);

    [Fact]
    public async Task A_new_channel_begins_at_the_end_and_an_old_one_where_it_was()
    {
        Assert.Equal(7, await Store.Position("sms", 7));
        Assert.True(await Store.Advance("sms", 7, 9, []));
        Assert.Equal(9, await Store.Position("sms", 100));
        Assert.Equal(100, await Store.Position("mail", 100));
    }

    [Fact]
    public async Task Deliveries_and_the_place_in_the_log_are_kept_together_or_not_at_all()
    {
        await Store.Position("sms", 0);
        Assert.True(await Store.Advance("sms", 0, 1, [(Event(1), new NewDelivery("t", "k"))]));
        Assert.False(await Store.Advance("sms", 0, 2, [(Event(2), new NewDelivery("t", "k"))]));
        Assert.Equal(1, await Store.Position("sms", 0));
        Assert.Single(await Deliveries.List(new DeliveryQuery("sms"), 10));
    }

    [Fact]
    public async Task An_event_that_is_selected_again_gives_the_same_delivery_once()
    {
        await Add(1, "k");
        var first = Assert.Single(await Store.Claim("sms", "me", Life, 10));
        Assert.True(await Store.Finish(first, "me", Done));
        await Store.Advance("sms", 1, 0, []);
        await Add(1, "k");
        var listed = Assert.Single(await Deliveries.List(new DeliveryQuery("sms"), 10));
        Assert.Equal(first.Id, listed.Delivery.Id);
        Assert.Equal(DeliveryState.Delivered, listed.Delivery.State);
    }

    [Fact]
    public async Task A_delivery_comes_back_as_it_was_stored()
    {
        var e = Event(1, "ş-1");
        await Store.Position("sms", 0);
        await Store.Advance("sms", 0, 1, [(e, new NewDelivery("hedef İ", "k", Encoding.UTF8.GetBytes("ğ\0")))]);
        var delivery = Assert.Single(await Store.Claim("sms", "me", Life, 10));
        Assert.Equal("ğ\0", Encoding.UTF8.GetString(delivery.Payload.Span));
        Assert.Equal(
            ("hedef İ", "k", "ş-1", 1L, 1L, "messagePosted", 1, DeliveryState.Waiting),
            (delivery.Target, delivery.OrderKey, delivery.ConversationId, delivery.Seq, delivery.Position, delivery.Kind, delivery.Attempts, delivery.State));
        Assert.Equal(Clock.GetUtcNow(), delivery.FirstAt);
        Assert.Equal(Delivery.IdOf("sms", "hedef İ", e), delivery.Id);
        Assert.NotEqual(Delivery.IdOf("sms", "hedef İ", e with { At = e.At.AddTicks(1) }), delivery.Id);
    }

    [Fact]
    public async Task Of_a_key_only_the_first_is_due_and_other_keys_do_not_wait()
    {
        await Add(1, "a", "b", "a", "a");
        var first = await Store.Claim("sms", "me", Life, 10);
        Assert.Equal(["a", "b"], first.Select(d => d.OrderKey));
        Assert.Empty(await Store.Claim("sms", "other", Life, 10));

        Assert.True(await Store.Finish(first[0], "me", Done));
        Assert.Equal(3, Assert.Single(await Store.Claim("sms", "other", Life, 10)).Position);
    }

    [Fact]
    public async Task What_waits_for_a_retry_holds_back_its_own_key_only()
    {
        await Add(1, "a", "a", "b");
        var head = (await Store.Claim("sms", "me", Life, 1))[0];
        Assert.True(await Store.Finish(head, "me", Waiting(Clock.GetUtcNow().AddMinutes(5)) with { Code = "503", Detail = "later" }));
        Assert.Equal("b", Assert.Single(await Store.Claim("sms", "me", Life, 10)).OrderKey);
        await Add(4, "a");
        Assert.Empty(await Store.Claim("sms", "me", Life, 10));

        Clock.Advance(TimeSpan.FromMinutes(5));
        var again = (await Store.Claim("sms", "me", Life, 10)).Single(d => d.OrderKey == "a");
        Assert.Equal((head.Id, 2, "503", "later"), (again.Id, again.Attempts, again.Code, again.Detail));
        Assert.Equal(head.FirstAt, again.FirstAt);
    }

    [Fact]
    public async Task What_is_given_up_lets_the_next_one_go_while_its_channel_is_told()
    {
        await Add(1, "a", "a");
        var head = (await Store.Claim("sms", "me", Life, 1))[0];
        Assert.True(await Store.Finish(head, "me", new DeliveryStep(DeliveryState.GivingUp, Clock.GetUtcNow(), "550", "unknown", Life)));
        var both = await Store.Claim("sms", "me", Life, 10);
        Assert.Equal([DeliveryState.GivingUp, DeliveryState.Waiting], both.Select(d => d.State));
        Assert.Equal((1, "550"), (both[0].Attempts, both[0].Code));
        Assert.True(await Store.Finish(both[0], "me", new DeliveryStep(DeliveryState.GivenUp, null, "550", "unknown", null)));
        Assert.Equal(DeliveryState.GivenUp, (await Deliveries.Find("sms", head.Id))!.Delivery.State);
    }

    [Fact]
    public async Task A_claim_ends_by_itself_and_who_lost_it_keeps_nothing()
    {
        await Add(1, "a", "a");
        var mine = (await Store.Claim("sms", "me", Life, 10))[0];
        Assert.Equal(Clock.GetUtcNow() + Life, await Store.NextDue("sms"));
        Clock.Advance(Life);
        var theirs = Assert.Single(await Store.Claim("sms", "other", Life, 10));
        Assert.Equal((mine.Id, 2), (theirs.Id, theirs.Attempts));
        Assert.False(await Store.Finish(mine, "me", Done));
        Assert.True(await Store.Finish(theirs, "other", Done));
    }

    [Fact]
    public async Task A_claim_that_is_given_back_is_no_attempt()
    {
        await Add(1, "a");
        var mine = (await Store.Claim("sms", "me", Life, 10))[0];
        await Store.Release(mine, "me");
        Assert.Equal(1, Assert.Single(await Store.Claim("sms", "other", Life, 10)).Attempts);
    }

    [Fact]
    public async Task Nothing_is_due_when_nothing_waits()
    {
        Assert.Null(await Store.NextDue("sms"));
        await Add(1, "a");
        Assert.Equal(Clock.GetUtcNow(), await Store.NextDue("sms"));
        Assert.Null(await Store.NextDue("mail"));
    }

    [Fact]
    public async Task Many_who_claim_at_once_never_get_the_same_and_never_two_of_a_key()
    {
        await Add(1, [.. Enumerable.Range(0, 60).Select(i => $"k{i % 20}")]);
        var seen = new List<Delivery>();
        while (seen.Count < 60)
        {
            var claimed = (await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
                (Holder: $"n{i}", Claimed: await Store.Claim("sms", $"n{i}", Life, 7))))).SelectMany(c => c.Claimed.Select(d => (c.Holder, Delivery: d))).ToList();
            Assert.NotEmpty(claimed);
            Assert.Equal(claimed.Count, claimed.DistinctBy(c => c.Delivery.OrderKey).Count());
            foreach (var (holder, delivery) in claimed) Assert.True(await Store.Finish(delivery, holder, Done));
            seen.AddRange(claimed.Select(c => c.Delivery));
        }

        Assert.Equal(60, seen.DistinctBy(d => d.Id).Count());
        Assert.All(seen.GroupBy(d => d.OrderKey), key => Assert.Equal(key.Select(d => d.Position).Order(), key.Select(d => d.Position)));
    }

    [Fact]
    public async Task The_log_is_filtered_paged_replayed_and_pruned()
    {
        await Add(1, "a", "b", "c", "d");
        foreach (var delivery in await Store.Claim("sms", "me", Life, 4))
            await Store.Finish(delivery, "me", delivery.OrderKey == "d" ? Waiting(Clock.GetUtcNow().AddHours(1)) : Done with { Code = "204", Took = TimeSpan.FromMilliseconds(12) });
        var page = await Deliveries.List(new DeliveryQuery("sms", "t"), 2);
        Assert.Equal(["d", "c"], page.Select(d => d.Delivery.OrderKey));
        Assert.Equal(["b", "a"], (await Deliveries.List(new DeliveryQuery("sms", BeforeId: page[1].Delivery.Id), 2)).Select(d => d.Delivery.OrderKey));
        Assert.Equal((12L, "204"), (page[1].Millis!.Value, page[1].Delivery.Code));
        Assert.Equal(3, (await Deliveries.Count("sms", "t"))[DeliveryState.Delivered]);
        Assert.Equal("d", Assert.Single(await Deliveries.List(new DeliveryQuery("sms", State: DeliveryState.Waiting), 9)).Delivery.OrderKey);

        Assert.False(await Deliveries.Replay("sms", "none"));
        Assert.True(await Deliveries.Replay("sms", page[1].Delivery.Id));
        Assert.True(await Deliveries.Replay("sms", page[0].Delivery.Id));
        Assert.Equal(["c", "d"], (await Store.Claim("sms", "me", Life, 9)).Select(d => d.OrderKey));
        Assert.False(await Deliveries.Replay("sms", page[1].Delivery.Id));

        Assert.Equal(0, await Deliveries.Replay(new DeliveryQuery("sms", From: Clock.GetUtcNow().AddSeconds(1))));
        Assert.Equal(1, await Deliveries.Replay(new DeliveryQuery("sms", ConversationId: "c-1", From: Clock.GetUtcNow(), Until: Clock.GetUtcNow().AddSeconds(1))));
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await Deliveries.Prune("sms", Clock.GetUtcNow()));
        Assert.Equal(["d", "c", "a"], (await Deliveries.List(new DeliveryQuery("sms"), 9)).Select(d => d.Delivery.OrderKey));
    }

    [Fact]
    public async Task How_the_deliveries_of_each_channel_stand()
    {
        var start = Clock.GetUtcNow();
        Assert.Empty(await Deliveries.Standing(start));
        await Add(1, "a", "b", "c");
        foreach (var delivery in await Store.Claim("sms", "me", Life, 2))
            await Store.Finish(delivery, "me", delivery.OrderKey == "a" ? Done : Done with { State = DeliveryState.GivenUp });
        Assert.Equal(new DeliveryStanding(1, start, 1), (await Deliveries.Standing(start))["sms"]);

        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(new DeliveryStanding(1, start, 0), (await Deliveries.Standing(Clock.GetUtcNow() - TimeSpan.FromDays(1)))["sms"]);
    }

    protected static StoredEvent Event(long position, string? conversation = null) =>
        new(position, conversation ?? $"c-{position}", 1, Events.Noon, "messagePosted", "chat", "agent/a", Array.Empty<byte>());

    protected static DeliveryStep Done { get; } = new(DeliveryState.Delivered, null, null, null, null);

    private static DeliveryStep Waiting(DateTimeOffset due) => new(DeliveryState.Waiting, due, null, null, null);

    /// <summary>One event after the other, with a delivery of each key.</summary>
    protected async Task Add(long from, params string[] keys)
    {
        var at = await Store.Position("sms", 0);
        Assert.True(await Store.Advance("sms", at, from + keys.Length - 1, [.. keys.Select((key, i) => (Event(from + i), new NewDelivery("t", key)))]));
    }
}

public sealed class SqliteDeliveryTests : DeliveryContract
{
    protected override bool OnPostgres => false;

    [Fact]
    public async Task What_a_process_that_died_had_claimed_is_due_at_the_next_start()
    {
        await Add(1, "a");
        Assert.Single(await Store.Claim("sms", "dead", TimeSpan.FromHours(1), 1));
        await Store.ReleaseAll();
        Assert.Equal(2, Assert.Single(await Store.Claim("sms", "me", TimeSpan.FromHours(1), 1)).Attempts);
    }
}

public sealed class PostgresDeliveryTests : DeliveryContract
{
    protected override bool OnPostgres => true;

    [Fact]
    public async Task What_another_node_has_claimed_stays_claimed_when_a_node_starts()
    {
        await Add(1, "a");
        Assert.Single(await Store.Claim("sms", "other", TimeSpan.FromHours(1), 1));
        await Store.ReleaseAll();
        Assert.Empty(await Store.Claim("sms", "me", TimeSpan.FromHours(1), 1));
    }
}
