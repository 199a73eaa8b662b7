using System.Text.Json;
using ContactHub.HubFaults.Tests;
using ContactHub.TestKit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ContactHub.Telegram.Tests;

/// <summary>The program as it is deployed, killed while citizens write and the bot answers.</summary>
public sealed class TelegramCrashTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-telegram-").FullName;
    private FakeTelegram _telegram = null!;

    public async Task InitializeAsync() => _telegram = await FakeTelegram.Start();

    public async Task DisposeAsync()
    {
        await _telegram.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Nothing_that_was_written_is_lost_or_doubled_and_every_answer_arrives()
    {
        const int Count = 120;
        using (var hub = await Start())
        {
            for (var n = 0; n < Count; n++) _telegram.Tell(Updates.Text(9_000 + (n % 40), $"Soru {n}", message: n + 1));
            await Eventually.Holds(() => Said().Count > Count / 4 && !_telegram.Sent.IsEmpty);
            hub.Kill();
        }

        var before = Said().Count;
        using (await Start())
        {
            await Eventually.Holds(() => _telegram.IsEmpty && Said().Count >= Count);
            // Each question is the bot's to answer, by one message or more.
            await Eventually.Holds(() => Surplus().All(more => more >= 0));
        }

        Assert.InRange(before, Count / 4, Count);
        Assert.Equal(Enumerable.Range(0, Count).Select(n => $"Soru {n}").Order(StringComparer.Ordinal), Said().Order(StringComparer.Ordinal));
        // What was on its way when the hub was killed may have come twice: at most as many as are sent at once.
        Assert.InRange(Surplus().Sum(), 0, 8);
        Assert.Empty(_telegram.Faults);
    }

    private static string Key(JsonElement sent) => $"{FakeTelegram.Chat(sent)} {sent.GetProperty("text").GetString()}";

    private Task<HubProcess> Start() => HubProcess.Start(Path.Combine(_folder, "data"),
        "--Telegram:Bots:0:Id=cozum", $"--Telegram:Bots:0:Token={FakeTelegram.Token}", $"--Telegram:Bots:0:ApiUrl={_telegram.Address}");

    private List<string> Said() => Read<string>("SELECT json_extract(payload, '$.text') FROM events WHERE kind = 'messagePosted' AND actor LIKE 'citizen/%'");

    /// <summary>Of each text to each chat, how much more often it was sent than said.</summary>
    private List<int> Surplus()
    {
        var sent = _telegram.Sent.CountBy(Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. Answers().CountBy(answer => answer, StringComparer.Ordinal).Select(answer => sent.GetValueOrDefault(answer.Key) - answer.Value)];
    }

    /// <summary>Chat and text of each answer.</summary>
    private List<string> Answers()
    {
        var places = ReadHub();
        return [.. Read<(string Via, string Text)>("SELECT json_extract(payload, '$.via'), json_extract(payload, '$.text') FROM events WHERE kind = 'messagePosted' AND actor LIKE 'bot/%'")
            .Select(answer => $"{places[answer.Via]} {Messengers.MessageText.Plain(answer.Text)}")];
    }

    private List<T> Read<T>(string sql)
    {
        using var log = Open("events.db");
        return [.. log.Query<T>(sql)];
    }

    private Dictionary<string, string> ReadHub()
    {
        using var hub = Open("hub.db");
        return hub.Query<(string Id, string Address)>("SELECT id, address FROM messenger_places").ToDictionary(row => row.Id, row => row.Address, StringComparer.Ordinal);
    }

    private SqliteConnection Open(string file) => new($"Data Source={Path.Combine(_folder, "data", file)};Mode=ReadOnly;Pooling=false;Default Timeout=30");
}
