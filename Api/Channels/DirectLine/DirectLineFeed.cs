using System.Collections.Immutable;
using ContactHub.Conversations;
using ContactHub.Realtime;
using ContactHub.Silo;

namespace ContactHub.DirectLine;

/// <summary>
/// One observer per node stands between the grains and the streams of Direct Line clients: it subscribes to a conversation while a local stream shows
/// it, renews that, and wakes the stream, which reads the timeline by itself. So a push that is lost only delays.
/// </summary>
public sealed class DirectLineFeed(
    IGrainFactory grains, ConversationCalls conversations, ClusterChanges changes, TimeProvider clock, ILogger<DirectLineFeed> logger)
    : BackgroundService, IConversationObserver
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(2);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<DirectLineStream>> _shown = new(StringComparer.Ordinal);
    private IConversationObserver? _reference;

    private IConversationObserver Reference =>
        LazyInitializer.EnsureInitialized(ref _reference, () => grains.CreateObjectReference<IConversationObserver>(this));

    /// <summary>A stream begins to show a conversation. Await it before reading, so that nothing falls between.</summary>
    internal Task Show(string conversationId, DirectLineStream stream)
    {
        lock (_gate)
        {
            if (!_shown.TryGetValue(conversationId, out var streams)) _shown.Add(conversationId, streams = []);
            streams.Add(stream);
        }

        return conversations.To(conversationId).Subscribe(Reference);
    }

    /// <summary>A stream no longer shows a conversation. Answers whether it was the last one here. The subscription is left to lapse.</summary>
    internal bool Hide(string conversationId, DirectLineStream stream)
    {
        lock (_gate)
        {
            if (!_shown.TryGetValue(conversationId, out var streams) || !streams.Remove(stream)) return false;
            if (streams.Count > 0) return false;
            return _shown.Remove(conversationId);
        }
    }

    public Task OnEvents(string conversationId, ImmutableArray<TimelineEntry> entries)
    {
        foreach (var stream in Streams(conversationId)) stream.Wake();
        return Task.CompletedTask;
    }

    public async Task OnSignal(string conversationId, ConversationSignal signal)
    {
        var streams = Streams(conversationId);
        foreach (var stream in streams)
        {
            if (signal is TypingSignal { Typing: true, By.Kind: not ActorKind.Citizen } typing) stream.Types(typing.By);
            else if (signal is StreamOpenedSignal opened) stream.GiveWayTo(opened);
        }

        // Gone from another node only: its stream was closed for the one that is here.
        if (streams.Length > 0 && signal is PresenceSignal { Online: false } gone) await conversations.To(conversationId).Signal(gone with { Online = true });
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new RenewalPace(changes, RenewEvery, clock).KeepAll(Conversations, Renew, stoppingToken);

    private async Task Renew(string conversationId)
    {
        try
        {
            await conversations.To(conversationId).Subscribe(Reference);
            foreach (var stream in Streams(conversationId)) stream.Wake();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The streams look for themselves every so often, and the next round tries again.
            DirectLineLog.RenewFailed(logger, e, conversationId);
        }
    }

    private DirectLineStream[] Streams(string conversationId)
    {
        lock (_gate) return _shown.TryGetValue(conversationId, out var streams) ? [.. streams] : [];
    }

    private string[] Conversations()
    {
        lock (_gate) return [.. _shown.Keys];
    }
}
