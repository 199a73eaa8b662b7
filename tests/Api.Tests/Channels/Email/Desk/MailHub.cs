using ContactHub.Accounts.Tests;
using ContactHub.Audit;
using ContactHub.Conversations;
using ContactHub.Departments;
using ContactHub.Intake;
using ContactHub.Outbound;
using ContactHub.Storage;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Email.Tests;

/// <summary>A hub in this process with two mailboxes, whose servers are not there: for what happens between the desk and the timeline.</summary>
internal static class MailHub
{
    public const string Citizen = "ayse@example.test";

    public static async Task<TestHub> Start()
    {
        var hub = await TestHub.Start(settings: Settings);
        await hub.Staff.Save(new Department("su", "Su Müdürlüğü", "Water", "#0077cc", 1));
        await hub.Staff.Save(new Department("imar", "İmar", "Zoning", "#cc7700", 2));
        await Eventually.Holds(() => hub.Services.GetRequiredService<OutboundService>().Began);
        return hub;
    }

    private static Dictionary<string, string?> Settings
    {
        get
        {
            var settings = new Dictionary<string, string?> { ["Email:Secret"] = "a-secret-of-the-tests-with-32-characters" };
            foreach (var (box, at) in new[] { "cozum", "imar" }.Select((box, at) => (box, at)))
            {
                var path = $"Email:Mailboxes:{at}:";
                foreach (var (name, value) in new[]
                {
                    // A port where nothing listens: what is sent waits, as it does while a server is away.
                    ("Id", box), ("Address", box + "@belediye.test"), ("Host", "127.0.0.1"), ("Port", "1"), ("Security", "None"), ("User", box), ("Password", "x"), ("Smtp:Host", "127.0.0.1"),
                    ("Smtp:Port", "1"), ("Smtp:Security", "None"),
                }) settings[path + name] = value;
            }

            return settings;
        }
    }

    /// <summary>A mail of the citizen, in a conversation of its own that waits in a department's queue.</summary>
    public static async Task<string> Received(TestHub hub, string department, EmailReceived? mail = null, bool proven = false)
    {
        mail ??= new EmailReceived($"{Guid.NewGuid():n}@example.test", new EmailAddress(Citizen, "Ayşe"), [new EmailAddress("cozum@belediye.test")], "Su kesintisi", "Suyumuz yok.");
        var contact = new Contact(Channels.Email, mail.MessageId, SourceKeys.Command(Channels.Email, mail.MessageId, "received"), mail, new("email", Citizen, proven), "Ayşe", DepartmentId: department);
        var grains = hub.Services.GetRequiredService<IGrainFactory>();
        var receipt = await grains.GetGrain<IIntakeGrain>(SourceKeys.Grain(Channels.Email, mail.MessageId)).Receive(contact);
        Assert.True(receipt.Result.Succeeded);
        return receipt.ConversationId;
    }

    /// <summary>The conversation becomes the agent's.</summary>
    public static async Task Take(TestHub hub, string conversationId, string agentId)
    {
        var grains = hub.Services.GetRequiredService<IGrainFactory>();
        var result = await grains.GetGrain<IConversationGrain>(conversationId).Execute(new TakeConversation(new Actor(ActorKind.Agent, agentId, "Deniz Kaya"), "take-" + conversationId, "taken"));
        Assert.True(result.Succeeded, result.Error.ToString());
    }

    /// <summary>Waits, while the clock goes on, for what the outbox brings into the audit trail, and tells the target of the one entry of an action.</summary>
    public static async Task<string?> Audited(TestHub hub, string action)
    {
        var audit = hub.Services.GetRequiredService<AuditLog>();
        await Eventually.Holds(async () =>
        {
            hub.Clock.Advance(TimeSpan.FromMilliseconds(50));
            return (await audit.Read()).Any(kept => kept.Entry.Action == action);
        });
        return Assert.Single(await audit.Read(), kept => kept.Entry.Action == action).Entry.Target;
    }

    /// <summary>One entry of the timeline.</summary>
    public static async Task<TimelineEntry> Entry(TestHub hub, string conversationId, long seq) =>
        EventCodec.FromStored((await hub.Services.GetRequiredService<IEventLog>().Read(conversationId, seq - 1, 1, default))[0]);
}
