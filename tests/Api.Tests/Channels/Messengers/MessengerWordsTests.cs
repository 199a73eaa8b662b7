using ContactHub.Conversations;

namespace ContactHub.Messengers.Tests;

/// <summary>What is left of messages with cards where nobody draws cards.</summary>
public sealed class MessengerWordsTests
{
    private static readonly MessageOption Tomorrow = new("c.0", "Yarın", "imBack", "yarın nasıl");
    private static readonly MessageOption Map = new("c.1", "Harita", "openUrl", null, "https://harita.example/mersin");
    private static readonly MessageOption Call = new("c.2", "Ara", "openUrl", null, "tel:+903240000000");
    private static readonly MessageOption Week = new("c.3", "Haftalık", "postBack", null, """{"days":7}""");

    [Fact]
    public void A_card_is_told_line_by_line_and_links_come_last()
    {
        var message = new MessagePosted("**Buyurun**", Options: [Map], Cards: [new Card("Hava durumu", "Bugün", "*Güneşli*, 24 derece", Buttons: [Tomorrow, Call])]);

        Assert.Equal("Buyurun\n\nHava durumu\nBugün\nGüneşli, 24 derece\n\nHarita: https://harita.example/mersin\nAra: +903240000000", Words(message));
    }

    [Fact]
    public void Answers_keep_their_places_whatever_stands_between_them()
    {
        var message = new MessagePosted("Hangisi?", Options: [Map, Tomorrow], Cards: [new Card("Kart", Buttons: [Call, Week])]);

        Assert.Equal([(1, Tomorrow), (3, Week)], MessengerWords.Choices(message));
        Assert.Equal([null, Tomorrow, null, Week, null], Enumerable.Range(0, 5).Select(index => MessengerWords.Choice(message, index)));
    }

    [Fact]
    public void A_picture_alone_is_its_address_and_buttons_alone_are_read_out()
    {
        Assert.Equal("Güneş: https://pictures.example/sun.png\nhttps://pictures.example/x.png", Words(new MessagePosted("", Cards:
            [new Card(Images: [new CardImage("https://pictures.example/sun.png", "Güneş"), new CardImage("https://pictures.example/x.png")])])));
        Assert.Equal("Yarın\nHaftalık", Words(new MessagePosted("", Options: [Tomorrow, Week])));
        Assert.Equal("", Words(new MessagePosted("")));
    }

    [Fact]
    public void What_a_person_writes_stays_as_it_is() =>
        Assert.Equal("**yolda**", MessengerWords.Of(Entry(new Actor(ActorKind.Agent, "a-1", "Deniz"), new MessagePosted("**yolda**")), new MessagePosted("**yolda**")));

    private static string Words(MessagePosted message) => MessengerWords.Of(Entry(Actor.FaqBot, message), message);

    private static TimelineEntry Entry(Actor by, MessagePosted message) => new(1, DateTimeOffset.UnixEpoch, by, Channels.Telegram, message);
}
