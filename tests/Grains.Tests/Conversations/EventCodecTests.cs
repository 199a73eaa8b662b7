using System.Text;
using System.Text.Json;
using ContactHub.Storage;

namespace ContactHub.Conversations;

public sealed class EventCodecTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, 123, TimeSpan.Zero);

    /// <summary>Every kind with every member set, and with none of those that may be missing.</summary>
    private static readonly ConversationEvent[] Events =
    [
        new ConversationOpened("k-1", "tr", "Ayşe Iğdır", true, "su", "https://ornek.bel.tr/?q=ş", "demo", Owner.Queue) { ClientId = "id-1" },
        new ConversationOpened("v-1", "en"),
        new ConversationOpened("v-1", "en", BotId: "deneme"),
        new MessagePosted("İıŞş \"tırnak\" <b>\n\t😀", "opt-1", [new MessageOption("a", "Evet"), new MessageOption("b", "Hayır")], "faq-1", 7) { ClientId = "id-2" },
        new MessagePosted("Merhaba"),
        new NoteAdded("Ana boru patlak") { ClientId = "id-3" },
        new NoteAdded("Geri arandı", "pbx-1.27"),
        new EmailReceived("a@b", new EmailAddress("ayse@ornek.tr", "Ayşe"), [new EmailAddress("cozum@belediye.tr")], "Çöp", "Iğdır sokağı", [new EmailAddress("c@d.tr", "C")],
            "> eski", "html-1", [new Attachment("f-1", "foto ş.jpg", "image/jpeg", 12, true, "cid-1"), new Attachment("f-2", "b.pdf", "application/pdf", 0)],
            new EmailFlags(true, true, true), "raw-1", "x@y", At) { ClientId = "email:1", Guest = "v-9" },
        new EmailReceived("a@b", new EmailAddress("a@b.tr"), [], "", ""),
        new EmailSent("h@b", new EmailAddress("cozum@belediye.tr", "Çözüm"), [new EmailAddress("a@b.tr")], "Re: Çöp", "Merhaba", [new EmailAddress("c@d.tr")], "html-2",
            [new Attachment("f-1", "a", "text/plain", 1)], "a@b", ["x@y", "a@b"], true) { ClientId = "id-5" },
        new EmailSent("h@b", new EmailAddress("c@b.tr"), [new EmailAddress("a@b.tr")], "", "Merhaba"),
        new EmailFailed("h@b", "a@b.tr", "5.1.1", "550 no such user", "raw-2"),
        new EmailFailed("h@b", "a@b.tr", "4.4.7"),
        new DeliveryReported(7, DeliveryStatus.Failed, "403", "Forbidden: bot was blocked by the user") { ClientId = "telegram:1" },
        new DeliveryReported(7, DeliveryStatus.Read),
        new CimerReceived("2601", CimerKind.Information, new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 24), "Ayşe", "Konu", "Metin", [new Attachment("f-1", "a.pdf", "application/pdf", 1)], "a-1") { ClientId = "cimer:1" },
        new CimerReceived("2601", CimerKind.Request, new DateOnly(2026, 3, 2), new DateOnly(2026, 4, 1), null, "", "Metin"),
        new CimerAnswered("2601", "Yanıt", new DateOnly(2026, 3, 9)) { ClientId = "id-7" },
        new CallRang("pbx-1.27", CallDirection.In, "+905321112233", "4440185", At),
        new CallRang("pbx-1.27", CallDirection.Out),
        new CallProgressed("pbx-1.27", CallStep.Transferred, "su", "a-1", "Deniz", "1002", 5, At),
        new CallProgressed("pbx-1.27", CallStep.Queued),
        new CallAnswered("pbx-1.27", "a-1", "Deniz", "su", 12, At),
        new CallAnswered("pbx-1.27"),
        new CallEnded("pbx-1.27", CallDirection.In, CallOutcome.NoAnswer, 0, "su", "a-1", "Deniz", At),
        new CallEnded("pbx-1.27", CallDirection.Out, CallOutcome.Answered, 61),
        new CallRecorded("pbx-1.27", "f-3", "kayit.wav", 61, At),
        new CallRecorded("pbx-1.27"),
        new ConversationsMerged("m:1", MergeRole.Source, "c-1", 1, "c-2", 2, ["v-1", "k-1"], ["c-1"], At) { ClientId = "id-6" },
        new ConversationsMerged("m:1", MergeRole.Target, "c-1", 1, "c-2", 2, [], []),
        new ConversationSplit("m:1", MergeRole.Target, "c-1", 1, "c-2", 2),
        new MessagePosted("", Cards: [new Card("Başlık", "Alt", "Metin", [new CardImage("https://a.tr/b.png", "Güneş")],
            [new MessageOption("b.0", "Seç", "postBack", "Seçildi", "{\"a\":1}")], new CardSource("application/vnd.microsoft.card.hero", "{}")), new Card()], Value: "{\"x\":1}"),
        new MessageUpdated(3, "Yeni", [new MessageOption("b.1", "Evet")], [new Card("Başlık")]) { ClientId = "bot:1" },
        new MessageUpdated(3, ""),
        new MessageDeleted(3),
        new BotChanged("deneme"),
        new BotChanged(),
        new BotTold(7),
        new HandoffRequested("angry"),
        new QueueEntered("su", "a-1", "asked"),
        new QueueEntered("su"),
        new AgentAssigned("a-1", "Deniz", "su", "taken") { ClientId = "id-4" },
        new AgentAssigned("a-1", "Deniz", null, "accepted"),
        new AgentReleased("a-1", "offline"),
        new ConversationTransferred("su", "a-2", "Gizli not"),
        new ConversationTransferred(null, null, null),
        new CitizenIdentified("k-1", "phone", "+905321112233", true, "Ayşe"),
        new CitizenIdentified("v-1", "email", "a@ornek.bel.tr", false),
        new LabelsChanged(["çöp", "acil"], ["su"]),
        new PriorityChanged(-1),
        new MessagesRead(12),
        new FaqFeedbackGiven("faq-1", true),
        new RequestRecorded("Lamba yanmıyor"),
        new BotRemembered("{\"v\":1}"),
        new ConversationResolved("Bitti"),
        new ConversationResolved(),
        new ConversationReopened("agent"),
        new ConversationReopened(),
        new SatisfactionRated(5, "Sağ olun"),
        new SatisfactionRated(1),
    ];

    [Fact]
    public void Every_kind_is_read_as_it_was_written()
    {
        foreach (var e in Events)
        {
            var stored = EventCodec.ToStored(new NewEntry(Talk.Citizen, Channels.Chat, e), At);
            var read = EventCodec.FromStored(new StoredEvent(9, "c-1", 3, stored.At, stored.Kind, stored.Channel, stored.Actor, stored.Payload));

            Assert.Equal((3L, At, Talk.Citizen, Channels.Chat), (read.Seq, read.At, read.By, read.Channel));
            Assert.IsType(e.GetType(), read.Event);
            Assert.Equal(Json(e), Json(read.Event));
        }
    }

    [Fact]
    public void Every_kind_is_covered_and_named_after_its_type()
    {
        Assert.Equal(EventCodec.Kinds.Order(), Events.Select(EventCodec.KindOf).Distinct().Order());
        var declared = typeof(ConversationEvent).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(ConversationEvent)) && t != typeof(UnknownEvent)).Select(t => JsonNamingPolicy.CamelCase.ConvertName(t.Name));
        Assert.Equal(declared.Order(), EventCodec.Kinds.Order());
    }

    [Fact]
    public void What_is_missing_is_left_out_and_letters_stay_letters()
    {
        Assert.Equal("{\"text\":\"Iğdır\"}", Encoding.UTF8.GetString(EventCodec.Encode(new MessagePosted("Iğdır"))));
        Assert.Equal("{\"priority\":0}", Encoding.UTF8.GetString(EventCodec.Encode(new PriorityChanged(0))));
    }

    [Theory]
    [InlineData("pollStarted", "{\"question\":\"Hangi gün?\",\"n\":2}")]
    [InlineData("messagePosted", "{\"text\":")]
    [InlineData("messagePosted", "null")]
    [InlineData("priorityChanged", "{\"priority\":\"çok\"}")]
    [InlineData("messagePosted", "{}")]
    [InlineData("conversationOpened", "{\"citizenId\":\"v-1\",\"language\":null}")]
    [InlineData("queueEntered", "{}")]
    [InlineData("agentAssigned", "{\"agentId\":\"a-1\"}")]
    [InlineData("citizenIdentified", "{\"kind\":\"phone\"}")]
    [InlineData("labelsChanged", "{\"added\":[]}")]
    [InlineData("botRemembered", "{}")]
    [InlineData("messageUpdated", "{\"seq\":1}")]
    [InlineData("emailReceived", "{\"messageId\":\"a\",\"subject\":\"\",\"text\":\"\"}")]
    [InlineData("emailSent", "{}")]
    [InlineData("emailFailed", "{}")]
    [InlineData("callRang", "{}")]
    [InlineData("callProgressed", "{\"callId\":\"1\",\"step\":\"parked\"}")]
    [InlineData("callAnswered", "{}")]
    [InlineData("callEnded", "{}")]
    [InlineData("callRecorded", "{}")]
    [InlineData("conversationsMerged", "{\"mergeId\":\"1\",\"sourceId\":\"a\",\"targetId\":\"b\"}")]
    [InlineData("conversationSplit", "{}")]
    [InlineData("MessagePosted", "{\"text\":\"kind names are case-sensitive\"}")]
    public void What_this_version_cannot_read_is_kept_as_it_was_stored_and_staff_only(string kind, string payload)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        var read = EventCodec.Decode(kind, bytes);

        var unknown = Assert.IsType<UnknownEvent>(read);
        Assert.Equal((kind, payload), (unknown.Kind, unknown.Json));
        Assert.True(EventCodec.IsStaffOnly(read));
        Assert.Equal(kind, EventCodec.KindOf(read));
        Assert.Equal(bytes, EventCodec.Encode(read));
    }

    [Fact]
    public void Members_of_a_newer_version_do_not_hide_the_event() =>
        Assert.Equal(new PriorityChanged(2), EventCodec.Decode("priorityChanged", "{\"priority\":2,\"because\":\"yağmur\"}"u8));

    [Theory]
    [InlineData("pollStarted", "{\"question\":\"Hangi gün?\",\"clientId\":\"poll-0001\"}", "poll-0001")]
    [InlineData("messagePosted", "{\"text\":7,\"clientId\":\"msg-00001\"}", "msg-00001")]
    [InlineData("pollStarted", "{\"clientId\":7}", null)]
    [InlineData("pollStarted", "[\"clientId\"]", null)]
    public void What_this_version_cannot_read_still_answers_the_command_that_made_it(string kind, string payload, string? clientId)
    {
        var read = EventCodec.Decode(kind, Encoding.UTF8.GetBytes(payload));
        Assert.Equal(clientId, read.ClientId);
        if (clientId is null) return;

        var talk = Talk.WithAgent();
        talk.State.Remember(new TimelineEntry(4, At, Actor.Hub, Channels.Hub, read));
        Assert.Equal(new CommandResult(CommandError.None, 4, At), talk.Says("Tekrar", clientId));
    }

    [Fact]
    public void An_unknown_event_changes_nothing_but_the_sequence()
    {
        var talk = Talk.WithAgent();
        var before = talk.State.Summarize("c-1");

        var after = talk.State.After([new TimelineEntry(4, At, Actor.Hub, Channels.Hub, new UnknownEvent("pollStarted", "{}"))]).Summarize("c-1");

        Assert.Equal(before with { LastSeq = 4, LastAt = At }, after);
    }

    [Theory]
    [InlineData(ActorKind.Citizen, "v-1", "Ayşe / Iğdır")]
    [InlineData(ActorKind.Citizen, "v-1", "/")]
    [InlineData(ActorKind.Agent, "a-1", "Şükrü Öğüt İlhan")]
    [InlineData(ActorKind.Bot, "faq", null)]
    [InlineData(ActorKind.System, "hub", null)]
    [InlineData(ActorKind.Citizen, "v-1", "")]
    public void An_actor_is_read_as_it_was_written(ActorKind kind, string id, string? name)
    {
        var actor = new Actor(kind, id, name);
        Assert.Equal(actor, ActorText.Read(ActorText.Write(actor)));
    }

    [Theory]
    [InlineData("robot/r-1/Robo")]
    [InlineData("hub")]
    [InlineData("CITIZEN/v-1")]
    [InlineData("")]
    public void An_actor_of_a_newer_version_is_the_hub_under_that_text(string text) =>
        Assert.Equal(new Actor(ActorKind.System, text), ActorText.Read(text));

    private static string Json(ConversationEvent e) => EventCodec.KindOf(e) + Encoding.UTF8.GetString(EventCodec.Encode(e));
}
