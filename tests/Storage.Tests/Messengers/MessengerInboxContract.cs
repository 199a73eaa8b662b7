using ContactHub.Storage.Tests;
using ContactHub.TestKit;

namespace ContactHub.Messengers;

/// <summary>What the inbox of messengers promises, on either database.</summary>
public abstract class MessengerInboxContract : HubDatabaseBase
{
    private readonly FakeClock _clock = new();

    private MessengerInbox Inbox => new(Database, _clock);

    [Fact]
    public async Task What_was_told_waits_once_in_the_order_of_its_place_until_it_is_done()
    {
        await Inbox.Add("whatsapp", [("p1", "m1", "one"), ("p2", "m1", "other"), ("p1", "m2", "two")]);
        await Inbox.Add("whatsapp", [("p1", "m1", "one again")]);
        await Inbox.Add("telegram", [("p1", "m1", "elsewhere")]);

        Assert.Equal(["p1", "p2"], await Inbox.Places("whatsapp"));
        var told = new List<string>();
        while (await Inbox.First("whatsapp", "p1") is { } next)
        {
            told.Add(next.Payload);
            await Inbox.Done(next.Id);
        }

        Assert.Equal(["one", "two"], told);
        Assert.Equal(["p2"], await Inbox.Places("whatsapp"));
        Assert.Equal("elsewhere", (await Inbox.First("telegram", "p1"))!.Payload);
    }

    [Fact]
    public async Task What_is_left_out_keeps_nothing_waiting_and_is_removed_after_a_month()
    {
        await Inbox.Add("whatsapp", [("p1", "m1", "bad"), ("p1", "m2", "good")]);
        await Inbox.LeaveOut((await Inbox.First("whatsapp", "p1"))!.Id);
        Assert.Equal("good", (await Inbox.First("whatsapp", "p1"))!.Payload);
        // As long as it is kept, being told again changes nothing.
        await Inbox.Add("whatsapp", [("p1", "m1", "bad")]);
        await Inbox.Done((await Inbox.First("whatsapp", "p1"))!.Id);
        Assert.Null(await Inbox.First("whatsapp", "p1"));

        _clock.Advance(TimeSpan.FromDays(31));
        await Inbox.Prune();
        await Inbox.Add("whatsapp", [("p1", "m1", "bad")]);
        Assert.Equal("bad", (await Inbox.First("whatsapp", "p1"))!.Payload);
    }
}

public sealed class SqliteMessengerInboxTests : MessengerInboxContract
{
    protected override bool OnPostgres => false;
}

public sealed class PostgresMessengerInboxTests : MessengerInboxContract
{
    protected override bool OnPostgres => true;
}
