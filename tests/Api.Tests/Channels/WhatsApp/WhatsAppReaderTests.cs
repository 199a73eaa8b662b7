using System.Text.Json;
using ContactHub.Conversations;

namespace ContactHub.WhatsApp.Tests;

/// <summary>Messages of every kind, read as texts and files.</summary>
public sealed class WhatsAppReaderTests
{
    private const string Person = "905321112233";

    private static readonly WhatsAppOptions Options = new()
    {
        Enabled = true, Numbers = [new WhatsAppNumber { Id = "cozum", PhoneNumberId = Notifications.NumberId }],
    };

    [Theory]
    [InlineData("text", """{"body":"Merhaba"}""", "Merhaba", null)]
    [InlineData("image", """{"caption":"Çukur","mime_type":"image/jpeg","sha256":"x","id":"m1"}""", "Çukur", "photo.jpg")]
    [InlineData("document", """{"filename":"dilekçe.pdf","mime_type":"application/pdf","id":"m1"}""", "", "dilekçe.pdf")]
    [InlineData("audio", """{"mime_type":"audio/ogg; codecs=opus","id":"m1","voice":true}""", "", "voice.ogg")]
    [InlineData("video", """{"mime_type":"video/mp4","id":"m1"}""", "", "video.mp4")]
    [InlineData("sticker", """{"mime_type":"image/webp","id":"m1","animated":false}""", "", "sticker.webp")]
    [InlineData("button", """{"text":"Evet","payload":"yes"}""", "Evet", null)]
    [InlineData("system", """{"body":"Ayşe numarasını değiştirdi","type":"user_changed_number"}""", "Ayşe numarasını değiştirdi", null)]
    [InlineData("order", """{"catalog_id":"1","product_items":[]}""", "[WhatsApp: order]", null)]
    [InlineData("unsupported", """{"type":"poll"}""", "[WhatsApp: unsupported]", null)]
    [InlineData("something_new", "{}", "[WhatsApp: something_new]", null)]
    [InlineData("interactive", """{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Gönderildi","response_json":"{}"}}""", "Gönderildi", null)]
    public void A_message_of_any_kind_has_something_to_read(string type, string content, string text, string? file)
    {
        var read = Message(type, content);

        Assert.Equal((text, file), (read.Text, read.File?.Name));
    }

    [Fact]
    public void A_place_has_a_map_and_contacts_their_numbers()
    {
        Assert.Equal(
            "📍 Kent Meydanı, Atatürk Cd. (36.8121,34.6415)\nhttps://www.openstreetmap.org/?mlat=36.8121&mlon=34.6415#map=17/36.8121/34.6415",
            Message("location", """{"latitude":36.8121,"longitude":34.6415,"name":"Kent Meydanı","address":"Atatürk Cd."}""").Text);
        Assert.Equal(
            "👤 Veli Can +90 532 111 22 33, 0312\n👤 Muhtar",
            Message("contacts", """[{"name":{"formatted_name":"Veli Can"},"phones":[{"phone":"+90 532 111 22 33"},{"phone":"0312"}]},{"name":{"formatted_name":"Muhtar"}}]""").Text);
    }

    [Fact]
    public void A_reaction_that_was_taken_back_and_what_is_said_in_a_group_are_nothing()
    {
        Assert.IsType<WhatsAppOther>(Update(Notifications.Message(Person, "reaction", """{"message_id":"wamid.x"}""")));
        Assert.IsType<WhatsAppOther>(Update(Notifications.Value(
            $$$"""{{{"\"messages\""}}}:[{"from":"{{{Person}}}","id":"wamid.1","group_id":"g1","timestamp":"1790000000","type":"text","text":{"body":"Grupta"}}]""")));
    }

    [Fact]
    public void A_status_names_the_message_by_what_was_sent_along()
    {
        var status = Assert.IsType<WhatsAppStatus>(Update(Notifications.Status(Person, "failed", "7.1.c-0199", Notifications.Error(131047, "Re-engagement message", "More than 24 hours"))));

        Assert.Equal((DeliveryStatus.Failed, "131047", "More than 24 hours"), (status.Status, status.Code, status.Detail));
        Assert.Equal((7, true, "c-0199"), (status.Mark!.Seq, status.Mark.IsLast, status.Mark.ConversationId));
        Assert.Null(Assert.IsType<WhatsAppStatus>(Update(Notifications.Status(Person, "read", "anything"))).Mark);
        Assert.IsType<WhatsAppOther>(Update(Notifications.Status(Person, "deleted", null)));
    }

    [Fact]
    public void Whatever_is_missing_nothing_throws()
    {
        var whole = Notifications.Message(Person, "location", """{"latitude":36.8,"longitude":34.6}""");
        for (var length = 0; length < whole.Length; length++)
        {
            // Cut anywhere and closed again, as far as that is JSON.
            foreach (var end in (string[])["", "\"", "}", "}}", "\"}]}}]}]}", "]}}]}]}", "null}]}}]}]}"])
            {
                try
                {
                    using var document = JsonDocument.Parse(whole[..length] + end);
                    foreach (var (_, _, payload) in WhatsAppReader.Split(document.RootElement, Options)?.Told ?? []) WhatsAppReader.Read(payload);
                }
                catch (JsonException)
                {
                    // The door refuses that by itself.
                }
            }
        }
    }

    private static WhatsAppContent Message(string type, string content) => Assert.IsType<WhatsAppMessage>(Update(Notifications.Message(Person, type, content))).Content;

    private static WhatsAppUpdate Update(string notification)
    {
        using var document = JsonDocument.Parse(notification);
        var (_, _, payload) = Assert.Single(WhatsAppReader.Split(document.RootElement, Options)!.Value.Told);
        var (number, update) = WhatsAppReader.Read(payload);
        Assert.Equal("cozum", number);
        return update;
    }
}
