using System.Collections.Immutable;
using ContactHub.Conversations;

namespace ContactHub.Routing;

/// <summary>Which waiting citizens have to hear that their place changed.</summary>
public static class QueueSignals
{
    /// <summary>Up to this place every step is told; further back only moves of a tenth, or one assignment would wake a whole long queue.</summary>
    public const int ExactPlaces = 100;

    /// <param name="told">What each conversation was last told, by id.</param>
    /// <returns>What to tell now, and what each waiting conversation will then have been told.</returns>
    public static (ImmutableArray<(string ConversationId, QueueSignal Signal)> Changed, ImmutableDictionary<string, QueueSignal> Told) Changes(
        QueueState state, ImmutableDictionary<string, QueueSignal> told, DateTimeOffset now, RoutingOptions options)
    {
        var changed = ImmutableArray.CreateBuilder<(string, QueueSignal)>();
        var next = ImmutableDictionary.CreateBuilder<string, QueueSignal>(StringComparer.Ordinal);
        var agents = state.AgentsOnline;
        var position = 0;
        foreach (var conversation in state.Order)
        {
            var signal = new QueueSignal(++position, WaitEstimate.Seconds(state, position, now, options), agents);
            var before = told.GetValueOrDefault(conversation.ConversationId);
            var worth = before is null || (before != signal && (position <= ExactPlaces || Math.Abs(before.Position - position) * 10 >= before.Position));
            if (worth) changed.Add((conversation.ConversationId, signal));
            next[conversation.ConversationId] = worth ? signal : before!;
        }

        return (changed.ToImmutable(), next.ToImmutable());
    }
}
