using ContactHub.Accounts;
using ContactHub.Accounts.Tests;
using ContactHub.Agents;
using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Phone.Tests;

/// <summary>The whole hub, watching a <see cref="FakePbx"/>, with Ayşe Yılmaz at the extension 1001.</summary>
internal sealed class PhoneHub : IAsyncDisposable
{
    private PhoneHub(TestHub hub, FakePbx pbx, string ayse) => (Hub, Pbx, Ayse) = (hub, pbx, ayse);

    public TestHub Hub { get; }

    public FakePbx Pbx { get; }

    /// <summary>The account at 1001.</summary>
    public string Ayse { get; }

    public IGrainFactory Grains => Hub.Services.GetRequiredService<IGrainFactory>();

    /// <param name="postgres">A database's connection string; null for SQLite.</param>
    /// <param name="more">Settings besides the exchange's.</param>
    public static async Task<PhoneHub> Start(string? postgres = null, Dictionary<string, string?>? more = null)
    {
        var pbx = new FakePbx();
        var hub = await TestHub.Start(postgres, settings: Settings(pbx).Concat(more ?? []).ToDictionary(StringComparer.Ordinal));
        var phone = new PhoneHub(hub, pbx, await Employ(hub, "Ayşe Yılmaz", "1001"));
        await phone.Connected();
        return phone;
    }

    public static async Task<string> Employ(TestHub hub, string name, string? extension)
    {
        var person = new NewStaff(name, $"{Guid.NewGuid():n}@ornek.bel.tr", [StaffRoles.Agent], [], 4, ["tr"], extension);
        var made = await hub.InScope(services => services.GetRequiredService<StaffAccounts>().Create(person, TestBrowser.Password));
        Assert.Empty(made.Errors);
        return made.Id!;
    }

    /// <summary>The process is killed, so to speak, and another starts on the same data.</summary>
    public async Task Restart()
    {
        await Hub.Restart(settings: Settings(Pbx));
        await Connected();
    }

    /// <summary>Waits until the hub watches; time passes meanwhile, should it have to try twice.</summary>
    public Task Connected() => Eventually.Holds(() =>
    {
        if (Hub.Services.GetRequiredService<AmiConnection>().IsReady) return true;
        Hub.Clock.Advance(TimeSpan.FromMilliseconds(10));
        return false;
    });

    /// <summary>Sends a stream and waits until all that it tells is recorded.</summary>
    public async Task Send(IReadOnlyList<AmiMessage> messages, int recorded)
    {
        await Pbx.Send(messages);
        await Recorded(recorded);
    }

    /// <summary>Waits until so many events of calls are in the log.</summary>
    public Task Recorded(int count) => Eventually.Holds(async () => (await Events()).Count >= count);

    /// <summary>All events of calls in the log, in its order.</summary>
    public async Task<IReadOnlyList<(string Conversation, TimelineEntry Entry)>> Events()
    {
        var log = Hub.Services.GetRequiredService<IEventLog>();
        var found = new List<(string, TimelineEntry)>();
        await foreach (var stored in All(log))
        {
            var entry = EventCodec.FromStored(stored);
            if (EventCodec.IsEmailOrCall(entry.Event)) found.Add((stored.ConversationId, entry));
        }

        return found;
    }

    /// <summary>The call's events as one word each, with who did it where somebody of the hub did.</summary>
    public async Task<string[]> Facts() => [.. (await Events()).Select(e => Fact(e.Entry))];

    public async Task<ConversationSummary?> Conversation(string number)
    {
        var citizen = await Hub.Services.GetRequiredService<CitizenStore>().FindByVerified(Identities.Phone, number);
        if (citizen is null) return null;
        var summaries = await Hub.Services.GetRequiredService<IEventLog>().Summaries(new SummaryQuery(CitizenId: citizen, Limit: 1));
        return summaries.Count == 0 ? null : SummaryCodec.Read(summaries[0]);
    }

    public async Task<AgentCall?> Call(string agentId) => (await Grains.GetGrain<IAgentGrain>(agentId).Calls()).FirstOrDefault();

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Pbx.DisposeAsync();
    }

    private static async IAsyncEnumerable<StoredEvent> All(IEventLog log)
    {
        long after = 0;
        while (await log.ReadAll(after, 500, default) is { Count: > 0 } page)
        {
            foreach (var stored in page) yield return stored;
            after = page[^1].Position;
        }
    }

    /// <summary>What a hub is told of an exchange.</summary>
    public static Dictionary<string, string?> Settings(FakePbx pbx) => new()
    {
        ["Phone:Asterisk:Host"] = "127.0.0.1",
        ["Phone:Asterisk:Port"] = pbx.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Phone:Asterisk:Username"] = "hub",
        ["Phone:Asterisk:Secret"] = FakePbx.Secret,
    };

    /// <summary>An event of a call as a line.</summary>
    public static string Fact(TimelineEntry entry) => entry.Event switch
    {
        CallRang e => $"rang {e.Direction} {e.From}>{e.To}",
        CallProgressed e => $"{e.Step} {e.Queue} {e.AgentName} {e.Seconds}".Replace("  ", " ", StringComparison.Ordinal).TrimEnd(),
        CallAnswered e => $"answered {e.AgentName} {e.Seconds}",
        CallEnded e => $"ended {e.Direction} {e.Outcome} {e.Seconds}",
        CallRecorded e => $"recorded {Path.GetFileName(e.Reference)}",
        _ => EventCodec.KindOf(entry.Event),
    };
}
