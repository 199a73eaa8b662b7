using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Messengers;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.WhatsApp.Tests;

/// <summary>Citizens write to the municipality's number, and are answered.</summary>
public sealed class WhatsAppTests(WhatsAppStage stage) : IClassFixture<WhatsAppStage>
{
    private static readonly Actor Deniz = new(ActorKind.Agent, "a-deniz", "Deniz");

    [Fact]
    public async Task The_bot_answers_with_buttons_after_the_notice_and_a_button_is_an_answer()
    {
        var person = stage.Person();
        await stage.WhatsApp.Tell(Notifications.Text(person, "Zürafaların boynu uzun"));
        await stage.WhatsApp.Tell(Notifications.Text(person, "Penguenler neden uçamaz acaba"));
        await Eventually.Holds(() => stage.WhatsApp.Sent.Any(sent => FakeWhatsApp.To(sent) == person && FakeWhatsApp.Choices(sent).Count > 0));

        Assert.Equal("Aydınlatma metni", stage.TextsTo(person)[0]);
        Assert.Single(stage.TextsTo(person), text => text == "Aydınlatma metni");
        var (id, title) = FakeWhatsApp.Choices(stage.WhatsApp.Sent.Last(sent => FakeWhatsApp.To(sent) == person && FakeWhatsApp.Choices(sent).Count > 0))[0];
        foreach (var press in (string[])[Notifications.Button(person, id, title), Notifications.Row(person, id, title)]) await stage.WhatsApp.Tell(press);
        await stage.WhatsApp.Tell(Notifications.Text(person, "Basıldı mı"));

        var conversation = await stage.Said("Basıldı mı");
        var chosen = Assert.Single(await stage.Timeline(conversation), e => e.Event is MessagePosted { OptionId: not null });
        Assert.StartsWith(title.TrimEnd('…'), ((MessagePosted)chosen.Event).Text, StringComparison.Ordinal);
        Assert.Empty(stage.WhatsApp.Faults);
    }

    [Fact]
    public async Task What_is_told_twice_is_said_once_and_a_batch_stays_in_order()
    {
        var person = stage.Person();
        var first = Notifications.Text(person, "İlk ileti");
        await stage.WhatsApp.Tell(first);
        var conversation = await stage.Said("İlk ileti");
        await stage.WhatsApp.Tell(first);
        var batch = string.Join(',', Enumerable.Range(1, 30).Select(n => $$$"""{"from":"{{{person}}}","id":"{{{Notifications.Wamid()}}}","timestamp":"{{{Notifications.Ago()}}}","type":"text","text":{"body":"Sıra {{{n}}}"}}"""));
        await stage.WhatsApp.Tell(Notifications.Value($"\"messages\":[{batch}]"));

        Assert.Equal(conversation, await stage.Said("Sıra 30"));
        Assert.Equal(1, await stage.Count("İlk ileti"));
        var said = (await stage.Timeline(conversation)).Where(e => e.By.Kind == ActorKind.Citizen).Select(e => e.Event).OfType<MessagePosted>().Select(one => one.Text);
        Assert.Equal(["İlk ileti", .. Enumerable.Range(1, 30).Select(n => $"Sıra {n}")], said);
    }

    [Fact]
    public async Task An_agents_answer_arrives_and_what_becomes_of_it_stands_in_the_timeline()
    {
        var person = stage.Person();
        var conversation = await stage.Talk(person, "Su kesik");
        var said = await stage.Answer(conversation, "Ekip yolda");
        var mark = (await stage.SentTo(person, text => text == "Ekip yolda")).GetProperty("biz_opaque_callback_data").GetString();
        foreach (var status in (string[])["sent", "delivered", "read", "read", "sent"]) await stage.WhatsApp.Tell(Notifications.Status(person, status, mark));
        // Somebody else's message is nobody's to report.
        await stage.WhatsApp.Tell(Notifications.Status(stage.Person(), "failed", mark, Notifications.Error(131026, "Message undeliverable", "x")));
        await stage.WhatsApp.Tell(Notifications.Text(person, "Teşekkürler"));
        await stage.Said("Teşekkürler");

        var reports = await stage.Reports(conversation, 3);
        Assert.Equal([DeliveryStatus.Sent, DeliveryStatus.Delivered, DeliveryStatus.Read], reports.Select(report => report.Status));
        Assert.All(reports, report => Assert.Equal(said.Seq, report.Seq));
    }

    [Fact]
    public async Task What_whatsapp_could_not_deliver_after_it_took_it_is_shown_with_its_reason()
    {
        var person = stage.Person();
        var conversation = await stage.Talk(person, "Ulaşılmaz");
        await stage.Answer(conversation, "Duyuyor musunuz?");
        var mark = (await stage.SentTo(person, text => text == "Duyuyor musunuz?")).GetProperty("biz_opaque_callback_data").GetString();
        await stage.WhatsApp.Tell(Notifications.Status(person, "failed", mark, Notifications.Error(131026, "Message undeliverable", "Message Undeliverable.")));

        var report = Assert.Single(await stage.Reports(conversation, 1));
        Assert.Equal((DeliveryStatus.Failed, "131026", "Message Undeliverable."), (report.Status, report.Code, report.Detail));
    }

    [Fact]
    public async Task The_end_asks_how_it_was_and_the_citizens_row_rates_it()
    {
        var person = stage.Person();
        var conversation = await stage.Talk(person, "Değerlendireceğim");
        await stage.Do(conversation, new ResolveConversation(Deniz, "done-1"));
        var rows = FakeWhatsApp.Choices(await stage.SentTo(person, text => text.Contains("memnun", StringComparison.Ordinal)));
        Assert.Equal(["1", "2", "3", "4", "5"], rows.Select(row => row.Title));
        await stage.WhatsApp.Tell(Notifications.Row(person, rows[3].Id, rows[3].Title));
        // A forged one reaches no other conversation.
        await stage.WhatsApp.Tell(Notifications.Row(stage.Person(), rows[0].Id, rows[0].Title));

        await Eventually.Holds(async () => (await stage.Timeline(conversation)).Any(e => e.Event is SatisfactionRated));
        Assert.Equal(4, ((SatisfactionRated)Assert.Single(await stage.Timeline(conversation), e => e.Event is SatisfactionRated).Event).Score);
    }

    [Fact]
    public async Task Limits_and_faults_that_pass_are_tried_again_in_order_and_what_is_refused_is_not()
    {
        var person = stage.Person();
        var conversation = await stage.Talk(person, "Yavaş yavaş");
        stage.WhatsApp.Fail(person, FakeWhatsApp.ErrorText(400, 130429, "Rate limit hit"));
        stage.WhatsApp.Fail(person, FakeWhatsApp.ErrorText(500, 131016, "Service unavailable"));
        stage.WhatsApp.Fail(person, "lost");
        foreach (var n in Enumerable.Range(1, 3)) await stage.Answer(conversation, $"Yanıt {n}");
        await stage.SentTo(person, text => text == "Yanıt 3");
        stage.WhatsApp.Fail(person, FakeWhatsApp.ErrorText(400, 131026, "Message undeliverable"));
        var said = await stage.Answer(conversation, "Bu gitmez");

        // The one whose answer was lost is there twice; all else once, and in order.
        Assert.Equal(["Yanıt 1", "Yanıt 1", "Yanıt 2", "Yanıt 3"], stage.TextsTo(person).Where(text => text.StartsWith("Yanıt", StringComparison.Ordinal)));
        var report = Assert.Single(await stage.Reports(conversation, 1));
        Assert.Equal((said.Seq, DeliveryStatus.Failed, "131026"), (report.Seq, report.Status, report.Code));
    }

    [Fact]
    public async Task After_the_window_nothing_is_even_tried()
    {
        var person = stage.Person();
        await stage.WhatsApp.Tell(Notifications.Text(person, "Dün yazmıştım", ago: TimeSpan.FromHours(25)));
        var conversation = await stage.Said("Dün yazmıştım");
        await Eventually.Holds(async () => (await stage.Timeline(conversation)).Any(e => e.Event is MessagePosted && e.By.Kind == ActorKind.Bot));

        var report = (await stage.Reports(conversation, 1))[0];
        Assert.Equal((DeliveryStatus.Failed, WhatsAppSender.WindowCode), (report.Status, report.Code));
        Assert.Empty(stage.TextsTo(person));
        // Whoever writes anew is answered.
        await stage.WhatsApp.Tell(Notifications.Text(person, "Bugün yazıyorum"));
        await stage.SentTo(person, text => text == "Aydınlatma metni");
    }

    [Fact]
    public async Task The_number_is_the_citizens_and_joins_them_with_their_account()
    {
        var person = stage.Person();
        var user = "TR." + person;
        await stage.WhatsApp.Tell(Notifications.OfUser(user, person, "Numaram görünüyor"));
        var conversation = await stage.Said("Numaram görünüyor");
        var citizen = (await stage.Hub.Grains.GetGrain<IConversationGrain>(conversation).Summary())!.CitizenId;
        CitizenProfile? profile = null;
        await Eventually.Holds(async () => (profile = await stage.Hub.Grains.GetGrain<ICitizenGrain>(citizen).Profile())?.Identities.Length == 2);
        // Now only the account is shown.
        await stage.WhatsApp.Tell(Notifications.OfUser(user, null, "Numaram gizli"));

        Assert.Contains(new CitizenIdentity("phone", "+" + person, true), profile!.Identities);
        Assert.Contains(new CitizenIdentity("external", "whatsapp:" + user, true), profile.Identities);
        Assert.Equal(conversation, await stage.Said("Numaram gizli"));
        // The answer goes where they wrote last, by the account's id.
        await stage.Do(conversation, new TakeConversation(Deniz, "take-" + user));
        await stage.Answer(conversation, "Size de merhaba");
        await stage.SentTo(user, text => text == "Size de merhaba");
        Assert.Empty(stage.WhatsApp.Faults);
    }

    [Fact]
    public async Task A_reaction_is_shown_to_staff_and_neither_wakes_the_bot_nor_opens_what_has_ended()
    {
        var person = stage.Person();
        var conversation = await stage.Talk(person, "Tepki vereceğim");
        await stage.WhatsApp.Tell(Reaction(person, "👍"));
        Assert.Equal(conversation, await stage.Said("👍 (bir iletiye tepki)"));
        await stage.Do(conversation, new ResolveConversation(Deniz, "done-2"));
        await stage.WhatsApp.Tell(Reaction(person, "🙏"));
        await stage.WhatsApp.Tell(Notifications.Text(person, "Bir şey daha"));
        await stage.Said("Bir şey daha");

        Assert.Equal(0, await stage.Count("🙏 (bir iletiye tepki)"));
    }

    [Fact]
    public async Task An_answer_and_a_reaction_name_the_message_that_they_mean_when_the_hub_knows_it()
    {
        var person = stage.Person();
        var conversation = await stage.Talk(person, "Çukur ne zaman kapanacak?");
        var said = await stage.Answer(conversation, "Ekip Salı günü gelecek");
        await stage.SentTo(person, text => text == "Ekip Salı günü gelecek");
        var known = stage.WhatsApp.Ids.Last(one => one.Text == "Ekip Salı günü gelecek").Id;
        // The hub keeps the id as soon as it has it, which may be a moment later.
        var messages = stage.Hub.Services.GetRequiredService<MessengerMessages>();
        var place = MessengerPlace.IdOf(Channels.WhatsApp, "cozum", person);
        await Eventually.Holds(async () => await messages.Find(place, known) is not null);
        await stage.WhatsApp.Tell(Quoting(person, known, "Hangi saatte?"));
        await stage.WhatsApp.Tell(Reaction(person, "❤️", known));
        await stage.WhatsApp.Tell(Quoting(person, "wamid.elsewhere", "Bilinmeyene yanıt"));
        await stage.Said("Bilinmeyene yanıt");

        var quoted = new QuotedMessage(conversation, said.Seq, ActorKind.Agent, "Ekip Salı günü gelecek");
        var timeline = (await stage.Timeline(conversation)).Select(e => e.Event).OfType<MessagePosted>().ToList();
        Assert.Equal([quoted, quoted, null], new[] { "Hangi saatte?", "❤️ (bir iletiye tepki)", "Bilinmeyene yanıt" }.Select(text => timeline.Single(one => one.Text == text).Quote));
    }

    [Fact]
    public async Task An_agent_who_reads_and_types_is_shown_as_reading_and_typing()
    {
        var person = stage.Person();
        var conversation = await stage.Talk(person, "Okundu mu?");
        var wamid = Notifications.Wamid();
        var staff = await stage.Hub.Staff("Ece", "supervisor", "su");
        await stage.Do(conversation, new TakeConversation(new Actor(ActorKind.Agent, staff.Id, "Ece"), "force-" + person, "taken", true));
        await stage.WhatsApp.Tell(Notifications.Message(person, "text", "{\"body\":\"Orada mısınız?\"}", wamid));
        await stage.Said("Orada mısınız?");
        await using var desk = await staff.Open();
        await desk.Call("open", conversation, 0);

        await desk.Call("read", conversation, 1_000);
        await Eventually.Holds(() => stage.WhatsApp.Read.Contains((wamid, false)));
        await desk.Call("typing", conversation, true);
        await Eventually.Holds(() => stage.WhatsApp.Read.Contains((wamid, true)));
    }

    [Fact]
    public async Task Neither_token_nor_secret_nor_number_is_logged()
    {
        var person = stage.Person();
        stage.WhatsApp.Fail(person, FakeWhatsApp.ErrorText(401, 190, "Error validating access token"));
        await stage.WhatsApp.Post("{}", "sha256=" + new string('0', 64));
        await stage.WhatsApp.Tell(Notifications.Text(person, "Günlükte ne var"));
        await stage.SentTo(person, text => text == "Aydınlatma metni");

        var logged = string.Join('\n', stage.Hub.Logged.Lines);
        Assert.DoesNotContain(FakeWhatsApp.Token, logged, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeWhatsApp.AppSecret, logged, StringComparison.Ordinal);
        Assert.DoesNotContain(person, logged, StringComparison.Ordinal);
    }

    private static string Reaction(string person, string emoji, string to = "wamid.x") => Notifications.Message(person, "reaction", $"{{\"message_id\":\"{to}\",\"emoji\":\"{emoji}\"}}");

    private static string Quoting(string person, string message, string text) =>
        Notifications.Text(person, text).Replace("\"type\":\"text\"", $"\"context\":{{\"from\":\"903121530000\",\"id\":\"{message}\"}},\"type\":\"text\"", StringComparison.Ordinal);
}
