using System.Text.Json;
using System.Text.Json.Nodes;
using ContactHub.Messengers;

namespace ContactHub.WhatsApp.Tests;

/// <summary>Templates with their blanks filled in.</summary>
public sealed class TemplateFillingTests
{
    private static readonly WhatsAppTemplate Appointment = TemplateReader.Read(TemplateSamples.Read(TemplateSamples.Appointment))!;
    private static readonly WhatsAppTemplate Named = TemplateReader.Read(TemplateSamples.Read(TemplateSamples.Named))!;
    private static readonly MessengerPlace Place = new("p", "whatsapp", "cozum", "905321112233", "tr", null, null, null, null);

    [Fact]
    public void The_text_is_what_the_citizen_reads()
    {
        var (template, text) = TemplateFilling.Fill(Appointment, Filled());

        Assert.Equal("Randevu: Nikâh\n\nSayın Ayşe {{2}}, randevunuz 12 Mayıs günündedir.\n\nÖrnek Belediyesi", text);
        Assert.Equal(["header.1", "body.1", "body.2", "button.1"], template.Values.Select(value => value.Field));
    }

    [Theory]
    [InlineData("body.1", "")]
    [InlineData("body.1", " ")]
    [InlineData("body.1", null)]
    [InlineData("body.2", "iki\nsatır")]
    [InlineData("body.2", "sekme\tli")]
    [InlineData("body.2", "çok     boşluk")]
    [InlineData("body.3", "fazla")]
    public void What_the_api_would_refuse_is_said_by_field(string key, string? value)
    {
        var values = new Dictionary<string, string?>(Filled().Values!) { [key] = value };

        Assert.Equal("template.values." + key, Assert.Single(TemplateFilling.Check(Appointment, Filled() with { Values = values }, "template.values").Errors).Key);
        Assert.False(TemplateFilling.Check(Appointment, Filled(), "template.values").Any);
    }

    [Theory]
    [InlineData("header.1", 60)]
    [InlineData("body.1", 1024)]
    public void Values_have_a_longest(string key, int most)
    {
        bool Fits(int length) => !TemplateFilling.Check(Appointment, Filled() with { Values = new Dictionary<string, string?>(Filled().Values!) { [key] = new('x', length) } }, "v").Any;

        Assert.True(Fits(most));
        Assert.False(Fits(most + 1));
    }

    [Fact]
    public void A_message_has_its_parts_by_place()
    {
        var message = Sent(TemplateFilling.Fill(Appointment, Filled()).Template, null);

        Assert.Equal(("randevu_hatirlatma", "tr"), (message["name"]!.GetValue<string>(), message["language"]!["code"]!.GetValue<string>()));
        Assert.Equal(
            """[{"type":"header","parameters":[{"type":"text","text":"Nikâh"}]},{"type":"body","parameters":[{"type":"text","text":"Ayşe {{2}}"},{"type":"text","text":"12 Mayıs"}]},{"type":"button","sub_type":"url","index":"1","parameters":[{"type":"text","text":"42"}]}]""",
            Json(message["components"]!));
    }

    [Fact]
    public void Blanks_go_in_the_order_of_their_numbers_wherever_they_stand()
    {
        var template = TemplateReader.Read(TemplateSamples.Read(TemplateSamples.Appointment.Replace("Sayın {{1}}, randevunuz {{2}} günündedir.", "{{2}} {{1}}", StringComparison.Ordinal)))!;

        Assert.Equal("Ayşe {{2}}", Sent(TemplateFilling.Fill(template, Filled()).Template, null)["components"]![1]!["parameters"]![0]!["text"]!.GetValue<string>());
    }

    [Fact]
    public void A_message_has_its_parts_by_name_or_a_file()
    {
        var named = TemplateFilling.Fill(Named, new TemplateInput("borc_bilgisi", "en_US", new Dictionary<string, string?> { ["body.first_name"] = "Ali", ["body.amount"] = "5 TL" }));
        var picture = TemplateFilling.Fill(TemplateReader.Read(TemplateSamples.Read(TemplateSamples.Picture))!, new TemplateInput("etkinlik", "tr"));

        Assert.Equal("Dear Ali, 5 TL is due.", named.Text);
        Assert.Equal(
            """[{"type":"body","parameters":[{"type":"text","text":"Ali","parameter_name":"first_name"},{"type":"text","text":"5 TL","parameter_name":"amount"}]}]""",
            Json(Sent(named.Template, null)["components"]!));
        Assert.Equal(
            """[{"type":"header","parameters":[{"type":"image","image":{"id":"f-1"}}]}]""", Json(Sent(picture.Template, new JsonObject { ["id"] = "f-1" })["components"]!));
    }

    private static TemplateInput Filled() => new("randevu_hatirlatma", "tr", new Dictionary<string, string?>
    {
        // What is filled in is not filled again.
        ["header.1"] = "Nikâh", ["body.1"] = " Ayşe {{2}} ", ["body.2"] = "12 Mayıs", ["button.1"] = "42",
    });

    private static JsonNode Sent(Conversations.MessageTemplate template, JsonObject? header) => WhatsAppMessages.Of(Place, template, header, null)["template"]!;

    private static string Json(JsonNode node) => node.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
