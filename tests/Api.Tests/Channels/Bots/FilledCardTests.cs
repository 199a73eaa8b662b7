using System.Text.Json;
using ContactHub.Conversations;
using ContactHub.Hubs.Tests;
using ContactHub.TestKit;

namespace ContactHub.Bots.Tests;

/// <summary>Forms of bots that citizens fill in.</summary>
public sealed class FilledCardTests(BotStage stage) : IClassFixture<BotStage>
{
    private static readonly Card Form = new(Buttons: [new MessageOption("m.0", "Gönder", "submit")], Fields:
    [
        new CardField("name", "text", "Adınız:", IsRequired: true, MaxLength: 10), new CardField("many", "number", "Kaç"), new CardField("day", "date", "Gün"), new CardField("at", "time", "Saat"),
        new CardField("news", "toggle", "Haber", Choices: [new CardChoice("✓", "evet"), new CardChoice("–", "hayır")]),
        new CardField("where", "choices", "Nerede", Choices: [new CardChoice("Ev", "e"), new CardChoice("İş", "i")]),
    ]);

    [Theory]
    [InlineData("", "'name' must be filled in.")]
    [InlineData("name=Ayşe", null)]
    [InlineData("name=Ayşe Fatma Nur", "'name' is too long.")]
    [InlineData("name=A&many=üç", "'many' must be a number.")]
    [InlineData("name=A&many=-2.5&day=2026-11-22&at=09:30&news=evet&where=e,i", null)]
    [InlineData("name=A&day=22.11.2026", "'day' must be a date such as 2026-11-22.")]
    [InlineData("name=A&at=9", "'at' must be a time such as 14:30.")]
    [InlineData("name=A&where=e,x", "'where' must be of the choices.")]
    [InlineData("name=A&other=1", "The card has no field 'other'.")]
    public void What_was_filled_in_must_be_what_the_card_asks_for(string filled, string? fault) => Assert.Equal(fault, FilledCard.Fault(Form, Filled(filled)));

    [Fact]
    public void People_read_it_with_the_cards_own_words() =>
        Assert.Equal("Gönder\nAdınız: Ayşe\nHaber: –\nNerede: Ev, İş", FilledCard.Words("Gönder", Form, Filled("name=Ayşe&news=hayır&where=e,i&many=")));

    [Fact]
    public async Task A_form_goes_from_the_bot_to_the_citizen_and_what_is_filled_in_back_to_the_bot()
    {
        var (session, citizen) = await stage.Hub.Citizen();
        await using var _ = citizen;
        var screen = await Screen.Join(citizen, session.ConversationId);
        await citizen.Call("send", new { clientId = "form-hello-1", text = "Form lütfen" });
        var asked = await stage.Bot.Gets(session.ConversationId, one => one.Type == "message");
        var content = new
        {
            type = "AdaptiveCard", body = new object[] { new { type = "Input.Text", id = "street", label = "Sokak", isRequired = true }, new { type = "Input.Toggle", id = "urgent", title = "Acil" } },
            actions = new[] { new { type = "Action.Submit", title = "Gönder", data = new { form = 12 } } },
        };
        using (var posted = await stage.Call(asked, HttpMethod.Post, $"v3/conversations/{session.ConversationId}/activities/{asked.Id}",
            new { type = "message", attachments = new[] { new { contentType = "application/vnd.microsoft.card.adaptive", content } } })) posted.EnsureSuccessStatusCode();
        var shown = (await stage.Timeline(session.ConversationId)).Select(entry => entry.Event).OfType<MessagePosted>().Last().Cards[0];
        var button = shown.Buttons[0].Id;

        var refused = await Assert.ThrowsAsync<HubRefusalException>(() => citizen.Call("send", new { clientId = "form-empty-1", text = "Gönder", optionId = button, fields = new { urgent = "true" } }));
        Assert.Equal(("invalid", "invalid: 'street' must be filled in."), (refused.Code, refused.Text));
        await Assert.ThrowsAsync<HubRefusalException>(() => citizen.Call("send", new { clientId = "form-no-button-1", text = "Gönder", optionId = "nobody.0", fields = new { street = "Gül" } }));
        var receipt = await citizen.Call("send", new { clientId = "form-filled-1", text = "Gönder", optionId = button, fields = new { street = "Gül Sokak", urgent = "true" } });

        var told = await stage.Bot.Gets(session.ConversationId, one => one.Activity.Object("value").ValueKind == JsonValueKind.Object);
        Assert.Equal((12, "Gül Sokak", "true"), (told.Activity.GetProperty("value").GetProperty("form").GetInt32(), told.Activity.Object("value").Text("street"), told.Activity.Object("value").Text("urgent")));
        Assert.Null(told.Activity.Text("text"));
        var said = (MessagePosted)(await stage.Timeline(session.ConversationId)).Single(entry => entry.Seq == receipt.GetProperty("seq").GetInt64()).Event;
        Assert.Equal("Gönder\nSokak: Gül Sokak\nAcil: ✓", said.Text);
        await screen.UpTo(receipt.GetProperty("seq").GetInt64());
        Assert.DoesNotContain("\"form\"", string.Join('\n', screen.Entries.Values), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Filled(string text) =>
        text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
}
