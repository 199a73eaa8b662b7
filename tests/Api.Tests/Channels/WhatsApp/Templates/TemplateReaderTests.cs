namespace ContactHub.WhatsApp.Tests;

/// <summary>What templates of an account can be sent, and what has to be filled in.</summary>
public sealed class TemplateReaderTests
{
    [Fact]
    public void A_template_is_read_with_all_that_has_to_be_filled_in()
    {
        var template = TemplateReader.Read(TemplateSamples.Read(TemplateSamples.Appointment))!;

        Assert.Equal(("randevu_hatirlatma", "tr", "utility", "Randevu: {{1}}", "Örnek Belediyesi"), (template.Name, template.Language, template.Category, template.Header, template.Footer));
        Assert.Equal([new TemplateButton("Geleceğim", "reply"), new TemplateButton("Ayrıntı", "url", "https://ornek.bel.tr/r/{{1}}")], template.Buttons.AsEnumerable());
        Assert.Equal(
            [new("header.1", "Nikâh"), new("body.1", "Ayşe Yılmaz"), new("body.2", "12 Mayıs"), new("button.1", "https://ornek.bel.tr/r/42")], template.Fields.AsEnumerable());
    }

    [Fact]
    public void Blanks_may_have_names() => Assert.Equal(
        [new("body.first_name", "Ali"), new("body.amount", "120 TL")], TemplateReader.Read(TemplateSamples.Read(TemplateSamples.Named))!.Fields.AsEnumerable());

    [Fact]
    public void A_file_may_stand_above_the_text()
    {
        var template = TemplateReader.Read(TemplateSamples.Read(TemplateSamples.Picture))!;

        Assert.Equal(("image", "marketing"), (template.Media, template.Category));
        Assert.Empty(template.Fields);
    }

    [Theory]
    [InlineData("PENDING")]
    [InlineData("REJECTED")]
    [InlineData("PAUSED")]
    [InlineData("DISABLED")]
    [InlineData("IN_APPEAL")]
    public void What_is_not_approved_is_not_offered(string status) => Assert.Null(TemplateReader.Read(TemplateSamples.Read(TemplateSamples.With("status", status))));

    [Theory]
    [InlineData("""{"type":"CAROUSEL","cards":[]}""")]
    [InlineData("""{"type":"LIMITED_TIME_OFFER"}""")]
    [InlineData("""{"type":"HEADER","format":"LOCATION"}""")]
    [InlineData("""{"type":"BUTTONS","buttons":[{"type":"COPY_CODE","text":"Kopyala","example":"X"}]}""")]
    [InlineData("""{"type":"BUTTONS","buttons":[{"type":"FLOW","text":"Form"}]}""")]
    [InlineData("\"BODY\"")]
    public void What_the_hub_can_not_fill_in_is_not_offered(string component) => Assert.Null(TemplateReader.Read(TemplateSamples.Read(
        $$"""{"name":"a","language":"tr","status":"APPROVED","category":"UTILITY","components":[{"type":"BODY","text":"x"},{{component}}]}""")));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"name":"a","language":"tr","status":"APPROVED","category":"AUTHENTICATION","components":[{"type":"BODY","text":"x"}]}""")]
    [InlineData("""{"name":"a","language":"tr","status":"APPROVED","category":"UTILITY","components":[]}""")]
    [InlineData("""{"name":7,"language":"tr","status":"APPROVED","category":"UTILITY","components":{"type":"BODY"}}""")]
    public void What_is_no_template_of_words_is_not_offered(string template) => Assert.Null(TemplateReader.Read(TemplateSamples.Read(template)));
}
