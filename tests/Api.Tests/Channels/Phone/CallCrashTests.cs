using System.Globalization;
using ContactHub.HubFaults.Tests;
using ContactHub.TestKit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ContactHub.Phone.Tests;

/// <summary>The program as it is deployed, killed while calls are on.</summary>
public sealed class CallCrashTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-calls-").FullName;
    private readonly FakePbx _exchange = new();
    private readonly Pbx _pbx = new();
    private readonly List<AmiMessage> _told = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _exchange.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Calls_at_every_point_go_on_after_a_kill_with_nothing_lost_and_nothing_doubled()
    {
        var calls = Enumerable.Range(0, 6).Select(n => _pbx.Rings($"{n}", $"0532000000{n}")).ToList();
        foreach (var queued in calls[1..]) _pbx.Wait(1).Joins(queued);
        var legs = calls[2..].Select((call, n) => _pbx.Leg($"1{n}", call, $"100{n}")).ToList();
        for (var n = 0; n < 4; n++) _pbx.Wait(1).Offers(calls[2 + n], legs[n], $"PJSIP/100{n}");
        // Of the four that are offered to agents one rings on, one is answered, one is over, and one hangs up while no hub is there.
        for (var n = 1; n < 4; n++) _pbx.Wait(1).Connects(calls[2 + n], legs[n], $"PJSIP/100{n}", 3);
        _pbx.Wait(5).HangsUp(legs[2]).HangsUp(calls[4]);

        using (var hub = await Start())
        {
            await Tell();
            await Eventually.Holds(() => Recorded().Count >= Expected());
            hub.Kill();
        }

        _pbx.Wait(2).HangsUp(legs[3]).HangsUp(calls[5]);
        _told.AddRange(_pbx.Messages);
        _pbx.Messages.Clear();
        _exchange.Channels = PbxLists.Channels(_told);
        _exchange.Waiting = PbxLists.Waiting(_told);
        using (await Start())
        {
            // The first of all was in the announcement, the second in the queue, the third at an agent's phone, the fourth talked.
            _pbx.Wait(1).Joins(calls[0]).Wait(3).On("HangupRequest", calls[0]).Abandons(calls[0], 3).HangsUp(calls[0]);
            _pbx.On("HangupRequest", calls[1]).Abandons(calls[1], 9).HangsUp(calls[1]);
            _pbx.Connects(calls[2], legs[0], "PJSIP/1000", 9).Wait(4).HangsUp(legs[0]).HangsUp(calls[2]);
            _pbx.HangsUp(legs[1]).HangsUp(calls[3]);
            await Tell();
            await Eventually.Holds(() => Recorded().Count(e => e.Kind == "callEnded") == 6 && Recorded().Count >= Expected());
        }

        Assert.Equal(Timeline.Of(_told).ToLookup(e => e.Call, e => $"{CallEventJson.Name(e.Kind)} {Outcome(e)}").OrderBy(call => call.Key, StringComparer.Ordinal).Select(Written),
            Recorded().ToLookup(e => e.Call, e => e.Fact).OrderBy(call => call.Key, StringComparer.Ordinal).Select(Written));
        Assert.Equal(6, Recorded().Select(e => e.Conversation).Distinct().Count());
    }

    [Fact]
    public async Task A_kill_in_the_middle_of_a_burst_leaves_no_call_open_and_tells_nothing_twice()
    {
        const int Calls = 60;
        for (var n = 0; n < Calls; n++)
        {
            var caller = _pbx.Rings($"{n}", $"05320001{n:000}");
            _pbx.Joins(caller).Wait(1).On("HangupRequest", caller).Abandons(caller, 1).HangsUp(caller);
        }

        using (var hub = await Start())
        {
            await Tell();
            await Eventually.Holds(() => Recorded().Count > Calls);
            hub.Kill();
        }

        var before = Recorded().Count;
        using (await Start()) await Eventually.Holds(() => Recorded().Select(e => e.Call).Distinct().Count() == Recorded().Count(e => e.Kind == "callEnded"));

        // On a quick machine that may be all of it.
        Assert.InRange(before, Calls, 4 * Calls);
        Assert.All(Recorded().GroupBy(e => e.Call), call =>
        {
            Assert.Equal(call.Select(e => e.Fact).Distinct(), call.Select(e => e.Fact));
            Assert.Equal(("callRang", "callEnded"), (call.First().Kind, call.Last().Kind));
            Assert.Single(call.Select(e => e.Conversation).Distinct());
        });
    }

    /// <summary>The hub, once it has the exchange's lists.</summary>
    private async Task<HubProcess> Start()
    {
        var lists = _exchange.Actions.Count(action => action["Action"] == "QueueStatus");
        var hub = await HubProcess.Start(_folder, [.. PhoneHub.Settings(_exchange).Select(setting => $"--{setting.Key}={setting.Value}")]);
        await Eventually.Holds(() => _exchange.Actions.Count(action => action["Action"] == "QueueStatus") > lists);
        return hub;
    }

    private async Task Tell()
    {
        _told.AddRange(_pbx.Messages);
        await _exchange.Send(_pbx.Messages);
        _pbx.Messages.Clear();
    }

    private int Expected() => Timeline.Of(_told).Count;

    private static string Written(IGrouping<string, string> call) => $"{call.Key}: {string.Join(", ", call)}";

    private static string Outcome(CallEvent e) => e.Outcome is { } outcome ? CallContacts.OutcomeOf(outcome).ToString() : "";

    private List<(string Conversation, string Call, string Kind, string Fact)> Recorded()
    {
        using var log = new SqliteConnection($"Data Source={Path.Combine(_folder, "events.db")};Mode=ReadOnly;Pooling=false;Default Timeout=30");
        var rows = log.Query<(string Conversation, string Kind, string Call, string? Step, string? Outcome)>(
            "SELECT CAST(conversation AS text), kind, json_extract(payload, '$.callId'), json_extract(payload, '$.step'), json_extract(payload, '$.outcome') "
            + "FROM events WHERE kind LIKE 'call%' ORDER BY position");
        return [.. rows.Select(row => (row.Conversation, row.Call, row.Kind, string.Create(CultureInfo.InvariantCulture, $"{row.Step ?? row.Kind[4..].ToLowerInvariant()} {Upper(row.Outcome)}")))];
    }

    private static string Upper(string? outcome) => outcome is null ? "" : char.ToUpperInvariant(outcome[0]) + outcome[1..];
}
