using System.Globalization;
using ContactHub.Admin.Tests;
using ContactHub.TestKit;

namespace ContactHub.OpenApi.Tests;

/// <summary>Lists of conversations while these change, on each database.</summary>
public abstract class ConversationListContract
{
    private protected abstract Task<OpenApiHub> Start();

    [Fact]
    public async Task Filters_leave_out_what_is_not_asked_for()
    {
        await using var hub = await Start();
        var su = await hub.Conversation();
        var imar = await hub.Conversation("İmar durumu", "imar");
        var done = await hub.Conversation();
        await hub.Api.PostJson($"conversations/{done}/resolve", new { reason = "bitti" });
        await hub.Api.PostJson($"conversations/{su}/labels", new { add = new[] { "fatura" } });
        await hub.Take(imar);

        await Are(hub, "", done, imar, su);
        await Are(hub, "state=open", imar, su);
        await Are(hub, "state=resolved", done);
        await Are(hub, "department=su", done, su);
        await Are(hub, "agent=a-deniz", imar);
        await Are(hub, "owner=agent", imar);
        await Are(hub, "label=fatura", su);
        await Are(hub, "channel=api", done, imar, su);
        await Are(hub, "channel=chat");
    }

    [Theory]
    [InlineData("")]
    [InlineData("department=su&")]
    [InlineData("state=open&")]
    public async Task Nothing_is_missed_and_changes_come_again_while_pages_are_read(string filter)
    {
        await using var hub = await Start();
        var made = new List<string>();
        for (var i = 0; i < 9; i++) made.Add(await hub.Conversation());

        var seen = new List<string>();
        string cursor = "";
        for (var page = 0; ; page++)
        {
            var answer = await hub.Api.GetJson($"conversations?{filter}limit=2{cursor}");
            seen.AddRange(answer["items"]!.AsArray().Select(c => (string)c!["id"]!));
            cursor = "&cursor=" + (string?)answer["cursor"];
            // Not read yet, and read already: both move to the end.
            if (page == 1) await hub.Api.PostJson($"conversations/{made[^1]}/notes", new { text = "a" });
            if (page == 2) await hub.Api.PostJson($"conversations/{made[0]}/notes", new { text = "b" });
            if (!(bool)answer["more"]!) break;
        }

        Assert.Equal(made.Order(StringComparer.Ordinal), seen.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(made[0], seen[^1]);
        Assert.Empty((await hub.Api.GetJson($"conversations?{filter}limit=2{cursor}"))["items"]!.AsArray());
        await hub.Api.PostJson($"conversations/{made[3]}/notes", new { text = "c" });
        Assert.Equal(made[3], (string?)Assert.Single((await hub.Api.GetJson($"conversations?{filter}limit=2{cursor}"))["items"]!.AsArray())!["id"]);
    }

    [Fact]
    public async Task What_changed_since_a_time_is_found_without_reading_what_was_before()
    {
        await using var hub = await Start();
        var old = await hub.Conversation();
        for (var i = 0; i < 5; i++) await hub.Conversation();
        hub.Hub.Clock.Advance(TimeSpan.FromDays(1));
        var since = hub.Hub.Clock.GetUtcNow();
        var fresh = await hub.Conversation();
        await hub.Api.PostJson($"conversations/{old}/notes", new { text = "yine" });

        Assert.Equal([fresh, old], await Ids(hub, "updatedSince=" + Uri.EscapeDataString(since.ToString("o", CultureInfo.InvariantCulture))));
        Assert.Empty(await Ids(hub, "updatedSince=" + Uri.EscapeDataString(since.AddSeconds(1).ToString("o", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task A_restricted_key_sees_its_departments_only()
    {
        await using var hub = await Start();
        var su = await hub.Conversation();
        var imar = await hub.Conversation("İmar durumu", "imar");
        var restricted = await hub.Client("su");

        var rows = (await restricted.GetJson("conversations"))["items"]!.AsArray();
        var contact = (string?)(await hub.Api.GetJson($"conversations/{imar}"))["citizenId"];

        Assert.Equal(su, (string?)Assert.Single(rows)!["id"]);
        Assert.Equal((404, "notFound"), await ApiClient.Refusal(await restricted.Get($"conversations/{imar}")));
        Assert.Equal((404, "notFound"), await ApiClient.Refusal(await restricted.Get($"conversations/{imar}/events")));
        Assert.Equal((404, "notFound"), await ApiClient.Refusal(await restricted.Post($"conversations/{imar}/notes", new { text = "x" })));
        Assert.Equal((404, "notFound"), await ApiClient.Refusal(await restricted.Get($"contacts/{contact}")));
        Assert.Equal((403, "forbidden"), await ApiClient.Refusal(await restricted.Get("contacts")));
        Assert.DoesNotContain(await hub.Events(imar), e => (string?)e["kind"] == "noteAdded");
    }

    [Fact]
    public async Task What_is_no_filter_is_refused_by_the_member()
    {
        await using var hub = await Start();

        var response = await hub.Api.Get("conversations?state=closed&owner=me&order=best&cursor=%21&limit=0&wait=99");

        Assert.Equal(["cursor", "limit", "order", "owner", "state", "wait"], await AdminHub.Errors(response));
    }

    private static async Task Are(OpenApiHub hub, string filter, params string[] ids) =>
        Assert.Equal(ids.Order(StringComparer.Ordinal), (await Ids(hub, filter + "&order=newest")).Order(StringComparer.Ordinal));

    private static async Task<List<string>> Ids(OpenApiHub hub, string filter) =>
        [.. (await hub.Api.GetJson("conversations?" + filter))["items"]!.AsArray().Select(c => (string)c!["id"]!)];
}

public sealed class SqliteConversationListTests : ConversationListContract
{
    private protected override Task<OpenApiHub> Start() => OpenApiHub.Start();
}

public sealed class PostgresConversationListTests : ConversationListContract
{
    private protected override async Task<OpenApiHub> Start() => await OpenApiHub.Start(await (await PostgresServer.Shared).CreateDatabase());
}
