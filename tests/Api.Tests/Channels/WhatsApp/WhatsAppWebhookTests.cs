using System.Net;
using System.Text;

namespace ContactHub.WhatsApp.Tests;

/// <summary>The open door: who is let in, and what is made of what they say.</summary>
public sealed class WhatsAppWebhookTests(WhatsAppStage stage) : IClassFixture<WhatsAppStage>
{
    [Theory]
    [InlineData("hub.mode=subscribe&hub.verify_token=" + FakeWhatsApp.VerifyToken + "&hub.challenge=1158201444", HttpStatusCode.OK)]
    [InlineData("hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1158201444", HttpStatusCode.Forbidden)]
    [InlineData("hub.mode=unsubscribe&hub.verify_token=" + FakeWhatsApp.VerifyToken + "&hub.challenge=1158201444", HttpStatusCode.Forbidden)]
    [InlineData("hub.mode=subscribe&hub.verify_token=" + FakeWhatsApp.VerifyToken, HttpStatusCode.Forbidden)]
    [InlineData("", HttpStatusCode.Forbidden)]
    public async Task The_address_is_confirmed_to_whoever_knows_the_token(string query, HttpStatusCode status)
    {
        using var http = new HttpClient { BaseAddress = stage.Hub.Address };
        using var answer = await http.GetAsync("/channels/whatsapp?" + query);

        Assert.Equal(status, answer.StatusCode);
        if (status == HttpStatusCode.OK) Assert.Equal(("1158201444", "text/plain"), (await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Only_what_is_signed_over_the_very_bytes_is_believed()
    {
        var told = Notifications.Text(stage.Person(), "İmzalı gelen");
        var right = FakeWhatsApp.Signature(FakeWhatsApp.AppSecret, Encoding.UTF8.GetBytes(told));
        foreach (var wrong in (string[])["", "sha256=", right[7..], right.ToUpperInvariant(), FakeWhatsApp.Signature("another", Encoding.UTF8.GetBytes(told))])
            Assert.Equal(HttpStatusCode.Forbidden, await stage.WhatsApp.Post(told, wrong));
        Assert.Equal(HttpStatusCode.Forbidden, await stage.WhatsApp.Post(told + " ", right));
        Assert.Equal(HttpStatusCode.OK, await stage.WhatsApp.Post(told, right));

        await stage.Said("İmzalı gelen");
        Assert.Equal(1, await stage.Count("İmzalı gelen"));
    }

    [Fact]
    public void The_signature_is_metas() =>
        Assert.True(WhatsAppWebhook.IsSigned("secret", "test"u8, "sha256=0329a06b62cd16b33eb6792be8c60b158d89a2ee3a876fce9a881ebb488c0914"));

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[1]", HttpStatusCode.BadRequest)]
    [InlineData("""{"object":"page","entry":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"object":"whatsapp_business_account","entry":[]}""", HttpStatusCode.OK)]
    [InlineData("""{"object":"whatsapp_business_account","entry":[1,{"changes":[null,{"field":"messages"},{"field":"messages","value":{"messages":[1,{}]}}]}]}""", HttpStatusCode.OK)]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"account_update","value":{"event":"VERIFIED_ACCOUNT"}}]}]}""", HttpStatusCode.OK)]
    public async Task What_is_no_notification_is_refused_and_what_is_not_for_the_hub_is_taken_and_left(string body, HttpStatusCode status) =>
        Assert.Equal(status, await stage.WhatsApp.Post(body));

    [Fact]
    public async Task A_number_that_the_settings_do_not_have_is_left_out()
    {
        var person = stage.Person();
        await stage.WhatsApp.Tell(Notifications.Message(person, "text", "{\"body\":\"Başka numaraya\"}", numberId: "999999999999"));
        await stage.WhatsApp.Tell(Notifications.Text(person, "Bu numaraya"));
        await stage.Said("Bu numaraya");

        Assert.Equal(0, await stage.Count("Başka numaraya"));
    }
}
