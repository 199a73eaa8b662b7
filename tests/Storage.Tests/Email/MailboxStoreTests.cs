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
    public async Task Only_the_holder_of_the_lease_keeps_the_position_of_a_mailbox(bool postgres)
    {
        await using var database = await HubDatabase.Start(await Options(postgres), _clock);
        var store = new MailboxStore(database);
        var leases = new LeaseStore(database, _clock);
        var lease = MailboxStore.LeaseOf("a");
        Assert.Equal(new MailboxPosition(0, 0), await store.Position("a", default));
        Assert.False(await store.Save("a", "one", new MailboxPosition(1, 1), default));
        Assert.True(await leases.Hold(lease, "one", default));
        Assert.True(await store.Save("a", "one", new MailboxPosition(1, 1), default));
        Assert.True(await store.Save("a", "one", new MailboxPosition(4_000_000_000, 4_294_967_295), default));

        await leases.Release(lease, "one");
        Assert.True(await leases.Hold(lease, "two", default));
        Assert.False(await store.Save("a", "one", new MailboxPosition(1, 1), default));
        Assert.Equal(new MailboxPosition(4_000_000_000, 4_294_967_295), await store.Position("a", default));
        Assert.True(await store.Save("a", "two", new MailboxPosition(5, 6), default));
        Assert.Equal(new MailboxPosition(5, 6), await store.Position("a", default));
    }

    private async Task<StorageOptions> Options(bool postgres) => postgres
        ? new StorageOptions { Provider = "postgres", ConnectionString = await (await PostgresServer.Shared).CreateDatabase() }
        : new StorageOptions { Path = _folder.Path };
}
