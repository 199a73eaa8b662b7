using System.Diagnostics;
using System.Globalization;
using System.Text;
using ContactHub.TestKit;

namespace ContactHub.Storage.Tests;

/// <summary>A process that appends is killed again and again; everything that it had acknowledged must be there, in its place, once.</summary>
public sealed class CrashTests
{
    private const int Kills = 10;
    private const int AcknowledgedBeforeKill = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_was_acknowledged_survives_kills_on_sqlite()
    {
        using var folder = new TempFolder();
        var acknowledged = await KillAgainAndAgain("sqlite", folder.Path);
        await using var log = await SqliteEventLog.Open(folder.Path);
        await Compare(acknowledged, log);
    }

    [Fact]
    public async Task What_was_acknowledged_survives_kills_on_postgresql()
    {
        var database = await (await PostgresServer.Shared).CreateDatabase();
        var acknowledged = await KillAgainAndAgain("postgres", database);
        await using var log = await PostgresEventLog.Open(database);
        await Compare(acknowledged, log);
    }

    private static async Task<Dictionary<(string, long), string>> KillAgainAndAgain(string provider, string target)
    {
        var acknowledged = new Dictionary<(string, long), string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var child = Start(provider, target);
            var errors = child.StandardError.ReadToEndAsync();
            try
            {
                var opened = await child.StandardOutput.ReadLineAsync().WaitAsync(Patience);
                Assert.True(opened == "open 0", $"After kill {kill}: '{opened}' {(opened is null ? await errors : "")}");
                for (var i = 0; i < AcknowledgedBeforeKill + kill; i++)
                    Note(await child.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException(await errors));
            }
            finally
            {
                child.Kill();
            }

            // Lines that were on their way when it died are acknowledgements too; the last may be torn.
            var rest = (await child.StandardOutput.ReadToEndAsync()).Split('\n');
            foreach (var line in rest[..^1]) Note(line);
            await child.WaitForExitAsync();
        }

        return acknowledged;

        void Note(string line)
        {
            var words = line.Split(' ');
            Assert.True(acknowledged.TryAdd((words[0], long.Parse(words[1], CultureInfo.InvariantCulture)), words[2]), "One sequence was given twice.");
        }
    }

    private static async Task Compare(Dictionary<(string Id, long Seq), string> acknowledged, IEventLog log)
    {
        Assert.True(acknowledged.Count >= Kills * AcknowledgedBeforeKill);
        Assert.Empty(await log.Verify());
        var stored = new Dictionary<(string, long), string>();
        long position = 0;
        while (await log.ReadAll(position, 1000) is { Count: > 0 } page)
        {
            foreach (var e in page) stored.Add((e.ConversationId, e.Seq), Encoding.UTF8.GetString(e.Payload.Span));
            position = page[^1].Position;
        }

        foreach (var (key, text) in acknowledged) Assert.Equal(text, stored.GetValueOrDefault(key));
        // What was stored without an acknowledgement is at most one event of each writer for each kill.
        Assert.InRange(stored.Count - acknowledged.Count, 0, Kills * 64);
    }

    private static Process Start(string provider, string target)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } dotnet && Path.GetFileNameWithoutExtension(dotnet) == "dotnet" ? dotnet : "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "ContactHub.Storage.CrashChild.dll"), provider, target },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("The child did not start.");
    }
}
