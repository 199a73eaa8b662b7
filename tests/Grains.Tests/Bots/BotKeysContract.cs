using ContactHub.Storage;
using ContactHub.TestKit;

namespace ContactHub.Bots;

/// <summary>When the hub's signing keys are made, published and used, by nodes that share a database of either kind.</summary>
public abstract class BotKeysContract : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-keys-").FullName;
    private readonly FakeClock _clock = new();
    private HubDatabase _database = null!;

    protected abstract Task<StorageOptions> Options(string folder);

    public async Task InitializeAsync() => _database = await HubDatabase.Start(await Options(_folder), TimeProvider.System);

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_first_key_is_used_at_once_and_by_every_node()
    {
        using var one = Node();
        using var two = Node();

        var keys = await Task.WhenAll(one.Current(default).AsTask(), two.Current(default).AsTask());

        Assert.Equal(keys[0], keys[1]);
        Assert.Equal([keys[0]], await two.Published(default));
    }

    [Fact]
    public async Task A_new_key_is_published_before_it_is_used_and_the_old_one_after_it()
    {
        using var node = Node();
        var old = await node.Current(default);

        _clock.Advance(TimeSpan.FromDays(86.9));
        Assert.Equal([old], await node.Published(default));

        _clock.Advance(TimeSpan.FromDays(0.2));
        var both = await node.Published(default);
        Assert.Equal(2, both.Count);
        Assert.Equal(old, await node.Current(default));

        _clock.Advance(TimeSpan.FromDays(2.8));
        Assert.Equal(old, await node.Current(default));
        _clock.Advance(TimeSpan.FromDays(0.2));
        Assert.Equal(both[1], await node.Current(default));
        Assert.Equal(both, await node.Published(default));

        _clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal([both[1]], await node.Published(default));
    }

    [Fact]
    public async Task A_hub_that_was_off_for_long_publishes_a_new_key_before_it_uses_it_all_the_same()
    {
        using (var node = Node()) await node.Current(default);
        _clock.Advance(TimeSpan.FromDays(400));
        using var later = Node();

        var old = await later.Current(default);
        var published = await later.Published(default);

        Assert.Equal(2, published.Count);
        Assert.Equal(published[0], old);
        Assert.True(published[1].UsedFrom >= _clock.GetUtcNow().AddDays(3));
    }

    [Fact]
    public async Task Nodes_that_need_a_new_key_at_one_time_make_one()
    {
        using (var node = Node()) await node.Current(default);
        _clock.Advance(TimeSpan.FromDays(88));
        var nodes = Enumerable.Range(0, 4).Select(_ => Node()).ToList();

        var published = await Task.WhenAll(nodes.Select(node => node.Published(default).AsTask()));

        nodes.ForEach(node => node.Dispose());
        Assert.All(published, keys => Assert.Equal(published[0], keys));
        Assert.Equal(2, published[0].Count);
    }

    private BotKeys Node() => new(new BotKeyStore(_database), _database, _clock);
}

public sealed class SqliteBotKeysTests : BotKeysContract
{
    protected override Task<StorageOptions> Options(string folder) => Task.FromResult(new StorageOptions { Path = folder });
}

public sealed class PostgresBotKeysTests : BotKeysContract
{
    protected override async Task<StorageOptions> Options(string folder) =>
        new() { Provider = StorageOptions.Postgres, ConnectionString = await (await PostgresServer.Shared).CreateDatabase() };
}
