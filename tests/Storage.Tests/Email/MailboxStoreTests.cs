using ContactHub.Email;
using ContactHub.TestKit;

namespace ContactHub.Storage.Tests;

public sealed class MailboxStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_holder_at_a_time_keeps_the_position_of_a_mailbox(bool postgres)
    {
        await using var database = await HubDatabase.Start(await Options(postgres), _clock);
        var store = new MailboxStore(database, _clock);
        var life = TimeSpan.FromSeconds(30);
        Assert.Equal(new MailboxPosition(0, 0), await store.Position("a", default));
        Assert.True(await store.Hold("a", "one", life, default));
        Assert.False(await store.Hold("a", "two", life, default));
        Assert.True(await store.Save("a", "one", new MailboxPosition(4_000_000_000, 4_294_967_295), default));

        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.True(await store.Hold("a", "one", life, default));
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.False(await store.Hold("a", "two", life, default));
        Assert.True(await store.Hold("b", "two", life, default));
        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.True(await store.Hold("a", "two", life, default));
        Assert.False(await store.Save("a", "one", new MailboxPosition(1, 1), default));
        Assert.Equal(new MailboxPosition(4_000_000_000, 4_294_967_295), await store.Position("a", default));

        await store.Release("a", "one");
        Assert.False(await store.Hold("a", "one", life, default));
        await store.Release("a", "two");
        Assert.True(await store.Hold("a", "one", life, default));
    }

    private async Task<StorageOptions> Options(bool postgres) => postgres
        ? new StorageOptions { Provider = "postgres", ConnectionString = await (await PostgresServer.Shared).CreateDatabase() }
        : new StorageOptions { Path = _folder.Path };
}
