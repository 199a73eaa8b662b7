using ContactHub.Conversations;
using ContactHub.Storage;
using ContactHub.TestKit;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactHub.Phone.Tests;

/// <summary>Two nodes on one PostgreSQL, of which one at a time watches the Asterisk.</summary>
public sealed class TakeOverTests : IAsyncLifetime
{
    private const string Lease = "asterisk";
    private const string Other = "another-node";
    private PhoneHub _phone = null!;

    public async Task InitializeAsync() => _phone = await PhoneHub.Start(await (await PostgresServer.Shared).CreateDatabase());

    public async Task DisposeAsync() => await _phone.DisposeAsync();

    [Fact]
    public async Task A_node_that_dies_in_the_middle_of_a_call_is_taken_over_when_its_lease_is_over_and_the_call_goes_on()
    {
        var here = _phone.Hub.Services.GetRequiredService<AmiConnection>();
        var leases = _phone.Hub.Services.GetRequiredService<LeaseStore>();
        await TakeLease();
        // This node finds at its next renewal that another has the lease, and lets go of the exchange.
        await Passes(() => !here.IsReady, TimeSpan.FromSeconds(11));
        Assert.True(await leases.Hold(Lease, Other, default));

        var messages = Timeline.Messages("02-").Where(m => m.Event != "CoreShowChannel").ToList();
        var heard = messages.FindIndex(m => m.Event == "AgentConnect") + 1;
        await OtherNode(messages.Take(heard), recorded: 5);

        _phone.Pbx.Channels = PbxLists.Channels(messages.Take(heard));
        var logIns = _phone.Pbx.LogIns;
        await leases.Hold(Lease, Other, default);
        var died = _phone.Hub.Clock.GetUtcNow();
        await Passes(() => here.IsReady, LeaseStore.Life + TimeSpan.FromSeconds(10));
        Assert.InRange(_phone.Hub.Clock.GetUtcNow() - died, LeaseStore.Life, LeaseStore.Life + TimeSpan.FromSeconds(10));
        Assert.Equal(logIns + 1, _phone.Pbx.LogIns);
        await _phone.Send([.. messages.Skip(heard)], 6);

        Assert.Equal(
        [
            "rang In +905321234567>153", "recorded belediye-pbx-1795289608.27.wav", "Queued cozum153", "Offered cozum153 Ayşe Yılmaz", "answered Ayşe Yılmaz 2",
            "ended In Answered 11",
        ],
            await _phone.Facts());
        Assert.Equal((Owner.Agent, _phone.Ayse), ((await _phone.Conversation("+905321234567"))!.Owner, (await _phone.Conversation("+905321234567"))!.AgentId));
    }

    /// <summary>Watches as another node does, on the same database, until so much is recorded; then it is gone, and gives nothing back.</summary>
    private async Task OtherNode(IEnumerable<AmiMessage> messages, int recorded)
    {
        await using var pbx = new FakePbx();
        var intake = _phone.Hub.Services.GetRequiredService<CallIntake>();
        var options = new PhoneOptions { Asterisk = new AsteriskOptions { Host = "127.0.0.1", Port = pbx.Port, Username = "hub", Secret = FakePbx.Secret } };
        using var dies = new CancellationTokenSource();
        var node = new AmiConnection(options, intake.Take, _phone.Hub.Clock, NullLogger<AmiConnection>.Instance);
        var watching = node.Watch(await intake.Resume(CallMemory.Asterisk, default), dies.Token);
        await Eventually.Holds(() => node.IsReady);
        await pbx.Send(messages);
        await _phone.Recorded(recorded);
        await dies.CancelAsync();
        await watching;
    }

    private async Task TakeLease()
    {
        await using var connection = await _phone.Hub.Services.GetRequiredService<HubDatabase>().Open();
        await connection.ExecuteAsync("UPDATE leases SET holder = @Other WHERE name = @Lease", new { Other, Lease });
    }

    /// <summary>Lets time pass in small steps until something holds, at most so long.</summary>
    private async Task Passes(Func<bool> condition, TimeSpan most)
    {
        var until = _phone.Hub.Clock.GetUtcNow() + most;
        await Eventually.Holds(() =>
        {
            if (condition()) return true;
            if (_phone.Hub.Clock.GetUtcNow() < until) _phone.Hub.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return false;
        });
    }
}
