using ContactHub.Conversations;
using ContactHub.Hubs.Tests;
using ContactHub.Storage;
using ContactHub.TestKit;

namespace ContactHub.Messengers.Tests;

/// <summary>A hub on a messenger, and what was said in it.</summary>
public abstract class MessengerStage : IAsyncLifetime
{
    internal RunningHub Hub { get; private set; } = null!;

    public async Task InitializeAsync() => Hub = await Start();

    public async Task DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Stop();
    }

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
    internal async Task<int> Count(string text) => (await Stored()).Select(EventCodec.FromStored).Count(e => e.Event is MessagePosted said && said.Text == text);

    internal Task<CommandResult> Do(string conversationId, ConversationCommand command) => Hub.Grains.GetGrain<IConversationGrain>(conversationId).Execute(command);

    /// <summary>The reports about what became of messages, when there are so many.</summary>
    internal async Task<IReadOnlyList<DeliveryReported>> Reports(string conversationId, int count)
    {
        IReadOnlyList<DeliveryReported> reports = [];
        await Eventually.Holds(async () => (reports = [.. (await Timeline(conversationId)).Select(e => e.Event).OfType<DeliveryReported>()]).Count >= count);
        return reports;
    }

    private protected abstract Task<RunningHub> Start();

    private protected abstract Task Stop();

    private async Task<string?> Find(string text) =>
        (await Stored()).FirstOrDefault(stored => EventCodec.FromStored(stored).Event is MessagePosted said && said.Text == text)?.ConversationId;

    private Task<IReadOnlyList<StoredEvent>> Stored() => Hub.Log.ReadAll(0, 10_000);
}
