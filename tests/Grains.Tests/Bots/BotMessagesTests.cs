using System.Text.Json;
using ContactHub.Conversations;

namespace ContactHub.Bots;

public sealed class BotMessagesTests
{
    private static readonly BotOptions Bot = new() { Id = "deneme", ImageHosts = ["resim.example"] };

    [Fact]
    public void A_hero_card_keeps_what_can_be_shown()
    {
        var card = Card("""
            {"contentType":"application/vnd.microsoft.card.hero","content":{"title":"Hava","subtitle":"Mersin","text":"Güneşli",
             "images":[{"url":"https://resim.example/a.png","alt":"Güneş"},{"url":"http://resim.example/b.png"},{"url":"https://baska.example/c.png"}],
             "buttons":[{"type":"imBack","title":"Yarın","value":"yarın"},{"type":"openUrl","title":"Harita","value":"https://harita.example/"},
                        {"type":"openUrl","title":"Kötü","value":"javascript:alert(1)"},{"type":"call","title":"Ara","value":"185"},{"type":"invoke","title":"Yok","value":1}]}}
            """);

        Assert.Equal(("Hava", "Mersin", "Güneşli"), (card.Title, card.Subtitle, card.Text));
        Assert.Equal<CardImage>([new CardImage("https://resim.example/a.png", "Güneş")], card.Images);
        Assert.Equal<MessageOption>(
            [new MessageOption("m.0", "Yarın", "imBack", "yarın"), new MessageOption("m.1", "Harita", "openUrl", null, "https://harita.example/"), new MessageOption("m.2", "Ara", "openUrl", null, "tel:185")],
            card.Buttons);
        Assert.Equal("application/vnd.microsoft.card.hero", card.Source!.ContentType);
    }

    [Fact]
    public void An_adaptive_card_is_read_through_what_it_lays_out()
    {
        var card = Card("""
            {"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","body":[
              {"type":"Container","items":[{"type":"ColumnSet","columns":[{"items":[{"type":"TextBlock","text":"Başvuru","weight":"Bolder"}]},
                {"type":"Column","items":[{"type":"Image","url":"https://resim.example/a.png"}]}]}]},
              {"type":"FactSet","facts":[{"title":"Durum","value":"Açık"}]},{"type":"TextBlock","text":"gizli","isVisible":false},{"type":"Input.Text","id":"n"},
              {"type":"ActionSet","actions":[{"type":"Action.Submit","title":"Onayla","data":{"id":1}}]}],
             "actions":[{"type":"Action.ShowCard","title":"Fazla","card":{}},{"type":"Action.Submit","title":"Yaz","data":{"msteams":{"type":"imBack","value":"yazı"}}}]}}
            """);

        Assert.Equal(("Başvuru", "**Durum** Açık"), (card.Title, card.Text));
        Assert.Single(card.Images);
        Assert.Equal<MessageOption>([new MessageOption("m.0", "Onayla", "submit", null, "{\"id\":1}"), new MessageOption("m.1", "Yaz", "imBack", "yazı")], card.Buttons);
    }

    [Theory]
    [InlineData("""{"contentType":"application/vnd.microsoft.card.adaptive","content":{"body":[{"type":"Input.Date"}],"fallbackText":"Tarih seçin"}}""", "Tarih seçin")]
    [InlineData("""{"contentType":"application/pdf","name":"plan[1].pdf","contentUrl":"https://a.example/p.pdf"}""", "[plan(1).pdf](https://a.example/p.pdf)")]
    [InlineData("""{"contentType":"application/pdf","name":"plan.pdf","contentUrl":"file:///etc/passwd"}""", "plan.pdf")]
    [InlineData("""{"contentType":"image/png","contentUrl":"https://baska.example/c.png"}""", "[baska.example](https://baska.example/c.png)")]
    [InlineData("""{"contentType":"application/vnd.acme.map","content":{"x":1},"name":"Harita"}""", "Harita")]
    public void What_is_not_shown_falls_back_to_words(string attachment, string words)
    {
        var message = Read($$"""{"type":"message","attachments":[{{attachment}}]}""");

        Assert.Equal(words, message.Text);
        Assert.True(message.Cards.IsDefault);
    }

    [Fact]
    public void Suggested_actions_are_options_also_when_their_values_are_objects()
    {
        var message = Read("""{"text":"Hangisi?","suggestedActions":{"to":[],"actions":[{"type":"imBack","title":"Su","value":{"text":"su"}},{"type":"imBack","value":"yol"},{"type":"imBack"}]}}""");

        Assert.Equal<MessageOption>([new MessageOption("m.0", "Su", "imBack", "su"), new MessageOption("m.1", "yol", "imBack", "yol")], message.Options);
    }

    [Fact]
    public void What_is_too_much_is_cut_and_never_in_the_middle_of_a_character()
    {
        var many = string.Join(',', Enumerable.Repeat("""{"type":"imBack","title":"a","value":"a"}""", 100));
        var deep = string.Concat(Enumerable.Repeat("""{"type":"Container","items":[""", 20)) + """{"type":"TextBlock","text":"dip"}""" + string.Concat(Enumerable.Repeat("]}", 20));
        var card = Card($$$"""{"contentType":"application/vnd.microsoft.card.hero","content":{"title":"{{{string.Concat(Enumerable.Repeat("😀", 200))}}}","buttons":[{{{many}}}]}}""");

        Assert.Equal(BotButtons.MostOfMessage, card.Buttons.Length);
        Assert.True(card.Title is { Length: <= 200 } && card.Title.EndsWith("😀…", StringComparison.Ordinal));
        Assert.True(BotMessages.IsEmpty(Read($$$"""{"attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"body":[{{{deep}}}]}}]}""")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"text":7,"attachments":{},"suggestedActions":[]}""")]
    [InlineData("""{"text":"\ud800","attachments":[null,1,"a",{"contentType":1},{"contentType":"application/vnd.microsoft.card.hero","content":{"images":[1,{"url":2}],"buttons":"x","title":[]}}]}""")]
    public void Anything_is_read_without_a_fault(string activity) => Assert.True(BotMessages.IsEmpty(Read(activity)));

    private static Card Card(string attachment) => Assert.Single(Read($$"""{"attachments":[{{attachment}}]}""").Cards);

    private static BotMessage Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return BotMessages.Read(Bot, document.RootElement, "m");
    }
}
