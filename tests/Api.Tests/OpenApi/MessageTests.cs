using System.Net;
using System.Text.Json.Nodes;
using ContactHub.Admin.Tests;
using ContactHub.ApiKeys;
using ContactHub.Conversations;
using ContactHub.TestKit;

namespace ContactHub.OpenApi.Tests;

/// <summary>Writing, and what citizens wrote elsewhere.</summary>
public sealed class MessageTests
{
    [Fact]
    public async Task A_first_message_opens_a_conversation_and_the_bot_answers_on_the_same_channel()
    {
        await using var hub = await OpenApiHub.Start();
        var contact = await hub.Contact("Ayşe");

        var response = await hub.Api.Post("conversations", new { contactId = contact, text = "Çöp ne zaman alınıyor?", departmentId = "su", language = "tr" });
        var opened = await ApiClient.Ok(response);
        var id = (string)opened["conversationId"]!;
        await Eventually.Holds(async () => (await hub.Events(id)).Any(e => (string?)e["by"]!["kind"] == "bot" && (string?)e["kind"] == "messagePosted"));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal($"/api/v1/conversations/{id}", response.Headers.Location!.ToString());
        var events = await hub.Events(id);
        Assert.Equal(["conversationOpened", "messagePosted"], events.Take(2).Select(e => (string?)e["kind"]));
        Assert.Equal("Çöp ne zaman alınıyor?", (string?)events[1]["data"]!["text"]);
        Assert.Equal("api", (string?)events.First(e => (string?)e["by"]!["kind"] == "bot" && (string?)e["kind"] == "messagePosted")["channel"]);
        var row = await hub.Api.GetJson($"conversations/{id}");
        Assert.Equal((contact, "su", "Ayşe"), ((string?)row["citizenId"], (string?)row["departmentId"], (string?)row["citizenName"]));
    }

    [Fact]
    public async Task A_contact_has_one_open_conversation_and_another_once_it_is_resolved()
    {
        await using var hub = await OpenApiHub.Start();
        var contact = await hub.Contact();
        Task<JsonNode> Open() => hub.Api.PostJson("conversations", new { contactId = contact, @as = "system", text = "Merhaba" });

        var first = await Open();
        var second = await Open();
        await hub.Api.PostJson($"conversations/{first["conversationId"]}/resolve", new { });
        var third = await Open();

        Assert.Equal((true, false, true), ((bool)first["created"]!, (bool)second["created"]!, (bool)third["created"]!));
        Assert.Equal((string?)first["conversationId"], (string?)second["conversationId"]);
        Assert.NotEqual((string?)first["conversationId"], (string?)third["conversationId"]);
    }

    [Fact]
    public async Task A_citizen_who_wants_a_person_waits_in_the_queue()
    {
        await using var hub = await OpenApiHub.Start();

        var opened = await hub.Api.PostJson("conversations", new { contactId = await hub.Contact(), text = "Temsilci lütfen", departmentId = "imar", wantsPerson = true });

        var row = await hub.Api.GetJson($"conversations/{opened["conversationId"]}");
        Assert.Equal(("queue", "imar"), ((string?)row["owner"], (string?)row["departmentId"]));
    }

    [Fact]
    public async Task All_of_one_thread_goes_to_one_conversation_and_a_repeated_message_is_one()
    {
        await using var hub = await OpenApiHub.Start();
        object Said(string text) => new { sourceId = "mobil:42", text, name = "Ayşe", identity = new { kind = "external", value = "mobil:42" }, departmentId = "su" };

        var first = await hub.Api.PostJson("messages", Said("Merhaba"), "m-1");
        var again = await hub.Api.PostJson("messages", Said("Merhaba"), "m-1");
        var id = (string)first["conversationId"]!;
        await hub.Api.PostJson($"conversations/{id}/resolve", new { });
        var later = await hub.Api.PostJson("messages", Said("Bir şey daha"), "m-2");
        var other = await hub.Api.PostJson("messages", new { sourceId = "mobil:43", text = "Merhaba" }, "m-3");

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal(id, (string?)later["conversationId"]);
        Assert.NotEqual(id, (string?)other["conversationId"]);
        var said = (await hub.Events(id)).Where(e => (string?)e["kind"] == "messagePosted" && (string?)e["by"]!["kind"] == "citizen").ToList();
        Assert.Equal(["Merhaba", "Bir şey daha"], said.Select(e => (string?)e["data"]!["text"]));
        Assert.All(said, e => Assert.Equal(("api", (string?)first["via"]), ((string?)e["channel"], (string?)e["data"]!["via"])));
    }

    [Fact]
    public async Task Who_is_vouched_for_joins_what_that_citizen_has_open()
    {
        await using var hub = await OpenApiHub.Start();
        var contact = await hub.Contact("Ayşe", null, new { kind = "phone", value = "+905321234567", verified = true });
        var opened = await hub.Api.PostJson("conversations", new { contactId = contact, @as = "system", text = "Başvurunuz alındı." });

        var joined = await hub.Api.PostJson("messages", new { sourceId = "sms:1", text = "Teşekkürler", identity = new { kind = "phone", value = "05321234567", verified = true } });
        var claimed = await hub.Api.PostJson("messages", new { sourceId = "sms:2", text = "Ben de", identity = new { kind = "phone", value = "05321234567" } });

        Assert.Equal((string?)opened["conversationId"], (string?)joined["conversationId"]);
        Assert.NotEqual((string?)opened["conversationId"], (string?)claimed["conversationId"]);
    }

    [Fact]
    public async Task A_thread_of_another_department_is_not_there_for_a_restricted_key()
    {
        await using var hub = await OpenApiHub.Start();
        await hub.Api.PostJson("messages", new { sourceId = "mobil:42", text = "Merhaba", departmentId = "imar" });
        var restricted = await hub.Client("su");

        Assert.Equal((404, "notFound"), await ApiClient.Refusal(await restricted.Post("messages", new { sourceId = "mobil:42", text = "Merhaba" })));
        Assert.Equal(["departmentId"], await AdminHub.Errors(await restricted.Post("messages", new { sourceId = "mobil:44", text = "Merhaba", departmentId = "imar" })));
        var own = await restricted.PostJson("messages", new { sourceId = "mobil:45", text = "Merhaba" });
        Assert.Equal("su", (string?)(await restricted.GetJson($"conversations/{own["conversationId"]}"))["departmentId"]);
    }

    [Fact]
    public async Task The_system_speaks_at_any_time_a_bot_in_its_turn_and_a_citizen_on_the_channel_only()
    {
        await using var hub = await OpenApiHub.Start();
        var id = await hub.Conversation();
        Task<HttpResponseMessage> Say(string who) => hub.Api.Post($"conversations/{id}/messages", new { @as = who, text = "Merhaba" });

        var bot = await Say("bot");
        await hub.Take(id);
        var late = await Say("bot");
        var system = await Say("system");
        var chat = "c-chat";
        await hub.Grains.GetGrain<IConversationGrain>(chat).Execute(new PostMessage(new Actor(ActorKind.Citizen, "v-1"), "chat-message-1", Channels.Chat, "Selam", Opening: new Opening("v-1", "tr")));
        var posing = await hub.Api.Post($"conversations/{chat}/messages", new { @as = "citizen", text = "Ben o vatandaşım" });

        Assert.Equal(HttpStatusCode.OK, bot.StatusCode);
        Assert.Equal((409, "notBotsTurn"), await ApiClient.Refusal(late));
        Assert.Equal(HttpStatusCode.OK, system.StatusCode);
        Assert.Equal((403, "forbidden"), await ApiClient.Refusal(posing));
        var last = (await hub.Events(id))[^1]["by"]!;
        Assert.Equal(("system", "Abone sistemi"), ((string?)last["kind"], (string?)last["name"]));
    }

    [Theory]
    [InlineData(ApiScopes.ConversationsRead)]
    [InlineData(ApiScopes.ContactsWrite)]
    public async Task Nobody_writes_without_the_scope(string scope)
    {
        await using var hub = await OpenApiHub.Start();
        var reader = await hub.Client(null, scope);

        Assert.Equal((403, "forbidden"), await ApiClient.Refusal(await reader.Post("messages", new { sourceId = "x", text = "Merhaba" })));
        Assert.Equal((403, "forbidden"), await ApiClient.Refusal(await reader.Post("conversations", new { contactId = "x", text = "Merhaba" })));
        Assert.Equal((403, "forbidden"), await ApiClient.Refusal(await reader.Post("conversations/c-1/messages", new { text = "Merhaba" })));
    }

    [Fact]
    public async Task Faults_of_a_message_come_by_the_member()
    {
        await using var hub = await OpenApiHub.Start();

        Assert.Equal(["identity", "language", "sourceId", "text"], await AdminHub.Errors(await hub.Api.Post("messages", new
        {
            sourceId = "", text = new string('x', 1001), identity = new { kind = "phone", value = "12" }, language = "de",
        })));
        Assert.Equal(["as", "contactId", "text"], await AdminHub.Errors(await hub.Api.Post("conversations", new { @as = "agent", text = " " })));
        Assert.Equal((400, "invalid"), await ApiClient.Refusal(await hub.Api.Post("messages", new StringContent("{", System.Text.Encoding.UTF8, "application/json"))));
    }
}
