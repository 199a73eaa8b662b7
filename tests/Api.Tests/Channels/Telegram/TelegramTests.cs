using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.TestKit;

namespace ContactHub.Telegram.Tests;

/// <summary>Citizens write to the bot, and are answered.</summary>
public sealed class TelegramTests(TelegramStage stage) : IClassFixture<TelegramStage>
{
    private static readonly Actor Deniz = new(ActorKind.Agent, "a-deniz", "Deniz");

    [Fact]
    public async Task The_bot_answers_with_buttons_after_the_notice_and_a_button_is_an_answer()
    {
        var person = stage.Person();
        stage.Telegram.Tell(Updates.Text(person, "Zürafaların boynu uzun"));
        stage.Telegram.Tell(Updates.Text(person, "Penguenler neden uçamaz acaba"));
        var answer = await stage.SentTo(person, text => text != "Aydınlatma metni");
        await Eventually.Holds(() => stage.Telegram.Sent.Any(sent => FakeTelegram.Chat(sent) == $"{person}" && FakeTelegram.Buttons(sent).Count > 0));

        Assert.Equal("Aydınlatma metni", stage.Telegram.TextsTo($"{person}")[0]);
        Assert.Single(stage.Telegram.TextsTo($"{person}"), text => text == "Aydınlatma metni");
        var button = FakeTelegram.Buttons(stage.Telegram.Sent.Last(sent => FakeTelegram.Chat(sent) == $"{person}" && FakeTelegram.Buttons(sent).Count > 0))[0];
        var press = Updates.Press(person, button.GetProperty("callback_data").GetString()!);
        stage.Telegram.Tell(press);
        stage.Telegram.Tell(press);

        var conversation = await stage.Said("Zürafaların boynu uzun");
        await Eventually.Holds(async () => (await stage.Timeline(conversation)).Any(e => e.Event is MessagePosted { OptionId: not null }));
        await Eventually.Holds(() => stage.Telegram.Calls.Count(call => call.Method == "answerCallbackQuery" && call.Request.GetProperty("callback_query_id").GetString()!.StartsWith("press-", StringComparison.Ordinal)) >= 2);
        var chosen = Assert.Single(await stage.Timeline(conversation), e => e.Event is MessagePosted { OptionId: not null });
        Assert.Equal(button.GetProperty("text").GetString(), ((MessagePosted)chosen.Event).Text);
        Assert.Empty(stage.Telegram.Faults);
        Assert.NotEqual(default, answer);
    }

    [Fact]
    public async Task An_answer_and_a_reaction_name_the_message_that_they_mean_and_one_taken_back_is_nothing()
    {
        var person = stage.Person();
        stage.Telegram.Tell(Updates.Text(person, "Çöpler alınmadı\nüç gündür", message: 20));
        var conversation = await stage.Said("Çöpler alınmadı\nüç gündür");
        await stage.Do(conversation, new TakeConversation(Deniz, $"take-{person}"));
        stage.Telegram.Tell(Updates.Reply(person, "Bu konuda haber var mı?", 20));
        stage.Telegram.Tell(Updates.Reaction(person, 20, "", Updates.Emoji("👍")));
        stage.Telegram.Tell(Updates.Reaction(person, 20, Updates.Emoji("👍"), ""));
        stage.Telegram.Tell(Updates.Reply(person, "Bilinmeyene yanıt", 19));
        await stage.Said("Bilinmeyene yanıt");

        var timeline = (await stage.Timeline(conversation)).Select(e => e.Event).OfType<MessagePosted>().ToList();
        var quoted = timeline.Single(one => one.Text == "Bu konuda haber var mı?").Quote!;
        Assert.Equal((conversation, ActorKind.Citizen, "Çöpler alınmadı üç gündür"), (quoted.ConversationId, quoted.By, quoted.Text));
        Assert.Equal(quoted, Assert.Single(timeline, one => one.Text.Contains("tepki", StringComparison.Ordinal)).Quote);
        Assert.Null(timeline.Single(one => one.Text == "Bilinmeyene yanıt").Quote);
    }

    [Fact]
    public void What_telegram_calls_a_message_by_is_kept() => Assert.Equal(
        "77", Assert.IsType<Outbound.DeliveryOutcome.Delivered>(TelegramAnswer.Read(200, """{"ok":true,"result":{"message_id":77}}"""u8.ToArray()).ToOutcome()).MessageId);

    [Fact]
    public async Task What_is_told_twice_is_said_once_and_the_citizen_keeps_one_conversation()
    {
        var person = stage.Person();
        stage.Telegram.Tell(Updates.Text(person, "İlk ileti", message: 10));
        var conversation = await stage.Said("İlk ileti");
        stage.Telegram.Tell(Updates.Text(person, "İlk ileti", message: 10));
        stage.Telegram.RepeatsUpdates = true;
        stage.Telegram.Tell(Updates.Text(person, "İkinci ileti", message: 11));

        Assert.Equal(conversation, await stage.Said("İkinci ileti"));
        await Eventually.Holds(() => stage.Telegram.IsEmpty);
        Assert.Equal((1, 1), (await stage.Count("İlk ileti"), await stage.Count("İkinci ileti")));
    }

    [Fact]
    public async Task An_agents_answer_arrives_with_the_notices_before_it_and_the_rating_after_it()
    {
        var person = stage.Person();
        var conversation = await Talk(person, "Su kesik");
        await stage.SentTo(person, text => text.Contains("Deniz", StringComparison.Ordinal));
        await stage.Do(conversation, new PostMessage(Deniz, "answer-1", "", "Ekip **yolda**"));
        // What a person writes is no Markdown.
        await stage.SentTo(person, text => text == "Ekip **yolda**");
        await stage.Do(conversation, new ResolveConversation(Deniz, "done-1"));

        var rate = await stage.SentTo(person, text => text.Contains("memnun", StringComparison.Ordinal));
        var buttons = FakeTelegram.Buttons(rate);
        Assert.Equal(["1", "2", "3", "4", "5"], buttons.Select(b => b.GetProperty("text").GetString()));
        stage.Telegram.Tell(Updates.Press(person, buttons[3].GetProperty("callback_data").GetString()!));

        await Eventually.Holds(async () => (await stage.Timeline(conversation)).Any(e => e.Event is SatisfactionRated { Score: 4 }));
        await Eventually.Holds(() => stage.Telegram.Calls.Any(call => call.Method == "answerCallbackQuery" && call.Request.TryGetProperty("text", out var text) && text.GetString() == "Teşekkür ederiz!"));
    }

    [Fact]
    public async Task A_forged_button_reaches_no_other_conversation()
    {
        var victim = stage.Person();
        var conversation = await Talk(victim, "Gizli konum var");
        var asked = (await stage.Do(conversation, new PostMessage(Actor.Hub, "ask-1", "", "Seçin"))).Seq;
        await stage.Do(conversation, new ResolveConversation(Deniz, "done-2"));
        var attacker = stage.Person();
        stage.Telegram.Tell(Updates.Text(attacker, "Saldırgan"));
        await stage.Said("Saldırgan");
        var before = (await stage.Timeline(conversation)).Count;

        stage.Telegram.Tell(Updates.Press(attacker, $"r.1.{asked}.{conversation}"));
        stage.Telegram.Tell(Updates.Press(attacker, $"o.0.{asked}.{conversation}"));
        stage.Telegram.Tell(Updates.Press(attacker, $"o.0.{asked}.{new string('x', 64)}"));
        stage.Telegram.Tell(Updates.Text(attacker, "Bitti mi"));
        await stage.Said("Bitti mi");

        Assert.Equal(before, (await stage.Timeline(conversation)).Count);
    }

    [Fact]
    public async Task A_number_is_proven_only_when_telegram_says_that_it_is_the_senders()
    {
        var person = stage.Person();
        stage.Telegram.Tell(Updates.Contact(person, "905321112244", of: null));
        var conversation = await stage.Said("👤 Veli +905321112244");
        stage.Telegram.Tell(Updates.Contact(person, "905321112233", of: person));
        Assert.Equal(conversation, await stage.Said("📞 +905321112233"));

        await Eventually.Holds(async () => (await stage.Timeline(conversation)).Any(e => e.Event is CitizenIdentified { Kind: "phone" }));
        var known = Assert.Single(await stage.Timeline(conversation), e => e.Event is CitizenIdentified { Kind: "phone" });
        Assert.Equal(("+905321112233", true), (((CitizenIdentified)known.Event).Value, ((CitizenIdentified)known.Event).Verified));
        var citizen = (await stage.Hub.Grains.GetGrain<IConversationGrain>(conversation).Summary())!.CitizenId;
        var profile = await stage.Hub.Grains.GetGrain<ICitizenGrain>(citizen).Profile();
        Assert.Contains(new CitizenIdentity("phone", "+905321112233", true), profile!.Identities);
        Assert.DoesNotContain(profile.Identities, identity => identity.Value == "+905321112244");
    }

    [Fact]
    public async Task A_citizen_who_has_blocked_the_bot_is_shown_as_not_reached()
    {
        var person = stage.Person();
        var conversation = await Talk(person, "Engelleyeceğim");
        await stage.SentTo(person, text => text.Contains("Deniz", StringComparison.Ordinal));
        stage.Telegram.Fail(person, FakeTelegram.ErrorText(403, "Forbidden: bot was blocked by the user"));
        var said = await stage.Do(conversation, new PostMessage(Deniz, "answer-3", "", "Duyuyor musunuz?"));

        await Eventually.Holds(async () => (await stage.Timeline(conversation)).Any(e => e.Event is DeliveryReported));
        var report = Assert.Single(await stage.Timeline(conversation), e => e.Event is DeliveryReported);
        Assert.Equal((said.Seq, DeliveryStatus.Failed, "403"), (((DeliveryReported)report.Event).Seq, ((DeliveryReported)report.Event).Status, ((DeliveryReported)report.Event).Code));
    }

    [Fact]
    public async Task A_pause_that_telegram_asks_for_is_kept_and_an_answer_whose_success_is_unknown_is_sent_again()
    {
        var person = stage.Person();
        var conversation = await Talk(person, "Yavaş yavaş");
        await stage.SentTo(person, text => text.Contains("Deniz", StringComparison.Ordinal));
        stage.Telegram.Fail(person, FakeTelegram.ErrorText(429, "Too Many Requests: retry after 1", 1));
        stage.Telegram.Fail(person, FakeTelegram.ErrorText(500, "Internal Server Error"));
        stage.Telegram.Fail(person, "lost");
        foreach (var n in Enumerable.Range(1, 3)) await stage.Do(conversation, new PostMessage(Deniz, $"slow-{n}", "", $"Yanıt {n}"));

        await stage.SentTo(person, text => text == "Yanıt 3");
        // The one whose answer was lost is there twice; all else once, and in order.
        Assert.Equal(["Yanıt 1", "Yanıt 1", "Yanıt 2", "Yanıt 3"], stage.Telegram.TextsTo($"{person}").Where(text => text.StartsWith("Yanıt", StringComparison.Ordinal)));
        Assert.DoesNotContain("sent before retry_after", stage.Telegram.Faults);
    }

    [Fact]
    public async Task Groups_are_refused_politely_and_left()
    {
        var (person, group) = (stage.Person(), -stage.Person());
        stage.Telegram.Tell(Updates.Text(person, "Grupta merhaba", language: "en", chatType: "supergroup", chat: group));

        await Eventually.Holds(() => stage.Telegram.Calls.Any(call => call.Method == "leaveChat" && FakeTelegram.Chat(call.Request) == $"{group}"));
        Assert.Contains("private", Assert.Single(stage.Telegram.TextsTo($"{group}")), StringComparison.Ordinal);
        Assert.Equal(0, await stage.Count("Grupta merhaba"));
    }

    [Fact]
    public async Task A_changed_message_stands_beside_the_first_and_a_long_one_becomes_several()
    {
        var person = stage.Person();
        stage.Telegram.Tell(Updates.Text(person, "Yanlış yazdım", message: 40));
        stage.Telegram.Tell(Updates.Edited(person, 40, "Doğru yazdım"));
        var conversation = await stage.Said("✏️ Doğru yazdım");
        stage.Telegram.Tell(Updates.Text(person, string.Join(' ', Enumerable.Range(0, 500).Select(n => $"söz{n}"))));

        await Eventually.Holds(async () => (await stage.Timeline(conversation)).Any(e => e.Event is MessagePosted said && said.Text.EndsWith("söz499", StringComparison.Ordinal)));
        var said = (await stage.Timeline(conversation)).Where(e => e.By.Kind == ActorKind.Citizen).Select(e => e.Event).OfType<MessagePosted>().ToList();
        Assert.Equal("Yanlış yazdım", said[0].Text);
        Assert.Equal(Enumerable.Range(0, 500).Select(n => $"söz{n}"), said.Skip(2).SelectMany(one => one.Text.Split(' ')));
    }

    [Fact]
    public async Task A_link_with_a_department_opens_the_conversation_there()
    {
        var person = stage.Person();
        stage.Telegram.Tell(Updates.Text(person, "/start zabita"));

        Assert.Equal("zabita", (await stage.Hub.Grains.GetGrain<IConversationGrain>(await stage.Said("/start zabita")).Summary())!.DepartmentId);
    }

    [Fact]
    public async Task An_agent_who_types_is_shown_as_typing()
    {
        var person = stage.Person();
        var conversation = await Talk(person, "Yazıyor mu?");
        var staff = await stage.Hub.Staff("Ece", "supervisor", "su");
        await using var desk = await staff.Open();
        await desk.Call("open", conversation, 0);
        var before = Typed(person);

        await desk.Call("typing", conversation, true);

        await Eventually.Holds(() => Typed(person) > before);
    }

    private int Typed(long person) => stage.Telegram.Calls.Count(call => call.Method == "sendChatAction" && FakeTelegram.Chat(call.Request) == $"{person}");

    /// <summary>The citizen writes, and an agent takes the conversation.</summary>
    private async Task<string> Talk(long person, string text)
    {
        stage.Telegram.Tell(Updates.Text(person, text));
        var conversation = await stage.Said(text);
        Assert.True((await stage.Do(conversation, new TakeConversation(Deniz, "take-" + person))).Succeeded);
        return conversation;
    }
}
