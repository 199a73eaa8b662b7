using System.Collections.Immutable;
using ContactHub.Conversations;
using ContactHub.Storage.Tests;
using ContactHub.TestKit;

namespace ContactHub.Agents;

/// <summary>What the store of wrap-ups promises, on either database.</summary>
public abstract class WrapUpStoreContract : HubDatabaseBase
{
    private readonly FakeClock _clock = new();

    private WrapUpStore WrapUps => new(Database, _clock);

    [Fact]
    public async Task What_was_kept_last_is_there_whole_until_its_time_is_over()
    {
        ImmutableArray<AgentCall> both = [Call("1", TimeSpan.FromSeconds(30)), Call("2", TimeSpan.FromSeconds(90))];
        await WrapUps.Keep("a", [Call("0", TimeSpan.FromHours(1))]);
        await WrapUps.Keep("a", both);
        await WrapUps.Keep("b", [Call("3", TimeSpan.FromSeconds(30))]);
        Assert.Equal(both.AsEnumerable(), await WrapUps.Lasting("a"));

        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(both[1], Assert.Single(await WrapUps.Lasting("a")));
        Assert.Empty(await WrapUps.Lasting("b"));

        await WrapUps.Keep("a", []);
        Assert.Empty(await WrapUps.Lasting("a"));
        Assert.Empty(await WrapUps.Lasting("nobody"));
    }

    private AgentCall Call(string id, TimeSpan left) => new(
        id, AgentCallState.WrapUp, CallDirection.In, "+905321234567", "Ayşe Işık", true, "c-1", "k-1", 7, 2, "cozum153",
        _clock.GetUtcNow(), _clock.GetUtcNow(), _clock.GetUtcNow() + left, CallOutcome.Answered, 9);
}

public sealed class SqliteWrapUpStoreTests : WrapUpStoreContract
{
    protected override bool OnPostgres => false;
}

public sealed class PostgresWrapUpStoreTests : WrapUpStoreContract
{
    protected override bool OnPostgres => true;
}
