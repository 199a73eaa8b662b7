using System.Net;
using ContactHub.Admin.Tests;
using ContactHub.Conversations;
using ContactHub.Security;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Links.Tests;

public sealed class LinkEndpointTests
{
    private const string Path = "/api/admin/channels";

    [Fact]
    public async Task Supervisors_see_how_every_channel_of_the_settings_stands()
    {
        await using var hub = await AdminHub.Start();
        var reports = hub.Services.GetRequiredService<LinkReports>();
        await reports.Up(Channels.Cimer, Channels.Cimer, default);
        await reports.Down(Channels.Cimer, Channels.Cimer, LinkFaults.SignIn, "NO", default);
        await reports.Up("gone", "of older settings", default);
        var supervisor = await hub.SignedIn(StaffRoles.Supervisor);

        var channels = (await AdminHub.Ok(await supervisor.Get(Path)))["items"]!.AsArray();

        var cimer = channels.Single(channel => (string?)channel!["channel"] == Channels.Cimer)!["places"]![0]!;
        Assert.Equal((LinkFaults.SignIn, "NO"), ((string?)cimer["fault"]!["code"], (string?)cimer["fault"]!["detail"]));
        Assert.DoesNotContain(channels, channel => (string?)channel!["channel"] == "gone");
    }

    [Fact]
    public async Task Agents_do_not_see_it()
    {
        await using var hub = await AdminHub.Start();
        var agent = await hub.SignedIn(StaffRoles.Agent);
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.Get(Path)).StatusCode);
    }

    [Fact]
    public async Task What_keeps_coming_is_stored_twice_a_minute_and_at_once_after_a_fault()
    {
        await using var hub = await AdminHub.Start();
        var (reports, store, start) = (hub.Services.GetRequiredService<LinkReports>(), hub.Services.GetRequiredService<LinkStore>(), hub.Clock.GetUtcNow());
        await reports.Heard("x", "y", default);
        hub.Clock.Advance(TimeSpan.FromSeconds(29));
        await reports.Heard("x", "y", default);
        Assert.Equal(start, await HeardAt());
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        await reports.Heard("x", "y", default);
        Assert.Equal(start.AddSeconds(30), await HeardAt());

        await reports.Down("x", "y", LinkFaults.Timeout, "", default);
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        await reports.Heard("x", "y", default);
        Assert.Equal(start.AddSeconds(31), await HeardAt());
        Assert.Null((await store.All()).Single(link => link.Channel == "x").Fault);

        async Task<DateTimeOffset?> HeardAt() => (await store.All()).Single(link => link.Channel == "x").HeardAt;
    }
}
