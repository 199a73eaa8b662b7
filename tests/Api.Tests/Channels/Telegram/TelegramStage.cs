using System.Text.Json;
using ContactHub.Conversations;
using ContactHub.Hubs.Tests;
using ContactHub.Storage;
using ContactHub.TestKit;

namespace ContactHub.Telegram.Tests;

/// <summary>A hub with a bot, and the Telegram that it talks with.</summary>
public sealed class TelegramStage : IAsyncLifetime
{
    private long _people = 4_000;

    internal FakeTelegram Telegram { get; private set; } = null!;

    internal RunningHub Hub { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Telegram = await FakeTelegram.Start();
        Hub = await RunningHub.Start(
        [
            "--Telegram:Bots:0:Id=cozum", $"--Telegram:Bots:0:Token={FakeTelegram.Token}", $"--Telegram:Bots:0:ApiUrl={Telegram.Address}",
            "--Telegram:Bots:0:Notice:Tr=Aydınlatma metni", "--Telegram:Bots:0:Notice:En=Privacy notice",
        ]);
    }

    public async Task DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Telegram.DisposeAsync();
    }

    /// <summary>Somebody new.</summary>
    internal long Person() => Interlocked.Increment(ref _people);

    /// <summary>The conversation in which the text was said, when it is there.</summary>
    internal async Task<string> Said(string text)
    {
        string? found = null;
        await Eventually.Holds(async () => (found = await Find(text)) is not null);
        return found!;
    }

    internal async Task<IReadOnlyList<TimelineEntry>> Timeline(string conversationId) =>
        [.. (await Hub.Log.Read(conversationId, 0, 1_000)).Select(EventCodec.FromStored)];

    /// <summary>How often a text was said, in all conversations.</summary>
    internal async Task<int> Count(string text) => (await All()).Count(e => e.Event is MessagePosted said && said.Text == text);

    internal Task<CommandResult> Do(string conversationId, ConversationCommand command) => Hub.Grains.GetGrain<IConversationGrain>(conversationId).Execute(command);

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

    private async Task<string?> Find(string text)
    {
        foreach (var stored in await Stored())
        {
            if (EventCodec.FromStored(stored).Event is MessagePosted said && said.Text == text) return stored.ConversationId;
        }

        return null;
    }

    private async Task<IReadOnlyList<TimelineEntry>> All() => [.. (await Stored()).Select(EventCodec.FromStored)];

    private Task<IReadOnlyList<StoredEvent>> Stored() => Hub.Log.ReadAll(0, 10_000);
}
