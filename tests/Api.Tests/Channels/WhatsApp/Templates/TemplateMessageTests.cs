using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContactHub.Conversations;
using ContactHub.Files.Tests;
using ContactHub.Hubs.Tests;
using ContactHub.Messengers;
using ContactHub.OpenApi.Tests;
using ContactHub.TestKit;

namespace ContactHub.WhatsApp.Tests;

/// <summary>Templates are sent from the desk and by other systems, and what became of them stands in the timeline.</summary>
public sealed class TemplateMessageTests(WhatsAppStage stage) : IClassFixture<WhatsAppStage>
{
    [Fact]
    public async Task An_agent_sends_a_template_after_the_window_has_closed()
    {
        var person = stage.Person();
        var (deniz, conversation) = await Taken(person, "Randevum ne zaman?", TimeSpan.FromHours(25));
        var listed = await Ask(deniz, HttpMethod.Get, conversation);
        Assert.Equal(["borc_bilgisi", "etkinlik", "randevu_hatirlatma"], listed["items"]!.AsArray().Select(one => one!["name"]!.GetValue<string>()));
        object request = new { clientId = "template-1-abc", template = Appointment("12 Mayıs") };
        var sent = await Ask(deniz, HttpMethod.Post, conversation, request);
        // Asked again, it is sent once.
        Assert.Equal(sent["seq"]!.GetValue<long>(), (await Ask(deniz, HttpMethod.Post, conversation, request))["seq"]!.GetValue<long>());

        var message = await stage.SentTo(person, name => name == "randevu_hatirlatma");
        await stage.WhatsApp.Tell(Notifications.Status(person, "delivered", message.Text("biz_opaque_callback_data")));
        await Reported(conversation, report => report.Status == DeliveryStatus.Delivered && report.Seq == sent["seq"]!.GetValue<long>());
        var said = (MessagePosted)(await stage.Timeline(conversation)).Single(e => e.Event is MessagePosted { Template: not null }).Event;
        Assert.Equal("Randevu: Nikâh\n\nSayın Ayşe, randevunuz 12 Mayıs günündedir.\n\nÖrnek Belediyesi", said.Text);
        Assert.Equal("randevu_hatirlatma", said.Template!.Name);
        Assert.Single(stage.TextsTo(person), text => text == "randevu_hatirlatma");
        Assert.Empty(stage.WhatsApp.Faults);
    }

    [Fact]
    public async Task What_whatsapp_says_against_a_template_stands_in_the_timeline_with_its_code()
    {
        var (deniz, conversation) = await Taken(stage.Person(), "Şablon duraklatılınca", TimeSpan.FromHours(25));
        await Ask(deniz, HttpMethod.Get, conversation);
        // Paused after it was listed.
        stage.WhatsApp.Templates.Add(TemplateSamples.With("status", "PAUSED"));
        try
        {
            await Ask(deniz, HttpMethod.Post, conversation, new { clientId = "template-2-abc", template = Appointment("13 Mayıs") });
            await Reported(conversation, report => (report.Status, report.Code) == (DeliveryStatus.Failed, "132015"));
        }
        finally
        {
            stage.WhatsApp.Templates.Add(TemplateSamples.Appointment);
        }
    }

    [Fact]
    public async Task A_picture_goes_above_the_text()
    {
        var person = stage.Person();
        var (deniz, conversation) = await Taken(person, "Konser var mı?", TimeSpan.FromHours(30));
        using var uploaded = await stage.Hub.Upload(deniz, SampleFiles.Png, "afiş.png");
        var id = (await uploaded.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        var template = new { name = "etkinlik", language = "tr" };

        Assert.Contains("attachments", (await Ask(deniz, HttpMethod.Post, conversation, new { clientId = "template-3-abc", template }, 400))["errors"]!.AsObject().Select(error => error.Key));
        await Ask(deniz, HttpMethod.Post, conversation, new { clientId = "template-3-abc", template, uploads = new[] { id } });
        var header = (await stage.SentTo(person, name => name == "etkinlik")).GetProperty("template").GetProperty("components")[0];
        Assert.Equal(("header", "image"), (header.Text("type"), header.GetProperty("parameters")[0].Text("type")));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_by_field_before_anything_is_stored()
    {
        var (deniz, conversation) = await Taken(stage.Person(), "Yanlış şablon", TimeSpan.Zero);
        async Task<IEnumerable<string>> Faults(object template) =>
            (await Ask(deniz, HttpMethod.Post, conversation, new { clientId = "template-4-abc", template }, 400))["errors"]!.AsObject().Select(error => error.Key);

        Assert.Equal(["template"], await Faults(new { name = "yok", language = "tr" }));
        Assert.Equal(["template"], await Faults(new { name = "randevu_hatirlatma", language = "en" }));
        Assert.Equal(["template.values.body.1", "template.values.x"], await Faults(new
        {
            name = "randevu_hatirlatma", language = "tr",
            values = new Dictionary<string, string> { ["header.1"] = "a", ["body.1"] = "a\nb", ["body.2"] = "c", ["button.1"] = "d", ["x"] = "e" },
        }));
        Assert.DoesNotContain(await stage.Timeline(conversation), e => e.Event is MessagePosted { Template: not null });
    }

    [Fact]
    public async Task Whoever_does_not_have_the_conversation_sends_none()
    {
        var (_, conversation) = await Taken(stage.Person(), "Başkasının görüşmesi", TimeSpan.Zero);
        var ece = await stage.Hub.Staff("Ece", "agent", "su");

        Assert.Equal("notOwner", (await Ask(ece, HttpMethod.Post, conversation, new { clientId = "template-5-abc", template = Appointment("x") }, 409))["code"]!.GetValue<string>());
        Assert.Equal("notFound", (await Ask(ece, HttpMethod.Get, "c-none", null, 404))["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Another_system_lists_and_sends_templates_where_there_are_some()
    {
        var person = stage.Person();
        await stage.WhatsApp.Tell(Notifications.Text(person, "Borcum var mı?", ago: TimeSpan.FromHours(26)));
        var conversation = await stage.Said("Borcum var mı?");
        using var http = new HttpClient { BaseAddress = stage.Hub.Address };
        var api = await ApiClient.Of(stage.Hub.Services, http);
        var listed = await api.GetJson($"conversations/{conversation}/templates?fresh=true");
        Assert.Equal("body.first_name", listed["items"]![0]!["fields"]![0]!["key"]!.GetValue<string>());

        var body = new { template = new { name = "borc_bilgisi", language = "en_US", values = new Dictionary<string, string> { ["body.first_name"] = "Ali", ["body.amount"] = "5 TL" } } };
        var first = await api.PostJson($"conversations/{conversation}/messages", body, "template-key");
        Assert.Equal(first.ToJsonString(), (await api.PostJson($"conversations/{conversation}/messages", body, "template-key")).ToJsonString());
        await stage.SentTo(person, name => name == "borc_bilgisi");

        using var both = await api.Post($"conversations/{conversation}/messages", new { text = "Metin", body.template });
        Assert.Equal((400, "invalid"), await ApiClient.Refusal(both));
        var elsewhere = (string)(await api.PostJson("messages", new { sourceId = "app:" + person, text = "Merhaba" }))["conversationId"]!;
        using var none = await api.Get($"conversations/{elsewhere}/templates");
        Assert.Equal((409, "noTemplates"), await ApiClient.Refusal(none));
    }

    private static object Appointment(string day) => new
    {
        name = "randevu_hatirlatma", language = "tr",
        values = new Dictionary<string, string> { ["header.1"] = "Nikâh", ["body.1"] = "Ayşe", ["body.2"] = day, ["button.1"] = "42" },
    };

    private Task Reported(string conversation, Func<DeliveryReported, bool> report) =>
        Eventually.Holds(async () => (await stage.Timeline(conversation)).Select(e => e.Event).OfType<DeliveryReported>().Any(report));

    private async Task<(StaffScreen Staff, string Conversation)> Taken(string person, string text, TimeSpan ago)
    {
        await stage.WhatsApp.Tell(Notifications.Text(person, text, ago: ago));
        var conversation = await stage.Said(text);
        var deniz = await stage.Hub.Staff("Deniz", "agent", "su");
        Assert.True((await stage.Do(conversation, new TakeConversation(new Actor(ActorKind.Agent, deniz.Id, deniz.Name), "take-" + person))).Succeeded);
        return (deniz, conversation);
    }

    private async Task<JsonNode> Ask(StaffScreen staff, HttpMethod method, string conversation, object? body = null, int status = 200)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = stage.Hub.Address };
        using var request = new HttpRequestMessage(method, $"/api/desk/conversations/{conversation}/templates") { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("X-ContactHub", "1");
        request.Headers.Add("Cookie", staff.Cookie);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }
}
