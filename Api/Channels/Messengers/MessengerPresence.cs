using System.Collections.Concurrent;
using ContactHub.Realtime;
using ContactHub.Security;

namespace ContactHub.Messengers;

/// <summary>Shows citizens in messengers that an agent reads what they wrote, and types. Nobody waits for a messenger.</summary>
public sealed class MessengerPresence(IEnumerable<IMessengerGestures> messengers, MessengerPlaces places, TimeProvider clock, ILogger<MessengerPresence> logger)
{
    private const int MostRemembered = 1_000;

    private readonly IMessengerGestures[] _messengers = [.. messengers];
    private readonly ConcurrentDictionary<string, long> _typing = new(StringComparer.Ordinal);

    /// <summary>An agent types. Does nothing for a conversation that is not answered in a messenger.</summary>
    public void Typing(string conversationId, ConversationCall conversation)
    {
        if (_messengers.Length == 0) return;
        if (_typing.TryGetValue(conversationId, out var at) && clock.GetElapsedTime(at) < _messengers.Min(messenger => messenger.TypingStays)) return;
        if (_typing.Count >= MostRemembered) _typing.Clear();
        _typing[conversationId] = clock.GetTimestamp();
        _ = Tell(conversation, (messenger, place) => messenger.Typing(place, CancellationToken.None));
    }

    /// <summary>The agent of the conversation has read what the citizen wrote.</summary>
    public void Read(ConversationCall conversation)
    {
        if (_messengers.Any(messenger => messenger.ShowsReading)) _ = Tell(conversation, (messenger, place) => messenger.Read(place, CancellationToken.None));
    }

    private async Task Tell(ConversationCall conversation, Func<IMessengerGestures, MessengerPlace, Task> gesture)
    {
        try
        {
            if (await conversation.Summary() is not { ReplyVia: { } via } summary) return;
            var messenger = Array.Find(_messengers, one => one.Channel == (summary.ReplyChannel ?? summary.Channel));
            if (messenger is not null && await places.Find(via) is { } place) await gesture(messenger, place);
        }
        catch (Exception e) when (StorageFaults.IsPassing(e))
        {
            MessengerLog.NotShown(logger, e);
        }
    }
}
