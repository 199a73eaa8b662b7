using System.Net;
using ContactHub.Accounts.Tests;
using ContactHub.Security;
using ContactHub.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Admin.Tests;

public sealed class DepartmentEndpointsTests
{
    [Fact]
    public async Task Departments_are_made_listed_by_position_and_deleted()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);

        await AdminHub.Ok(await administrator.Put("/api/admin/departments/park", new { name = new { tr = "Park", en = "Parks" }, color = "#00aa00", position = 0 }));
        var list = (await administrator.GetJson("/api/admin/departments"))["items"]!.AsArray();
        var deleted = await administrator.Delete("/api/admin/departments/park");

        Assert.Equal(["park", "su", "imar"], list.Select(d => (string)d!["id"]!));
        Assert.Equal("Parks", (string?)list[0]!["name"]!["en"]);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.Delete("/api/admin/departments/park")).StatusCode);
        Assert.Equal(["department.deleted", "department.changed"], await AdminHub.Trail(hub));
    }

    [Fact]
    public async Task One_with_people_or_open_conversations_stays()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator); // Works in su.
        var row = new SummaryRow("c-1", "open", SummaryOwner.Queue, "imar", null, "v-1", hub.Clock.GetUtcNow(), "{}"u8.ToArray());
        await hub.Services.GetRequiredService<IEventLog>().Append(new AppendRequest(
            "c-1", 0, [new NewEvent("queueEntered", "chat", "system:hub", hub.Clock.GetUtcNow(), "{}"u8.ToArray())], row));

        foreach (var id in new[] { "su", "imar" })
        {
            var response = await administrator.Delete("/api/admin/departments/" + id);
            Assert.Equal("invalid", await TestBrowser.Code(response));
        }
    }

    [Fact]
    public async Task All_faults_come_at_once()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);

        var response = await administrator.Put("/api/admin/departments/PARK", new { name = new { tr = " " }, color = "green", position = -1 });

        Assert.Equal(["color", "id", "name.en", "name.tr", "position"], await AdminHub.Errors(response));
    }

    [Fact]
    public async Task Supervisors_do_not_reach_it()
    {
        await using var hub = await AdminHub.Start();
        var supervisor = await hub.SignedIn(StaffRoles.Supervisor);

        Assert.Equal(HttpStatusCode.Forbidden, (await supervisor.Get("/api/admin/departments")).StatusCode);
    }
}
