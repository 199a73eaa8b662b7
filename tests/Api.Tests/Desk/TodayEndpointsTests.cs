using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ContactHub.Accounts.Tests;
using ContactHub.Admin.Tests;
using ContactHub.Conversations;
using ContactHub.Security;
using ContactHub.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Desk.Tests;

public sealed class TodayEndpointsTests
{
    [Fact]
    public async Task A_day_without_conversations_has_no_averages()
    {
        await using var hub = await AdminHub.Start();
        var today = await (await hub.SignedIn(StaffRoles.Supervisor)).GetJson("/api/desk/today");

        // The clock stands at 2026-01-05 11:00 in Istanbul.
        Assert.Equal(
            """{"since":"2026-01-04T21:00:00+00:00","timeZone":"Europe/Istanbul","opened":0,"answered":0,"resolved":0,"resolvedByBot":0,"medianWaitSeconds":null,"waits":0,"satisfaction":{"average":null,"count":0,"satisfied":0}}""",
            today.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_figures_are_the_days_and_start_anew_at_midnight_of_the_hubs_time_zone()
    {
        await using var hub = await AdminHub.Start();
        var supervisor = await hub.SignedIn(StaffRoles.Supervisor);
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        await AdminHub.Ok(await administrator.Put("/api/admin/hours/*", JsonNode.Parse("""{"timeZone":"America/New_York","weekly":{}}""")));
        // 03:00 in New York; midnight was at 05:00 UTC.
        await Talk(hub, "c-1", "su", firstAt: -150);
        await Talk(hub, "c-2", "su", firstAt: -200);

        var today = await supervisor.GetJson("/api/desk/today");
        hub.Clock.Advance(TimeSpan.FromHours(21));
        var tomorrow = await (await hub.SignedIn(StaffRoles.Supervisor)).GetJson("/api/desk/today");

        Assert.Equal("America/New_York", (string?)today["timeZone"]);
        Assert.Equal("2026-01-05T05:00:00+00:00", (string?)today["since"]);
        Assert.Equal((1, 1, 1, 0, 120, 1), Numbers(today));
        Assert.Equal((4.0, 1, 1), ((double)today["satisfaction"]!["average"]!, (int)today["satisfaction"]!["count"]!, (int)today["satisfaction"]!["satisfied"]!));
        Assert.Equal("2026-01-06T05:00:00+00:00", (string?)tomorrow["since"]);
        Assert.Equal((0, 0, 0, 0, null, 0), Numbers(tomorrow));
    }

    [Fact]
    public async Task An_agent_sees_the_own_departments_figures_and_those_of_none()
    {
        await using var hub = await AdminHub.Start();
        var agent = await hub.SignedIn(StaffRoles.Agent); // Works in su.
        var auditor = await hub.SignedIn(StaffRoles.Auditor);
        await Talk(hub, "c-1", "su", firstAt: -30);
        await Talk(hub, "c-2", "imar", firstAt: -30);
        await Talk(hub, "c-3", null, firstAt: -30);

        Assert.Equal(2, (int)(await agent.GetJson("/api/desk/today"))["opened"]!);
        Assert.Equal(1, (int)(await agent.GetJson("/api/desk/today?department=su"))["opened"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.Get("/api/desk/today?department=imar")).StatusCode);
        Assert.Equal(3, (int)(await auditor.GetJson("/api/desk/today"))["opened"]!);
        Assert.Equal(1, (int)(await auditor.GetJson("/api/desk/today?department=imar"))["opened"]!);
        Assert.Equal("invalid", await TestBrowser.Code(await auditor.Get("/api/desk/today?department=" + new string('x', 65))));
        Assert.Equal(HttpStatusCode.Unauthorized, (await hub.Browser().Get("/api/desk/today")).StatusCode);
    }

    private static (int, int, int, int, int?, int) Numbers(JsonNode today) => (
        (int)today["opened"]!, (int)today["answered"]!, (int)today["resolved"]!, (int)today["resolvedByBot"]!, (int?)today["medianWaitSeconds"], (int)today["waits"]!);

    /// <summary>Opened some minutes from now, handed over a minute later, answered two minutes after that, then resolved and rated with 4.</summary>
    private static async Task Talk(TestHub hub, string id, string? department, int firstAt)
    {
        var first = hub.Clock.GetUtcNow().AddMinutes(firstAt);
        NewEvent Event(int minute, string kind, string actor, string payload) =>
            new(kind, "chat", actor, first.AddMinutes(minute), Encoding.UTF8.GetBytes(payload));
        var opened = department is null ? "{}" : string.Create(CultureInfo.InvariantCulture, $$"""{"departmentId":"{{department}}"}""");
        var summary = new ConversationSummary(
            id, Owner.None, department, null, null, "v-1", null, false, "chat", "tr", "Merhaba", ActorKind.Citizen, first, first, null, null, 0, 0, [], 4, 5);
        await hub.Services.GetRequiredService<IEventLog>().Append(new AppendRequest(
            id, 0,
            [
                Event(0, "conversationOpened", "citizen/v-1", opened), Event(1, "handoffRequested", "system/hub", "{}"),
                Event(3, "messagePosted", "agent/a", "{}"), Event(4, "conversationResolved", "agent/a", "{}"),
                Event(5, "satisfactionRated", "citizen/v-1", """{"score":4}"""),
            ],
            SummaryCodec.Write(summary)));
        await hub.Services.GetRequiredService<ProjectionRunner>().CatchUp();
    }
}
