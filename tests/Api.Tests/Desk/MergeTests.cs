using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ContactHub.Audit;
using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Hubs.Tests;
using ContactHub.Security;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Desk.Tests;

/// <summary>Two citizens' chats, merged and split by staff, as each of their pages sees it.</summary>
public sealed class MergeTests(RunningHub hub) : IClassFixture<RunningHub>
{
    [Fact]
    public async Task A_guest_s_page_is_led_to_the_target_and_back_and_no_page_shows_another_citizen_s_words()
    {
        var (ayse, ayseSocket) = await hub.Citizen();
        var (fatma, fatmaSocket) = await hub.Citizen();
        await using var _ = ayseSocket;
        await using var __ = fatmaSocket;
        foreach (var socket in (HubSocket[])[ayseSocket, fatmaSocket]) await socket.Call("join", 0);
        await ayseSocket.Call("send", new { clientId = "ayse-00001", text = "AYŞE-1" });
        await fatmaSocket.Call("send", new { clientId = "fatma-0001", text = "FATMA-1" });
        var merges = hub.Grains.GetGrain<IMergesGrain>(IMergesGrain.Key);
        var agent = new Actor(ActorKind.Agent, "a-1", "Deniz");

        Assert.True((await merges.Merge(agent, "merge-00001", fatma.ConversationId, ayse.ConversationId, force: true)).Succeeded);
        await fatmaSocket.Until(() => fatmaSocket.Pushes.Any(p => p.Target == "moved"), "the news that the conversation moved");
        Assert.Equal("moved", await CodeOf(fatmaSocket, "fatma-0002"));

        var guest = await hub.Visit(token: fatma.Token);
        Assert.Equal(ayse.ConversationId, guest.ConversationId);
        await using var guestSocket = await hub.Connect(guest.Token);
        var joined = (await guestSocket.Call("join", 0)).GetRawText();
        await guestSocket.Call("send", new { clientId = "fatma-0002", text = "FATMA-2" });
        await ayseSocket.Call("send", new { clientId = "ayse-00002", text = "AYŞE-2" });
        await hub.Grains.GetGrain<IConversationGrain>(ayse.ConversationId).Execute(new TakeConversation(agent, "take-00001"));
        await hub.Grains.GetGrain<IConversationGrain>(ayse.ConversationId).Execute(new PostMessage(agent, "send-00001", Channels.Chat, "DENİZ-1"));
        foreach (var socket in (HubSocket[])[guestSocket, ayseSocket])
            await socket.Until(() => Received(socket).Contains("DENİZ-1", StringComparison.Ordinal), "the agent's answer");
        await guestSocket.Until(() => Received(guestSocket).Contains("FATMA-2", StringComparison.Ordinal), "the citizen's own words");

        Assert.DoesNotContain("AYŞE", joined + Received(guestSocket) + (await guestSocket.Call("page", 999, 100)).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("FATMA", Received(ayseSocket) + (await ayseSocket.Call("join", 0)).GetRawText(), StringComparison.Ordinal);

        Assert.True((await merges.Split(agent, "split-00001", fatma.ConversationId)).Succeeded);
        await guestSocket.Until(() => guestSocket.Pushes.Any(p => p.Target == "moved"), "the news that the two were parted");
        Assert.Equal("moved", await CodeOf(guestSocket, "fatma-0003"));
        var back = await hub.Visit(token: guest.Token);
        Assert.Equal(fatma.ConversationId, back.ConversationId);
        await using var home = await hub.Connect(back.Token);
        Assert.Contains("FATMA-1", (await home.Call("join", 0)).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_merge_by_number_and_split_and_the_trail_has_it()
    {
        var (target, targetSocket) = await hub.Citizen();
        var (source, sourceSocket) = await hub.Citizen();
        await using var _ = targetSocket;
        await using var __ = sourceSocket;
        await targetSocket.Call("send", new { clientId = "target-001", text = "Merhaba" });
        await sourceSocket.Call("send", new { clientId = "source-001", text = "Merhaba" });
        var number = (await hub.Grains.GetGrain<IConversationGrain>(source.ConversationId).Join(0)).Number;
        var supervisor = await hub.Staff("Süpervizör", StaffRoles.Supervisor, "su");
        var auditor = await hub.Staff("Denetçi", StaffRoles.Auditor, "su");

        Assert.Equal(HttpStatusCode.Forbidden, await Post(auditor, target.ConversationId, "merge", new { clientId = "merge-0001", number }));
        Assert.Equal(HttpStatusCode.NotFound, await Post(supervisor, target.ConversationId, "merge", new { clientId = "merge-0001", number = 999_999 }));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(supervisor, target.ConversationId, "merge", new { clientId = "x", number }));
        Assert.Equal(HttpStatusCode.NoContent, await Post(supervisor, target.ConversationId, "merge", new { clientId = "merge-0002", number, samePerson = true }));
        Assert.Equal(target.ConversationId, (await hub.Grains.GetGrain<IConversationGrain>(source.ConversationId).Summary())!.MergedInto);
        var families = hub.Services.GetRequiredService<CitizenFamilies>();
        Assert.Equal(target.VisitorId, await families.Root(source.VisitorId));

        Assert.Equal(HttpStatusCode.NoContent, await Post(supervisor, source.ConversationId, "split", new { clientId = "split-0001" }));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(supervisor, source.ConversationId, "split", new { clientId = "split-0002" }));
        Assert.Equal(source.VisitorId, await families.Root(source.VisitorId));
        var actions = (await hub.Services.GetRequiredService<AuditLog>().Read()).Select(entry => entry.Entry.Action).ToList();
        Assert.Contains("conversations.merged", actions);
        Assert.Contains("conversations.split", actions);
    }

    [Fact]
    public async Task A_claimed_number_is_suggested_until_somebody_says_no()
    {
        var (ayse, socket) = await hub.Citizen();
        var (other, otherSocket) = await hub.Citizen();
        await using var _ = socket;
        await using var __ = otherSocket;
        await socket.Call("send", new { clientId = "ayse-00001", text = "Merhaba" });
        await otherSocket.Call("send", new { clientId = "other-0001", text = "Merhaba" });
        foreach (var citizen in (string[])[ayse.VisitorId, other.VisitorId])
            await hub.Grains.GetGrain<ICitizenGrain>(citizen).AddIdentity(new CitizenIdentity("phone", "0532 765 43 21", false), null);
        var supervisor = await hub.Staff("Süpervizör", StaffRoles.Supervisor, "su");

        var found = Assert.Single((await Suggestions(supervisor, ayse.ConversationId)).EnumerateArray());
        Assert.Equal(other.ConversationId, found.GetProperty("conversation").GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await Post(supervisor, ayse.ConversationId, "dismiss", new { citizenId = other.VisitorId }));
        Assert.Empty((await Suggestions(supervisor, ayse.ConversationId)).EnumerateArray());
    }

    private static async Task<JsonElement> Suggestions(StaffScreen staff, string conversationId)
    {
        using var answer = await Ask(staff, HttpMethod.Get, $"{conversationId}/suggestions", null);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("items");
    }

    private static async Task<HttpStatusCode> Post(StaffScreen staff, string conversationId, string what, object body)
    {
        using var answer = await Ask(staff, HttpMethod.Post, $"{conversationId}/{what}", body);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> Ask(StaffScreen staff, HttpMethod method, string path, object? body)
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false });
        using var request = new HttpRequestMessage(method, new Uri(staff.Hub, "/api/desk/conversations/" + path));
        request.Headers.Add("Cookie", staff.Cookie);
        request.Headers.Add("X-ContactHub", "1");
        if (body is not null) request.Content = JsonContent.Create(body);
        return await http.SendAsync(request);
    }

    private static string Received(HubSocket socket) => string.Join('\n', socket.Pushes.Select(p => p.Arguments.GetRawText()));

    private static async Task<string> CodeOf(HubSocket socket, string clientId) =>
        (await Assert.ThrowsAsync<HubRefusalException>(() => socket.Call("send", new { clientId, text = "Söz" }))).Code;
}
