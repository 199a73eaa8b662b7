using ContactHub.Storage.Tests;
using ContactHub.TestKit;

namespace ContactHub.Phone;

/// <summary>What the store of calls promises, on either database.</summary>
public abstract class CallStoreContract : HubDatabaseBase
{
    private readonly FakeClock _clock = new();

    private CallStore Calls => new(Database, _clock);

    [Fact]
    public async Task A_call_is_open_until_it_has_ended_and_kept_for_a_while_after()
    {
        await Calls.Save("1", "asterisk", "one", ended: false, default);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Calls.Save("2", "asterisk", "two", ended: false, default);
        await Calls.Save("twilio:3", "twilio", "three", ended: false, default);
        await Calls.Save("1", "asterisk", "one more", ended: false, default);
        await Calls.Save("2", "asterisk", "two ended", ended: true, default);

        Assert.Equal([new StoredCall("1", "one more")], await Calls.Open("asterisk", default));
        Assert.Equal(["1", "twilio:3"], (await Calls.Lasting(default)).Select(call => call.Id).Order(StringComparer.Ordinal));
        Assert.Equal("two ended", await Calls.Find("2", default));
        Assert.Null(await Calls.Find("4", default));

        _clock.Advance(CallStore.Longest);
        Assert.Empty(await Calls.Lasting(default));
        Assert.Single(await Calls.Open("asterisk", default));

        _clock.Advance(CallStore.Kept);
        await Calls.Prune(default);
        Assert.Null(await Calls.Find("2", default));
        Assert.Empty(await Calls.Open("asterisk", default));
    }
}

public sealed class SqliteCallStoreTests : CallStoreContract
{
    protected override bool OnPostgres => false;
}

public sealed class PostgresCallStoreTests : CallStoreContract
{
    protected override bool OnPostgres => true;
}
