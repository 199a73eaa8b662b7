using System.Globalization;
using System.Text;
using ContactHub.Audit;
using ContactHub.Conversations;
using ContactHub.FaqBot;
using ContactHub.Routing;
using ContactHub.Storage;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ContactHub.Grains.Tests.Conversations;

/// <summary>The conversation grain with all that surrounds it, on the real engine and SQLite files.</summary>
internal sealed class ConversationHost : IAsyncDisposable
{
    private readonly IHost _host;

    private ConversationHost(IHost host, FakeClock clock) => (_host, Clock) = (host, clock);

    public FakeClock Clock { get; }

    public IEventLog Log => _host.Services.GetRequiredService<IEventLog>();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<ConversationHost> Start(string folder, FakeClock clock, IIncomingGrainCallFilter? filter = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddContactHubStorage(new StorageOptions { Path = folder });
        builder.Services.AddSingleton<AuditLog>().AddSingleton<FaqStore>().AddSingleton<FaqIndexSource>().AddSingleton(new FaqBotOptions());
        if (filter is not null) builder.Services.AddSingleton(filter);
#if ENGINE_ORLEANS
        builder.UseOrleans(silo => silo.UseLocalhostClustering().UseInMemoryReminderService());
#else
        builder.UseEmbeddedEngine();
#endif
        builder.Services.AddContactHubRouting(new RoutingOptions());
        builder.Services.AddSingleton<ConversationSurroundings>();
        var started = new ConversationHost(builder.Build(), clock);
        await started._host.StartAsync();
        return started;
    }

    public IConversationGrain Conversation(string id = "c-1") => Grains.GetGrain<IConversationGrain>(id);

    public Task<CommandResult> Do(ConversationCommand command, string id = "c-1") => Conversation(id).Execute(command);

    /// <summary>What is stored of a conversation.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> Timeline(string id = "c-1") =>
        [.. (await Log.Read(id, 0, 10_000)).Select(EventCodec.FromStored)];

    /// <summary>All that a screen can learn of a conversation, as text to compare.</summary>
    public async Task<string> Seen(string id = "c-1")
    {
        var text = new StringBuilder();
        var page = await Conversation(id).Join(0);
        text.AppendLine(Encoding.UTF8.GetString(EventCodec.EncodeSummary((await Conversation(id).Summary())!)));
        text.AppendLine(Encoding.UTF8.GetString(EventCodec.EncodeSummary(page.Summary!)));
        text.AppendLine(CultureInfo.InvariantCulture, $"{page.LastSeq} {page.Gap} {page.Number}");
        foreach (var entry in page.Entries) text.AppendLine(Line(entry));
        return text.ToString();
    }

    public static string Line(TimelineEntry entry) =>
        $"{entry.Seq} {entry.At:O} {entry.Channel} {ActorText.Write(entry.By)} {EventCodec.KindOf(entry.Event)} {Encoding.UTF8.GetString(EventCodec.Encode(entry.Event))}";

    /// <summary>Lets what is due now happen until a condition holds.</summary>
    public async Task Until(Func<Task<bool>> condition, string expected)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(20), "Never came: " + expected);
            Clock.Advance(TimeSpan.Zero);
            await Task.Yield();
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

/// <summary>A folder for one test's files, and hosts on them, one after the other.</summary>
public abstract class ConversationHostFacts : IAsyncLifetime
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("contacthub-conversation-").FullName;

    private protected FakeClock Clock { get; } = new();

    private protected ConversationHost Hub { get; private set; } = null!;

    private protected virtual IIncomingGrainCallFilter? Filter => null;

    public async Task InitializeAsync() => Hub = await ConversationHost.Start(Folder, Clock, Filter);

    public async Task DisposeAsync()
    {
        await Hub.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Kills the hub and starts another one on the same files.</summary>
    private protected async Task CrashAndRestart(IIncomingGrainCallFilter? filter = null)
    {
        await Hub.Crash();
        Hub = await ConversationHost.Start(Folder, Clock, filter ?? Filter);
    }
}
