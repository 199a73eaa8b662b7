using ContactHub.Agents;
using ContactHub.Audit;
using ContactHub.Bots;
using ContactHub.Conversations;
using ContactHub.FaqBot;
using ContactHub.Routing;
using ContactHub.Storage;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactHub;

/// <summary>The real grains on the real engine and SQLite files, under a clock that the test moves.</summary>
internal sealed class GrainHost : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);
    private readonly IHost _host;

    private GrainHost(IHost host, FakeClock clock) => (_host, Clock) = (host, clock);

    public FakeClock Clock { get; }

    public RoutingOptions Options => Service<RoutingOptions>();

    public IEventLog Log => Service<IEventLog>();

    public IGrainFactory Grains => Service<IGrainFactory>();

    public T Service<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <param name="configure">Changes the services of a whole hub, last of all.</param>
    public static async Task<GrainHost> Start(string folder, FakeClock clock, Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddContactHubStorage(new StorageOptions { Path = folder });
        builder.Services.AddSingleton<AuditLog>().AddSingleton<FaqStore>().AddSingleton<FaqIndexSource>().AddSingleton(new FaqBotOptions());
        builder.UseTestEngine();
        builder.Services.AddContactHubRouting(new RoutingOptions()).AddRoutingRecovery();
        builder.Services.AddSingleton<ConversationSurroundings>();
        builder.Services.AddContactHubBots(new BotsOptions());
        configure(builder.Services);
        var started = new GrainHost(builder.Build(), clock);
        await started._host.StartAsync();
        return started;
    }

    public IConversationGrain Conversation(string id = "c-1") => Grains.GetGrain<IConversationGrain>(id);

    public IQueueGrain Queue(string departmentId = "su") => Grains.GetGrain<IQueueGrain>(departmentId);

    public IAgentGrain Agent(string id) => Grains.GetGrain<IAgentGrain>(id);

    /// <summary>Lets what is due now happen until a condition holds; the clock stands still meanwhile.</summary>
    public async Task Until(Func<Task<bool>> condition, string expected)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Eventually.Patience, "Never came: " + expected);
            Clock.Advance(TimeSpan.Zero);
            await Task.Yield();
        }
    }

    public Task Until(Func<bool> condition, string expected) => Until(() => Task.FromResult(condition()), expected);

    /// <summary>
    /// Lets time go on in small steps until a condition holds. In one long step a timer that grains set again on the way would count from its end,
    /// because they run beside the test; and if the clock raced, their calls would time out. A condition that calls the grain waits for its ticks.
    /// </summary>
    public async Task UntilTimePasses(Func<Task<bool>> condition, string expected)
    {
        using var pace = new PeriodicTimer(Pace);
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Eventually.Patience, "Never came: " + expected);
            Clock.Advance(Step);
            await pace.WaitForNextTickAsync();
        }
    }

    /// <summary>The end of a process that was killed: nothing is stopped or told, only the files are let go.</summary>
    public ValueTask Crash() => ((IAsyncDisposable)_host).DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await Crash();
    }
}
