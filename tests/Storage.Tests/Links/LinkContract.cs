using ContactHub.Links;
using ContactHub.TestKit;

namespace ContactHub.Storage.Tests;

/// <summary>What is kept of the channels' links, on either database.</summary>
public abstract class LinkContract : HubDatabaseBase
{
    private static readonly LinkFault Refused = new(LinkFaults.SignIn, "NO [AUTHENTICATIONFAILED]");

    private readonly FakeClock _clock = new();

    private LinkStore Links => new(Database, _clock);

    [Fact]
    public async Task A_link_is_down_since_it_broke_and_up_since_it_was_made_again()
    {
        var start = _clock.GetUtcNow();
        await Links.Up("email", "a");
        Assert.Equal([new ChannelLink("email", "a", start, null, null)], await Links.All());

        _clock.Advance(TimeSpan.FromMinutes(5));
        await Links.Down("email", "a", new LinkFault(LinkFaults.Unreachable, "no route"));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await Links.Down("email", "a", Refused);
        Assert.Equal([new ChannelLink("email", "a", start.AddMinutes(5), null, Refused)], await Links.All());

        _clock.Advance(TimeSpan.FromMinutes(1));
        await Links.Up("email", "a");
        Assert.Equal([new ChannelLink("email", "a", start.AddMinutes(7), null, null)], await Links.All());
    }

    [Fact]
    public async Task What_comes_over_a_link_shows_that_it_is_up()
    {
        var start = _clock.GetUtcNow();
        await Links.Down("telegram", "bot", Refused);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await Links.Heard("telegram", "bot");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await Links.Heard("telegram", "bot");
        Assert.Equal([new ChannelLink("telegram", "bot", start.AddMinutes(1), start.AddMinutes(2), null)], await Links.All());
    }

    [Fact]
    public async Task A_fault_keeps_when_something_last_came_and_a_bounded_detail()
    {
        var start = _clock.GetUtcNow();
        await Links.Heard("phone", "asterisk");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await Links.Down("phone", "asterisk", new LinkFault(LinkFaults.Timeout, new string('x', 10_000)));
        var link = Assert.Single(await Links.All());
        Assert.Equal((start, LinkFault.MostDetail), (link.HeardAt, link.Fault!.Detail.Length));
    }
}

public sealed class SqliteLinkTests : LinkContract
{
    protected override bool OnPostgres => false;
}

public sealed class PostgresLinkTests : LinkContract
{
    protected override bool OnPostgres => true;
}
