using ContactHub.Conversations;
using ContactHub.TestKit;

namespace ContactHub.Telegram.Tests;

/// <summary>A bot's cards where nobody draws cards.</summary>
public sealed class TelegramCardTests(TelegramStage stage) : IClassFixture<TelegramStage>
{
    [Fact]
    public async Task A_card_is_told_in_words_and_a_button_of_it_says_what_it_means()
    {
        var person = stage.Person();
        stage.Telegram.Tell(Updates.Text(person, "Zürafaların boynu kaç metre"));
        var conversation = await stage.Said("Zürafaların boynu kaç metre");
        await Eventually.Holds(async () => (await stage.Timeline(conversation)).Any(e => e is { By.Kind: ActorKind.Bot, Event: MessagePosted }));
        var card = new Card("Hava durumu", null, "Bugün **güneşli**", Buttons:
        [
            new MessageOption("kart.0", "Harita", "openUrl", null, "https://harita.example/mersin"), new MessageOption("kart.1", "Yarın", "imBack", "yarın nasıl"),
        ]);

        var said = await stage.Do(conversation, new PostBotTurn(Actor.FaqBot, "bot:card", 0, [new BotMessage("", Cards: [card])], null, null, ""));

        Assert.True(said.Succeeded, said.Error.ToString());
        var sent = await stage.SentTo(person, text => text.StartsWith("Hava durumu", StringComparison.Ordinal));
        Assert.Equal("Hava durumu\nBugün güneşli\n\nHarita: https://harita.example/mersin", sent.GetProperty("text").GetString());
        var button = Assert.Single(FakeTelegram.Buttons(sent));
        Assert.Equal("Yarın", button.GetProperty("text").GetString());
        stage.Telegram.Tell(Updates.Press(person, button.GetProperty("callback_data").GetString()!));
        await Eventually.Holds(async () => (await stage.Timeline(conversation)).Any(e => e.Event is MessagePosted { OptionId: "kart.1", Text: "yarın nasıl" }));
    }
}
