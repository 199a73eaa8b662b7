using System.Text.Json;
using ContactHub.Conversations;
using ContactHub.Hubs.Tests;
using ContactHub.Messengers.Tests;
using ContactHub.TestKit;

namespace ContactHub.WhatsApp.Tests;

/// <summary>A hub with a number on WhatsApp, and the Cloud API that it talks with.</summary>
public sealed class WhatsAppStage : MessengerStage
{
    private static readonly Actor Deniz = new(ActorKind.Agent, "a-deniz", "Deniz");
    private int _people = 1_000;

    internal FakeWhatsApp WhatsApp { get; private set; } = null!;

    /// <summary>The number of somebody new.</summary>
    internal string Person() => $"90532111{Interlocked.Increment(ref _people)}";

    /// <summary>The citizen writes, and an agent takes the conversation.</summary>
    internal async Task<string> Talk(string person, string text)
    {
        await WhatsApp.Tell(Notifications.Text(person, text));
        var conversation = await Said(text);
        Assert.True((await Do(conversation, new TakeConversation(Deniz, "take-" + person))).Succeeded);
        await SentTo(person, said => said.Contains("Deniz", StringComparison.Ordinal));
        return conversation;
    }

    /// <summary>The agent answers.</summary>
    internal Task<CommandResult> Answer(string conversation, string text, string? id = null) =>
        Do(conversation, new PostMessage(Deniz, id ?? "answer-" + text, "", text));

    /// <summary>Waits for a message to somebody.</summary>
    internal async Task<JsonElement> SentTo(string person, Func<string, bool> text)
    {
        JsonElement? found = null;
        await Eventually.Holds(() =>
        {
            var sent = WhatsApp.Sent.Where(one => FakeWhatsApp.To(one) == person && text(FakeWhatsApp.Text(one))).ToList();
            if (sent.Count > 0) found = sent[^1];
            return found is not null;
        });
        return found!.Value;
    }

    /// <summary>Texts that somebody got, in order.</summary>
    internal IReadOnlyList<string> TextsTo(string person) => [.. WhatsApp.Sent.Where(sent => FakeWhatsApp.To(sent) == person).Select(FakeWhatsApp.Text)];

    private protected override async Task<RunningHub> Start()
    {
        WhatsApp = await FakeWhatsApp.Start();
        var hub = await RunningHub.Start(WhatsApp.Settings());
        WhatsApp.Hub = hub.Address;
        return hub;
    }

    private protected override async Task Stop() => await WhatsApp.DisposeAsync();
}
