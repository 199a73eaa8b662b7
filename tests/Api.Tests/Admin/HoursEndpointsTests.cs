using System.Net;
using System.Text.Json.Nodes;
using ContactHub.Accounts.Tests;
using ContactHub.Routing;
using ContactHub.Security;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Admin.Tests;

public sealed class HoursEndpointsTests
{
    [Fact]
    public async Task Hours_hold_at_once_and_come_back_whole()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);

        var stored = await AdminHub.Ok(await administrator.Put("/api/admin/hours/su", Hours()));

        Assert.Equal(7, stored["weekly"]!.AsObject().Count);
        Assert.Equal("08:30", (string?)stored["weekly"]!["mon"]![0]!["from"]);
        var source = hub.Services.GetRequiredService<OpeningHoursSource>();
        Assert.True(await source.IsOpen("su")); // The clock says Monday 08:00 UTC, 11:00 in Istanbul.
        hub.Clock.Advance(TimeSpan.FromMinutes(90));
        Assert.False(await source.IsOpen("su"));
        Assert.Equal(["hours.changed"], await AdminHub.Trail(hub));
    }

    [Fact]
    public async Task All_faults_come_at_once()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        var hours = Hours();
        hours["timeZone"] = "Mars/Olympus";
        hours["weekly"]!["tue"] = new JsonArray(new JsonObject { ["from"] = "9", ["to"] = "17:00" });

        var response = await administrator.Put("/api/admin/hours/su", hours);

        await AdminHub.Errors(response);
        Assert.Equal(2, (await TestBrowser.Json(response))["errors"]!["hours"]!.AsArray().Count);
    }

    [Fact]
    public async Task Supervisors_keep_those_of_their_own_departments()
    {
        await using var hub = await AdminHub.Start();
        var supervisor = await hub.SignedIn(StaffRoles.Supervisor); // Works in su.

        Assert.Equal(HttpStatusCode.OK, (await supervisor.Put("/api/admin/hours/su", Hours())).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await supervisor.Put("/api/admin/hours/imar", Hours())).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await supervisor.Put("/api/admin/hours/*", Hours())).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await supervisor.Get("/api/admin/hours/imar")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await supervisor.Get("/api/admin/hours/park")).StatusCode);
    }

    private static JsonNode Hours() => JsonNode.Parse(
        """
        {"timeZone":"Europe/Istanbul","weekly":{"mon":[{"from":"08:30","to":"12:00"},{"from":"13:00","to":"17:30"}]},
        "holidays":[{"date":"2026-10-29","name":"Cumhuriyet Bayramı","closed":true,"intervals":[]}]}
        """)!;
}
