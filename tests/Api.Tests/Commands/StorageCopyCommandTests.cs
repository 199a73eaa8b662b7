using System.Text;
using ContactHub.HubFaults.Tests;
using ContactHub.Hubs.Tests;
using ContactHub.Startup;
using ContactHub.Storage;
using ContactHub.TestKit;
using Npgsql;

namespace ContactHub.Commands.Tests;

/// <summary>A municipality moves to PostgreSQL with the program as it is deployed, and its copy is killed in the middle.</summary>
public sealed class StorageCopyCommandTests : IAsyncLifetime
{
    private const int Filler = 20_000;
    private static readonly string[] Texts = ["İğne ile ÇALIŞIYOR mu? 👩🏽‍🚒🚰", "مرحبا", "e\u0301 ile é aynı değil"];

    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-move-").FullName;
    private string _database = null!;

    public async Task InitializeAsync() => _database = await (await PostgresServer.Shared).CreateDatabase();

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_killed_copy_goes_on_and_the_hub_on_it_shows_the_same_conversation()
    {
        var (session, before) = await Talk();
        await FillLog();

        await KillInThirdBatch();

        Assert.InRange(await Count("SELECT count(*) FROM events"), 200, 300);
        var (code, output) = await HubProcess.Fail(Copy());
        Assert.Equal(ExitCodes.CannotStart, code);
        Assert.Contains("--resume", output, StringComparison.Ordinal);
        (code, output) = await HubProcess.Fail(HubProcess.PostgresSettings(_folder, _database));
        Assert.Equal(ExitCodes.CannotStart, code);
        Assert.Contains("a copy that is not finished", output, StringComparison.Ordinal);

        (code, output) = await HubProcess.Fail(Copy("--resume"));

        Assert.True(code == ExitCodes.Ok, output);
        Assert.Contains("copying events: goes on after ", output, StringComparison.Ordinal);
        Assert.Contains("The copy is equal, and its event log is whole.", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Texts[0], output, StringComparison.Ordinal);
        using var moved = await HubProcess.Start(HubProcess.PostgresSettings(_folder, _database));
        var again = await moved.Visit(session.Token);
        Assert.Equal(session.ConversationId, again.ConversationId);
        await using var citizen = await moved.Connect(again);
        Assert.Equal(before, (await citizen.Call("join", 0)).GetProperty("entries").GetRawText());
        await citizen.Call("send", new { clientId = "after-the-move", text = "Taşındık" });
        // The ids of commands moved too: what a client sends again is not posted again.
        await citizen.Call("send", new { clientId = "message-0", text = Texts[0] });
        var entries = (await citizen.Call("join", 0)).GetProperty("entries").GetRawText();
        Assert.Contains("after-the-move", entries, StringComparison.Ordinal);
        Assert.Single(entries.Split("message-0").Skip(1));
    }

    [Fact]
    public async Task A_running_hub_and_wrong_arguments_are_refused_and_damage_is_reported()
    {
        using (var hub = await HubProcess.Start(_folder))
        {
            var (refused, why) = await HubProcess.Fail(Copy());
            Assert.Equal(ExitCodes.CannotStart, refused);
            Assert.Contains($"process {hub.Id} on", why, StringComparison.Ordinal);
        }

        Assert.Equal(ExitCodes.Usage, (await HubProcess.Fail("storage", "copy")).ExitCode);
        Assert.Equal(ExitCodes.Usage, (await HubProcess.Fail(Copy("--batch", "none"))).ExitCode);
        Assert.Equal(ExitCodes.Configuration, (await HubProcess.Fail("storage", "copy", "--to", "Hots=x")).ExitCode);
        Assert.Equal(ExitCodes.Ok, (await HubProcess.Fail("storage", "copy", $"--to={_database}", "--from", _folder)).ExitCode);
        Assert.Equal(1, await Count("WITH changed AS (UPDATE accounts SET email = 'somebody@else.example' RETURNING 1) SELECT count(*) FROM changed"));

        var (code, output) = await HubProcess.Fail("storage", "compare", $"--to={_database}", "--from", _folder);

        Assert.Equal(ExitCodes.Problems, code);
        Assert.Contains("email differ(s).", output, StringComparison.Ordinal);
        Assert.Contains("The copy is NOT equal: 1 difference(s).", output, StringComparison.Ordinal);
    }

    private string[] Copy(params string[] more) => ["storage", "copy", "--to", _database, $"--Storage:Path={_folder}", .. more];

    private async Task<(Session Session, string Entries)> Talk()
    {
        using var hub = await HubProcess.Start(_folder);
        var session = await hub.Visit();
        await using var citizen = await hub.Connect(session);
        await citizen.Call("requestPerson", new { clientId = "wants-person" });
        for (var i = 0; i < Texts.Length; i++) await citizen.Call("send", new { clientId = $"message-{i}", text = Texts[i] });
        var entries = (await citizen.Call("join", 0)).GetProperty("entries").GetRawText();
        hub.Kill();
        return (session, entries);
    }

    private async Task FillLog()
    {
        await using var log = await SqliteEventLog.Open(_folder);
        var events = Enumerable.Range(0, 100).Select(i => new NewEvent("filler", "chat", "x", DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes($"şey {i}"))).ToArray();
        for (var i = 0; i < Filler / events.Length; i++)
        {
            var summary = new SummaryRow($"filler-{i}", "resolved", SummaryOwner.None, null, null, null, DateTimeOffset.UnixEpoch, "{}"u8.ToArray());
            await log.Append(new AppendRequest($"filler-{i}", 0, events, summary, RoutingChanged: true));
        }
    }

    /// <summary>Makes the copy wait for a lock in its third batch, and kills it there.</summary>
    private async Task KillInThirdBatch()
    {
        await using (await PostgresEventLog.Open(_database)) { }

        await using var source = NpgsqlDataSource.Create(_database);
        await using var gate = await source.OpenConnectionAsync();
        await using var close = new NpgsqlCommand(
            """
            CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN IF (SELECT count(*) FROM events) >= 200 THEN PERFORM pg_advisory_xact_lock(4711); END IF; RETURN NULL; END $$;
            CREATE TRIGGER wait_at_gate BEFORE INSERT ON events FOR EACH STATEMENT EXECUTE FUNCTION wait_at_gate();
            SELECT pg_advisory_lock(4711);
            """,
            gate);
        await close.ExecuteNonQueryAsync();
        using (var killed = HubProcess.Run(Copy("--batch", "100")))
        {
            await killed.Printed("copying events: ");
            await Eventually.Holds(() => Count("SELECT count(*) FROM events").Result == 200);
            killed.Kill();
        }

        await using var open = new NpgsqlCommand("SELECT pg_advisory_unlock(4711); DROP TRIGGER wait_at_gate ON events", gate);
        await open.ExecuteNonQueryAsync();
    }

    private async Task<long> Count(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
