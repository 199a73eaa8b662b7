using System.Collections.Concurrent;
using ContactHub.Commands;
using ContactHub.Health.Tests;
using ContactHub.HubFaults.Tests;
using ContactHub.Hubs.Tests;
using ContactHub.Startup;
using ContactHub.TestKit;
using Npgsql;

namespace ContactHub.Backup.Tests;

/// <summary>The drill of docs/operations.md: a backup of a hub under load, the loss of everything, and the way back.</summary>
public sealed class BackupDrillTests : IDisposable
{
    private const int Citizens = 6;
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-drill-").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string Copy => Path.Combine(_folder, "copy");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task On_sqlite_a_restore_brings_back_everything_acknowledged_before_the_backup_began() => Drill(
        HubProcess.Settings(Data),
        async () => Assert.Equal(ExitCodes.Ok, (await Run("storage", "backup", Copy)).Code),
        async () =>
        {
            Directory.Delete(Data, recursive: true);
            Assert.Equal(ExitCodes.Ok, (await Run("storage", "restore", Copy)).Code);
        });

    [Fact]
    public async Task On_postgresql_a_restore_brings_back_everything_acknowledged_before_the_backup_began()
    {
        var server = await PostgresServer.Shared;
        var database = new NpgsqlConnectionStringBuilder(await server.CreateDatabase());
        var dump = server.FileFor($"{database.Database}.dump");
        await Drill(
            HubProcess.PostgresSettings(Data, database.ToString()),
            () => server.RunClient("pg_dump", "--format=custom", "--file", dump, database.Database!),
            async () =>
            {
                await server.RunClient("dropdb", "--force", database.Database!);
                await server.RunClient("createdb", "--encoding=UTF8", database.Database!);
                await server.RunClient("pg_restore", "--exit-on-error", "--single-transaction", "--dbname", database.Database!, dump);
            });
    }

    private async Task Drill(string[] settings, Func<Task> backup, Func<Task> loseAndRestore)
    {
        var acknowledged = new ConcurrentQueue<(string ConversationId, long Seq, string Text)>();
        var sessions = new List<Session>();
        List<(string ConversationId, long Seq, string Text)> before;
        using (var hub = await HubProcess.Start(settings))
        {
            for (var i = 0; i < Citizens; i++) sessions.Add(await hub.Visit());
            var sockets = await Task.WhenAll(sessions.Select(hub.Connect));
            var writers = sockets.Select((socket, i) => Task.Run(() => DrainTests.Write(socket, sessions[i].ConversationId, acknowledged))).ToList();
            await Eventually.Holds(() => acknowledged.Count > 200);

            before = [.. acknowledged];
            await backup();

            // The hub went on meanwhile, and goes on.
            var then = acknowledged.Count;
            await Eventually.Holds(() => acknowledged.Count > then);
            hub.Kill();
            await Task.WhenAll(writers);
            foreach (var socket in sockets) await socket.DisposeAsync();
        }

        await loseAndRestore();
        using var verified = new StringWriter();
        Assert.True(await HubCommands.Find(["verify"])!(["verify", .. settings], verified, verified) == ExitCodes.Ok, verified.ToString());

        using var next = await HubProcess.Start(settings);
        foreach (var session in sessions)
        {
            // The tokens from before the loss are good: the keys came back too.
            var page = await DrainTests.Stored(next, session);
            Assert.All(before.Where(b => b.ConversationId == session.ConversationId), message => Assert.Equal(message.Text, page.GetValueOrDefault(message.Seq)));
        }
    }

    [Fact]
    public async Task Nothing_is_overwritten_and_a_damaged_copy_is_not_restored()
    {
        using (var hub = await HubProcess.Start(Data))
        {
            await using var citizen = await hub.Connect(await hub.Visit());
            await citizen.Call("send", new { clientId = "one-message", text = "Merhaba" });
            Assert.Equal(ExitCodes.Ok, (await Run("storage", "backup", Copy)).Code);
            Assert.Contains("there already", (await Run("storage", "backup", Copy)).Output, StringComparison.Ordinal);
            Assert.Contains("in use by another ContactHub process", (await Run("storage", "restore", Copy)).Output, StringComparison.Ordinal);
            hub.Kill();
        }

        var (code, output) = await Run("storage", "restore", Copy);
        Assert.Equal(ExitCodes.CannotStart, code);
        Assert.Contains("nothing is overwritten", output, StringComparison.Ordinal);

        Directory.Delete(Data, recursive: true);
        using (var damaged = File.OpenWrite(Path.Combine(Copy, "events.db")))
        {
            damaged.Position = 5000;
            damaged.WriteByte(0xff);
            damaged.WriteByte(0x01);
        }

        Assert.Contains("damaged", (await Run("storage", "restore", Copy)).Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Data, "events.db")));
        Assert.Contains("no backup", (await Run("storage", "restore", _folder)).Output, StringComparison.Ordinal);
        Assert.Contains("has no hub.db", (await Run("storage", "backup", Path.Combine(_folder, "other"))).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, (await Run("storage", "backup")).Code);
    }

    private async Task<(int Code, string Output)> Run(params string[] command)
    {
        using var output = new StringWriter();
        string[] args = [.. command, $"--Storage:Path={Data}"];
        var code = await HubCommands.Find(args)!(args, output, output);
        return (code, output.ToString());
    }
}
