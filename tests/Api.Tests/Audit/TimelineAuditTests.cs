using ContactHub.Conversations;
using ContactHub.Email;
using ContactHub.Outbound;
using ContactHub.Storage;
using ContactHub.TestKit;
using Dapper;

namespace ContactHub.Audit.Tests;

/// <summary>The store of the trail fails, or the process ends, between what was done and its entry.</summary>
public sealed class TimelineAuditTests
{
    private static readonly Actor Deniz = new(ActorKind.Agent, "a-1", "Deniz / Kaya");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_done_before_the_process_ended_is_in_the_trail_once_after_the_next_start(bool postgres)
    {
        await using var stage = await OutboundStage.Open(postgres);
        var node = await stage.Start(Channel(stage));
        await Rename(stage, "audit_trail", "audit_trail_away");
        var at = await Begin(stage, "c-1", Deniz);
        await Until(stage, sent => sent is [{ State: DeliveryState.Waiting, Attempts: > 1 }]);
        await node.StopAsync(default);
        await Begin(stage, "c-2", Deniz);
        await Rename(stage, "audit_trail_away", "audit_trail");

        node = await stage.Start(Channel(stage));
        await Until(stage, sent => sent is [{ State: DeliveryState.Delivered }, { State: DeliveryState.Delivered }]);
        foreach (var sent in await Standing(stage)) Assert.True(await stage.Deliveries.Replay("audit", sent.Id));
        node.Wake("audit");
        await Until(stage, sent => sent.All(one => one.State == DeliveryState.Delivered));

        var trail = await new AuditLog(stage.Database, stage.Clock).Read();
        Assert.Equal(["c-1", "c-2"], trail.Select(kept => kept.Entry.Target).Order(StringComparer.Ordinal));
        Assert.Equal(
            (at, new AuditEntry("a-1", "Deniz / Kaya", "mail.started", "c-1", """{"mailbox":"cozum","recipients":3}""")),
            trail.Where(kept => kept.Entry.Target == "c-1").Select(kept => (kept.At, kept.Entry)).Single());
    }

    [Fact]
    public async Task An_application_answered_in_its_portal_is_in_the_trail_with_its_number()
    {
        await using var stage = await OutboundStage.Open();
        await stage.Start(Channel(stage));
        await Store(stage, "c-1", Deniz, Channels.Cimer, new CimerAnswered("2601000001", "Metin", new DateOnly(2026, 3, 2)));
        await Until(stage, sent => sent is [{ State: DeliveryState.Delivered }]);
        var kept = Assert.Single(await new AuditLog(stage.Database, stage.Clock).Read()).Entry;
        Assert.Equal(new AuditEntry("a-1", "Deniz / Kaya", "cimer.answered", "c-1", """{"number":"2601000001"}"""), kept);
    }

    [Fact]
    public async Task Only_what_staff_did_is_selected()
    {
        await using var stage = await OutboundStage.Open();
        var channel = Channel(stage);
        var citizen = new Actor(ActorKind.Citizen, "z-1", "Ayşe");
        async Task<bool> Selects(Actor by, string through, ConversationEvent e)
        {
            var stored = EventCodec.ToStored(new NewEntry(by, through, e), stage.Clock.GetUtcNow());
            return (await channel.Select(new StoredEvent(1, "c", 1, stored.At, stored.Kind, stored.Channel, stored.Actor, stored.Payload), default)).Count > 0;
        }

        Assert.True(await Selects(Deniz, Channels.Email, Opened));
        Assert.True(await Selects(Deniz, Channels.Cimer, new CimerAnswered("26", "Metin", new DateOnly(2026, 3, 2))));
        Assert.False(await Selects(citizen, Channels.Email, Opened));
        Assert.False(await Selects(Actor.Hub, Channels.Email, Opened));
        Assert.False(await Selects(Deniz, Channels.Phone, Opened));
        Assert.False(await Selects(Deniz, Channels.Email, Mail));
    }

    private static ConversationOpened Opened => new("z-1", "tr");

    private static EmailSent Mail => new(
        "1@belediye.test", new EmailAddress("cozum@belediye.test"), [new("ali@example.test"), new("veli@example.test")], "Kazı", "Yarın.", [new("can@example.test")]);

    private static TimelineAudit Channel(OutboundStage stage) => new(
        stage.Log, new AuditLog(stage.Database, stage.Clock), new EmailOptions { Mailboxes = [new MailboxOptions { Id = "cozum", Address = "cozum@belediye.test" }] });

    /// <summary>Waits, while the clock goes on, until the deliveries to the trail stand as they should.</summary>
    private static Task Until(OutboundStage stage, Func<IReadOnlyList<Delivery>, bool> stand) => Eventually.Holds(async () =>
    {
        if (stand(await Standing(stage))) return true;
        stage.Clock.Advance(TimeSpan.FromMilliseconds(50));
        return false;
    });

    private static async Task<IReadOnlyList<Delivery>> Standing(OutboundStage stage) =>
        [.. (await stage.Deliveries.List(new DeliveryQuery("audit"), 10)).Select(logged => logged.Delivery)];

    private static async Task Rename(OutboundStage stage, string table, string name)
    {
        await using var connection = await stage.Database.Open(default);
        await connection.ExecuteAsync($"ALTER TABLE {table} RENAME TO {name}");
    }

    /// <summary>A mail that begins a conversation, as the conversation stores it.</summary>
    private static Task<DateTimeOffset> Begin(OutboundStage stage, string conversation, Actor by) =>
        Store(stage, conversation, by, Channels.Email, Opened, new AgentAssigned(by.Id, by.Name!, "su", "wrote"), Mail);

    private static async Task<DateTimeOffset> Store(OutboundStage stage, string conversation, Actor by, string channel, params ConversationEvent[] events)
    {
        var at = stage.Clock.GetUtcNow();
        var summary = new SummaryRow(conversation, "open", SummaryOwner.Agent, "su", by.Id, "z-1", at, "{}"u8.ToArray());
        await stage.Log.Append(new AppendRequest(conversation, 0, [.. events.Select(e => EventCodec.ToStored(new NewEntry(by, channel, e), at))], summary));
        return at;
    }
}
