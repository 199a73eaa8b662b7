using System.Text.Json;
using ContactHub.HubFaults.Tests;
using ContactHub.Messengers.Tests;
using ContactHub.TestKit;

namespace ContactHub.Telegram.Tests;

/// <summary>The program as it is deployed, killed while citizens write and the bot answers.</summary>
public sealed class TelegramCrashTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-telegram-").FullName;
    private FakeTelegram _telegram = null!;

    private StoredMessages Stored => new(Path.Combine(_folder, "data"));

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
            await Eventually.Holds(() => Stored.Said().Count > Count / 4 && !_telegram.Sent.IsEmpty);
            hub.Kill();
        }

        var before = Stored.Said().Count;
        using (await Start())
        {
            await Eventually.Holds(() => _telegram.IsEmpty && Stored.Said().Count >= Count);
            // Each question is the bot's to answer, by one message or more.
            await Eventually.Holds(() => Stored.Surplus(_telegram.Sent.Select(Key)).All(more => more >= 0));
        }

        Assert.InRange(before, Count / 4, Count);
        Assert.Equal(Enumerable.Range(0, Count).Select(n => $"Soru {n}").Order(StringComparer.Ordinal), Stored.Said().Order(StringComparer.Ordinal));
        // What was on its way when the hub was killed may have come twice: at most as many as are sent at once.
        Assert.InRange(Stored.Surplus(_telegram.Sent.Select(Key)).Sum(), 0, 8);
        Assert.Empty(_telegram.Faults);
    }

    private static string Key(JsonElement sent) => $"{FakeTelegram.Chat(sent)} {sent.GetProperty("text").GetString()}";

    private Task<HubProcess> Start() => HubProcess.Start(Path.Combine(_folder, "data"),
        "--Telegram:Bots:0:Id=cozum", $"--Telegram:Bots:0:Token={FakeTelegram.Token}", $"--Telegram:Bots:0:ApiUrl={_telegram.Address}");
}
