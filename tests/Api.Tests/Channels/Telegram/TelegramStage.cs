using System.Text.Json;
using ContactHub.Hubs.Tests;
using ContactHub.Messengers.Tests;
using ContactHub.TestKit;

namespace ContactHub.Telegram.Tests;

/// <summary>A hub with a bot, and the Telegram that it talks with.</summary>
public sealed class TelegramStage : MessengerStage
{
    private long _people = 4_000;

    internal FakeTelegram Telegram { get; private set; } = null!;

    /// <summary>Somebody new.</summary>
    internal long Person() => Interlocked.Increment(ref _people);

    /// <summary>Waits for a message to a chat.</summary>
    internal async Task<JsonElement> SentTo(long chat, Func<string, bool> text)
    {
        JsonElement? found = null;
        await Eventually.Holds(() =>
        {
            var sent = Telegram.Sent.Where(one => FakeTelegram.Chat(one) == $"{chat}" && text(one.GetProperty("text").GetString()!)).ToList();
            if (sent.Count > 0) found = sent[^1];
            return found is not null;
        });
        return found!.Value;
    }

    private protected override async Task<RunningHub> Start()
    {
        Telegram = await FakeTelegram.Start();
        return await RunningHub.Start(
        [
            "--Telegram:Bots:0:Id=cozum", $"--Telegram:Bots:0:Token={FakeTelegram.Token}", $"--Telegram:Bots:0:ApiUrl={Telegram.Address}",
            "--Telegram:Bots:0:Notice:Tr=Aydınlatma metni", "--Telegram:Bots:0:Notice:En=Privacy notice",
        ]);
    }

    private protected override async Task Stop() => await Telegram.DisposeAsync();
}
