using System.Text;
using ContactHub.Storage;
using ContactHub.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactHub.Outbound;

/// <summary>A log and an outbox on a database of their own, and nodes that can be started, stopped and started again.</summary>
internal sealed class OutboundStage : IAsyncDisposable
{
    private readonly string _folder;
    private readonly List<OutboundService> _nodes = [];
    private readonly Dictionary<string, long> _seqs = [];

    private OutboundStage(string folder, HubDatabase database, IEventLog log) => (_folder, Database, Log) = (folder, database, log);

    public FakeClock Clock { get; } = new();

    public HubDatabase Database { get; }

    public IEventLog Log { get; }

    public DeliveryLog Deliveries => new(Database, Clock);

    public static async Task<OutboundStage> Open(bool postgres = false)
    {
        var folder = Directory.CreateTempSubdirectory("contacthub-").FullName;
        var options = postgres
            ? new StorageOptions { Provider = StorageOptions.Postgres, ConnectionString = await (await PostgresServer.Shared).CreateDatabase() }
            : new StorageOptions { Path = folder };
        var database = await HubDatabase.Start(options, TimeProvider.System);
        return new OutboundStage(folder, database, postgres ? await PostgresEventLog.Open(options.ConnectionString!) : await SqliteEventLog.Open(folder));
    }

    /// <summary>Starts a node and returns when its channels have their places in the log.</summary>
    public async Task<OutboundService> Start(params IOutboundChannel[] channels)
    {
        var store = new DeliveryStore(Database, Clock);
        var node = new OutboundService(Log, Database, store, Deliveries, new LeaseStore(Database, Clock), channels, Clock, NullLogger<OutboundService>.Instance);
        _nodes.Add(node);
        await node.StartAsync(default);
        await Eventually.Holds(() => node.Began);
        return node;
    }

    public async Task Post(string conversation, int count = 1, string kind = "messagePosted")
    {
        for (var i = 0; i < count; i++)
        {
            var seq = _seqs.GetValueOrDefault(conversation);
            var e = new NewEvent(kind, "chat", "agent/a", Clock.GetUtcNow(), Encoding.UTF8.GetBytes($"{conversation}/{seq + 1}"));
            var summary = new SummaryRow(conversation, "open", SummaryOwner.Bot, null, null, null, Clock.GetUtcNow(), "{}"u8.ToArray());
            await Log.Append(new AppendRequest(conversation, seq, [e], summary));
            _seqs[conversation] = seq + 1;
        }
    }

    /// <summary>Waits, while the clock goes on by small steps, until it holds.</summary>
    /// <param name="step">Claims and leases run out by this clock, while the database works at its own pace: larger steps only where neither matters.</param>
    public Task Until(Func<bool> condition, TimeSpan? step = null) => Eventually.Holds(() =>
    {
        if (condition()) return true;
        Clock.Advance(step ?? TimeSpan.FromMilliseconds(50));
        return false;
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.StopAsync(default);
        await Log.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
