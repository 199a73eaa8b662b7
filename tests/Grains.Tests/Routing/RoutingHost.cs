using ContactHub.Agents;
using ContactHub.Conversations;
using ContactHub.Departments;
using ContactHub.Storage;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactHub.Routing;

/// <summary>The real grains on the real engine and SQLite files, under a clock that the test moves.</summary>
internal sealed class RoutingHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly IHost host;

    private RoutingHost(IHost host, FakeClock clock) => (this.host, Clock) = (host, clock);

    public FakeClock Clock { get; }

    public RoutingOptions Options { get; } = new();

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public T Service<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public static async Task<RoutingHost> Start(string folder, FakeClock clock)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddContactHubStorage(new StorageOptions { Path = folder });
#if ENGINE_ORLEANS
        builder.UseOrleans(silo => silo.UseLocalhostClustering().UseInMemoryReminderService());
#else
        builder.UseEmbeddedEngine();
#endif
        builder.Services.AddContactHubRouting(new RoutingOptions());
        builder.Services.AddSingleton<ConversationSurroundings>();
        var started = new RoutingHost(builder.Build(), clock);
        await started.host.StartAsync();
        return started;
    }

    /// <summary>Two departments; the agents work in both unless told otherwise.</summary>
    public async Task Staff(params StaffMember[] members)
    {
        var staff = Service<StaffStore>();
        await staff.Save(new Department("su", "Su ve Kanalizasyon", "Water", "#0088cc", 1));
        await staff.Save(new Department("zabita", "Zabıta", "Municipal Police", "#884400", 2));
        foreach (var member in members) await staff.Save(member);
    }

    public static StaffMember Member(string id, int capacity = 3, string departments = "su") => new(id, "Agent " + id, capacity, ["tr"], true, [.. departments.Split(',')]);

    public IQueueGrain Queue(string departmentId = "su") => Grains.GetGrain<IQueueGrain>(departmentId);

    public IAgentGrain Agent(string id) => Grains.GetGrain<IAgentGrain>(id);

    public IConversationGrain Conversation(string id) => Grains.GetGrain<IConversationGrain>(id);

    /// <summary>A citizen asks for a person, so that the conversation waits.</summary>
    public async Task Wait(string id, string departmentId = "su")
    {
        var citizen = new Actor(ActorKind.Citizen, "v-" + id);
        var result = await Conversation(id).Execute(new RequestPerson(citizen, "ask", "asked", departmentId, new Opening(citizen.Id, "tr")));
        Assert.True(result.Succeeded, result.Error.ToString());
    }

    public async Task<Owner> OwnerOf(string id) => (await Conversation(id).Summary())!.Owner;

    /// <summary>Lets what is due now happen until a condition holds; the clock stands still meanwhile.</summary>
    public async Task Until(Func<Task<bool>> condition, string expected)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, "Never came: " + expected);
            Clock.Advance(TimeSpan.Zero);
            await Task.Yield();
        }
    }

    public Task Until(Func<bool> condition, string expected) => Until(() => Task.FromResult(condition()), expected);

    /// <summary>The end of a process that was killed: nothing is stopped or told, only the files are let go.</summary>
    public ValueTask Crash() => ((IAsyncDisposable)host).DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await Crash();
    }
}
