using System.Text.Json;
using ContactHub.Conversations;

namespace ContactHub.Bots;

public sealed class CardFieldTests
{
    [Fact]
    public void Fields_keep_what_is_needed_to_fill_them_in()
    {
        var card = Card("""
            {"type":"Input.Text","id":"name","label":"Adınız","isRequired":true,"errorMessage":"Adınızı yazın","maxLength":50,"placeholder":"Ayşe"},
            {"type":"Input.Text","id":"note","label":"Not","isMultiline":true,"value":"–"},
            {"type":"Input.Number","id":"many","label":"Kaç","min":1,"max":2.5,"value":2},
            {"type":"Input.Date","id":"day","label":"Gün","min":"2026-01-01"},{"type":"Input.Time","id":"at","label":"Saat","max":"17:30"},
            {"type":"Input.Toggle","id":"news","title":"Haber verin","valueOn":"evet","valueOff":"hayır","value":"evet"},
            {"type":"Input.ChoiceSet","id":"what","label":"Konu","choices":[{"title":"Su","value":"su"},{"title":"Yol"},{"title":"Park","value":"park"}]},
            {"type":"Input.ChoiceSet","id":"where","label":"Nerede","isMultiSelect":true,"choices":[{"title":"Ev","value":"e"}]}
            """);

        Assert.Equal(
            [
                new CardField("name", "text", "Adınız", "Ayşe", null, true, "Adınızı yazın", 50), new CardField("note", "lines", "Not", Value: "–"),
                new CardField("many", "number", "Kaç", Value: "2", Min: "1", Max: "2.5"), new CardField("day", "date", "Gün", Min: "2026-01-01"), new CardField("at", "time", "Saat", Max: "17:30"),
            ],
            card.Fields.Take(5));
        Assert.Equal<CardChoice>([new CardChoice("✓", "evet"), new CardChoice("–", "hayır")], card.Fields[5].Choices);
        Assert.Equal(("toggle", "Haber verin", "evet"), (card.Fields[5].Kind, card.Fields[5].Label, card.Fields[5].Value));
        Assert.Equal<CardChoice>([new CardChoice("Su", "su"), new CardChoice("Park", "park")], card.Fields[6].Choices);
        Assert.Equal(("choice", "choices"), (card.Fields[6].Kind, card.Fields[7].Kind));
    }

    [Fact]
    public void A_text_before_a_field_without_a_label_is_its_label_and_stands_nowhere_else()
    {
        var card = Card("""{"type":"TextBlock","text":"Lütfen doldurun."},{"type":"TextBlock","text":"Adresiniz"},{"type":"Input.Text","id":"address"},{"type":"Input.Text","id":"more","placeholder":"Varsa"},{"type":"Input.Text","id":"bare"}""");

        Assert.Equal(["Adresiniz", "Varsa", "bare"], card.Fields.Select(field => field.Label));
        Assert.Equal("Lütfen doldurun.", card.Text);
    }

    [Fact]
    public void What_can_not_be_filled_in_is_left_out()
    {
        var card = Card("""
            {"type":"TextBlock","text":"Kalır"},{"type":"Input.Text"},{"type":"Input.Text","id":7},{"type":"Input.Rating","id":"stars"},{"type":"Input.ChoiceSet","id":"none","choices":[]},
            {"type":"Input.Text","id":"twice"},{"type":"Input.Text","id":"twice"}
            """);

        Assert.Equal(["twice"], card.Fields.Select(field => field.Id));
        Assert.Equal("Kalır", card.Text);
    }

    [Fact]
    public void A_button_that_wants_no_fields_goes_without_them()
    {
        var card = Card("""{"type":"Input.Text","id":"a"}""");

        Assert.Equal(["submit", "postBack"], card.Buttons.Select(button => button.Kind));
    }

    [Theory]
    [InlineData("""{"name":"Ayşe","id":4}""", """{"id":"kept","name":"Ayşe"}""")]
    [InlineData("\"text\"", """{"name":"Ayşe"}""")]
    public void What_was_filled_in_goes_to_the_bot_with_what_the_button_says(string data, string value)
    {
        var filled = data[0] == '{' ? """{"name":"Ayşe","id":"kept"}""" : """{"name":"Ayşe"}""";
        var entry = new TimelineEntry(3, DateTimeOffset.UnixEpoch, new Actor(ActorKind.Citizen, "v-1"), Channels.Chat, new MessagePosted("Gönder", Value: filled));

        var activity = new BotActivities(new BotOptions { Id = "deneme", Name = "Deneme" }, "https://hub/", "c-1", entry.By, "tr")
            .Said(entry, (MessagePosted)entry.Event, new MessageOption("m.0", "Gönder", "submit", null, data), []);

        Assert.Null(activity["text"]);
        Assert.True(JsonElement.DeepEquals(JsonSerializer.SerializeToElement(activity["value"]), JsonSerializer.Deserialize<JsonElement>(value)), activity["value"]!.ToJsonString());
    }

    private static Card Card(string body)
    {
        using var document = JsonDocument.Parse($$$"""
            {"attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","body":[{{{body}}}],
             "actions":[{"type":"Action.Submit","title":"Gönder"},{"type":"Action.Submit","title":"Vazgeç","associatedInputs":"none"}]}}]}
            """);
        return Assert.Single(BotMessages.Read(new BotOptions { Id = "deneme" }, document.RootElement, "m").Cards);
    }
}
