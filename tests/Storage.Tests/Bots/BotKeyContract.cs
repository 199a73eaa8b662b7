using System.Security.Cryptography;
using ContactHub.Bots;

namespace ContactHub.Storage.Tests;

/// <summary>The keys that the hub signs with, on either database.</summary>
public abstract class BotKeyContract : HubDatabaseBase
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 8, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public async Task Keys_come_back_whole_and_in_the_order_in_which_they_are_used()
    {
        var store = new BotKeyStore(Database);
        using var rsa = RSA.Create(2048);
        var later = new BotKey("a", At.AddDays(90), Convert.ToBase64String(rsa.ExportPkcs8PrivateKey()));
        var first = later with { Id = "b", UsedFrom = At };
        await store.Add(later, default);
        await store.Add(first, default);

        Assert.Equal([first, later], await store.Keys(default));
        using var opened = later.Open();
        Assert.Equal(rsa.ExportParameters(true).D, opened.ExportParameters(true).D);
    }

    [Fact]
    public async Task A_key_is_never_replaced()
    {
        var store = new BotKeyStore(Database);
        await store.Add(new BotKey("a", At, "one"), default);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.Add(new BotKey("a", At, "two"), default));

        Assert.Equal("one", Assert.Single(await store.Keys(default)).Pkcs8);
    }
}

public sealed class SqliteBotKeyTests : BotKeyContract
{
    protected override bool OnPostgres => false;
}

public sealed class PostgresBotKeyTests : BotKeyContract
{
    protected override bool OnPostgres => true;
}
