using System.Text;
using System.Text.Json;
using ContactHub.Conversations;
using ContactHub.Hubs.Tests;
using ContactHub.Realtime;
using ContactHub.Security;
using ContactHub.TestKit;

namespace ContactHub.Visitors.Tests;

/// <summary>
/// Everything that can happen in a conversation, watched live by the citizen and at the desk: each sees in the end what a reload shows, and
/// the citizen nothing that is for staff.
/// </summary>
public sealed class WhatCitizensSeeTests(RunningHub hub) : IClassFixture<RunningHub>
{
    private static readonly string[] ForStaff =
    [
        "noteAdded", "citizenIdentified", "labelsChanged", "priorityChanged", "botRemembered", "emailReceived", "emailSent", "emailFailed", "callRang", "callProgressed",
        "callAnswered", "callEnded", "callRecorded", "conversationsMerged", "conversationSplit",
        "deliveryReported", "cimerReceived", "cimerAnswered",
    ];

    [Fact]
    public async Task Snapshot_and_events_are_the_same_as_a_new_snapshot_for_every_kind_and_nothing_leaks()
    {
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        await Watch(kinds, WithAgents);
        await Watch(kinds, WithTheBot);
        await Watch(kinds, WithMailsAndCalls);
        // An application has a conversation of its own, which no citizen has a screen for.
        kinds.UnionWith(["cimerReceived", "cimerAnswered"]);
        // A hub without bots from outside has no events of them.
        Assert.Equal(EventCodec.Kinds.Except(["botChanged", "botTold"]).Order(), kinds.Order());
    }

    [Fact]
    public void What_the_hub_tells_a_bot_from_outside_is_hidden_and_what_a_card_has_for_it_stays_here()
    {
        var card = new Card("Kart", Buttons: [new MessageOption("b.0", "Seç", "submit", null, "{\"gizli\":1}")], Source: new CardSource("application/vnd.microsoft.card.adaptive", "{\"gizli\":2}"));
        ConversationEvent[] events = [new BotChanged("gizli"), new BotTold(7), new MessagePosted("", Cards: [card]), new MessageUpdated(3, "", Cards: [card])];

        var wire = WireEntry.ForCitizen([.. events.Select((e, i) => new TimelineEntry(i + 1, DateTimeOffset.UnixEpoch, Actor.FaqBot, Channels.Chat, e))])
            .Select(entry => Encoding.UTF8.GetString(entry.Json.Span)).ToList();

        Assert.All(wire[..2], json => Assert.Contains("\"kind\":\"hidden\"", json, StringComparison.Ordinal));
        Assert.All(wire[2..], json => Assert.Contains("\"Seç\"", json, StringComparison.Ordinal));
        Assert.All(wire, json => Assert.DoesNotContain("gizli", json, StringComparison.Ordinal));
    }

    private async Task Watch(HashSet<string> kinds, Func<Scene, Task> story)
    {
        var (session, citizen) = await hub.Citizen();
        await using var _ = citizen;
        var supervisor = await hub.Staff("Süpervizör", StaffRoles.Supervisor, "su");
        await using var desk = await supervisor.Open();
        var live = await Screen.Join(citizen, session.ConversationId);
        await citizen.Call("send", new { clientId = "first-message", text = "Sular kesik" });
        await citizen.Until(() => live.Entries.Values.Any(e => e.Contains("\"kind\":\"bot\"", StringComparison.Ordinal)), "the bot's answer");
        var staffLive = await Screen.Open(desk, session.ConversationId);

        await story(new Scene(citizen, desk, supervisor, session.ConversationId));

        await using var reloaded = await hub.Connect(session.Token);
        var last = (await reloaded.Call("join", 0)).GetProperty("lastSeq").GetInt64();
        await live.UpTo(last);
        await staffLive.UpTo(last);
        await using var freshDesk = await supervisor.Open();
        var (fresh, freshStaff) = (await Screen.Join(reloaded, session.ConversationId), await Screen.Open(freshDesk, session.ConversationId));
        Assert.Equal(fresh.Entries, live.Entries);
        Assert.Equal(freshStaff.Entries, staffLive.Entries);
        CheckHidden(live, staffLive, kinds);
        await CheckNothingLeaked(citizen, reloaded);
    }

    /// <summary>Placeholders stand exactly where staff see what is theirs, and hold nothing.</summary>
    private static void CheckHidden(Screen citizen, Screen staff, HashSet<string> kinds)
    {
        foreach (var (seq, json) in staff.Entries)
        {
            var (seen, shown) = (JsonDocument.Parse(json).RootElement, JsonDocument.Parse(citizen.Entries[seq]).RootElement);
            var kind = seen.GetProperty("kind").GetString()!;
            kinds.Add(kind);
            if (ForStaff.Contains(kind)) Assert.Equal(["seq", "at", "kind"], shown.EnumerateObject().Select(p => p.Name));
            else if (kind == "conversationTransferred") Assert.DoesNotContain("note", citizen.Entries[seq], StringComparison.Ordinal);
            else Assert.Equal(json, citizen.Entries[seq]);
            Assert.Equal(ForStaff.Contains(kind) ? "hidden" : kind, shown.GetProperty("kind").GetString());
        }
    }

    private static async Task CheckNothingLeaked(HubSocket citizen, HubSocket reloaded)
    {
        var received = string.Join('\n', citizen.Pushes.Select(p => p.Arguments.GetRawText()))
            + (await reloaded.Call("join", 0)).GetRawText() + (await reloaded.Call("page", 9_999, 100)).GetRawText();
        Assert.Contains("Sular kesik", received, StringComparison.Ordinal);
        foreach (var secret in (string[])["GİZLİ", "gizli", "5329998877", "\"priority\"", "\"labels\"", "\"added\"", "\"memory\"", "\"unread\"", "\"verified\":true"])
            Assert.DoesNotContain(secret, received, StringComparison.Ordinal);
    }

    private async Task WithAgents(Scene scene)
    {
        var agent = await hub.Staff("Deniz", StaffRoles.Agent, "su", "zabita");
        await scene.Citizen.Call("requestPerson", new { clientId = "wants-person" });
        await scene.Do("take", new { clientId = "take-00001" });
        await scene.Do("note", new { clientId = "note-00001", text = "GİZLİ not" });
        await scene.Do("send", new { clientId = "send-00001", text = "Merhaba, bakıyorum." });
        await scene.Do("labels", new { clientId = "label-0001", add = new[] { "gizli-etiket" }, remove = Array.Empty<string>() });
        await scene.Do("priority", new { clientId = "prio-00001", priority = 2 });
        await scene.Do("identify", new { clientId = "ident-0001", kind = "phone", value = "+905329998877" });
        await scene.Citizen.Call("send", new { clientId = "second-message", text = "Teşekkürler" });
        await scene.Desk.Call("read", scene.Id, 99);
        await scene.Do("transfer", new { clientId = "trans-0001", departmentId = "zabita", note = "GİZLİ devir" });
        await scene.Do("take", new { clientId = "take-00002" });
        await scene.Do("release", new { clientId = "release-01" });
        await scene.Do("take", new { clientId = "take-00003" });
        await scene.Do("transfer", new { clientId = "trans-0002", agentId = agent.Id, note = "GİZLİ ikinci devir" });
        await scene.Do("take", new { clientId = "take-00004", force = true });
        await scene.Do("resolve", new { clientId = "resolve-01", reason = "Onarıldı" });
        await scene.Citizen.Call("rate", new { clientId = "rate-00001", score = 5, comment = "Sağ olun" });
        await scene.Do("reopen", new { clientId = "reopen-001" });
        await scene.Citizen.Call("identify", new { clientId = "ident-0002", kind = "email", value = "gizli@ornek.bel.tr" });
        await scene.Citizen.Call("read", 12);
        await scene.Do("send", new { clientId = "send-00002", text = "Başka bir şey var mı?" });
    }

    private async Task WithTheBot(Scene scene)
    {
        var grain = hub.Grains.GetGrain<IConversationGrain>(scene.Id);
        Assert.True((await grain.Execute(new PostBotTurn(Actor.FaqBot, "bot:feedback", 2, [], null, "yes:faq-1", "gizli bellek"))).Succeeded);
        Assert.True((await grain.Execute(new UpdateMessage(Actor.FaqBot, "bot:update", 3, new BotMessage("Yeni")))).Succeeded);
        Assert.True((await grain.Execute(new DeleteMessage(Actor.FaqBot, "bot:delete", 3))).Succeeded);
        await scene.Citizen.Call("recordRequest", new { clientId = "request-01", text = "Lamba yanmıyor" });
    }

    private async Task WithMailsAndCalls(Scene scene)
    {
        var grain = hub.Grains.GetGrain<IConversationGrain>(scene.Id);
        var (citizen, agent) = (new Actor(ActorKind.Citizen, "p-1", "GİZLİ ad"), new Actor(ActorKind.Agent, "a-1", "Deniz"));
        var (theirs, ours) = (new EmailAddress("gizli@ornek.bel.tr"), new EmailAddress("cozum@belediye.tr"));
        ConversationEvent[] contacts =
        [
            new EmailReceived("1@x", theirs, [ours], "GİZLİ konu", "GİZLİ posta", Attachments: [new Attachment("f", "gizli.pdf", "application/pdf", 1)]),
            new EmailFailed("2@x", "gizli@ornek.bel.tr", "5.1.1"), new CallRang("c", CallDirection.In, "+905329998877"),
            new CallProgressed("c", CallStep.Queued, "gizli"), new CallAnswered("c", null, "GİZLİ"), new CallRecorded("c", "gizli"),
            new CallEnded("c", CallDirection.In, CallOutcome.Answered, 60),
        ];
        foreach (var e in contacts)
        {
            var channel = e is EmailReceived or EmailFailed ? Channels.Email : Channels.Phone;
            Assert.True((await grain.Execute(new RecordContact(citizen, $"test:{EventCodec.KindOf(e)}", channel, e))).Succeeded);
        }

        Assert.True((await grain.Execute(new RecordContact(
            Actor.Hub, "test:delivery", Channels.Telegram, new DeliveryReported(1, DeliveryStatus.Failed, "403", "GİZLİ neden")))).Succeeded);
        Assert.True((await grain.Execute(new SendEmail(Actor.Hub, "test:auto", new EmailSent("3@x", ours, [theirs], "GİZLİ", "GİZLİ yanıt", Auto: true)))).Succeeded);
        Assert.True((await grain.Execute(new AcceptMerge(
            agent, "test:merged", "m:gizli", "c-gizli", 7, scene.Id, ["v-gizli"], ["c-gizli"], null, Owner.Bot, null, null, null))).Succeeded);
        Assert.True((await grain.Execute(new ReleaseMerged(agent, "test:split", "c-gizli", scene.Id))).Succeeded);
    }

    private sealed record Scene(HubSocket Citizen, HubSocket Desk, StaffScreen Staff, string Id)
    {
        public Task<JsonElement> Do(string method, object command) => Desk.Call(method, Id, command);
    }
}
