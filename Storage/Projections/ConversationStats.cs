using System.Data.Common;
using Dapper;

namespace ContactHub.Storage;

/// <summary>
/// Per conversation: when it was opened, first answered by a person and resolved, and how many events of each kind came through each channel.
/// Driven by the log's columns alone; payloads are not read.
/// </summary>
public sealed class ConversationStats : IProjection
{
    private const string Message = "messagePosted";
    private const string Resolved = "conversationResolved";
    private const string Reopened = "conversationReopened";
    private const string AgentActor = "agent/";

    public string Name => "conversation_stats";

    public async Task Apply(DbConnection connection, DbTransaction transaction, IReadOnlyList<StoredEvent> events)
    {
        foreach (var conversation in events.GroupBy(e => e.ConversationId, StringComparer.Ordinal))
            await ApplyTimes(connection, transaction, conversation.Key, [.. conversation]);

        foreach (var counted in events.CountBy(e => (e.ConversationId, e.Kind, e.Channel)))
        {
            var (conversation, kind, channel) = counted.Key;
            await connection.ExecuteAsync(
                "INSERT INTO conversation_event_counts (conversation, kind, channel, count) VALUES (@conversation, @kind, @channel, @count) " +
                "ON CONFLICT (conversation, kind, channel) DO UPDATE SET count = conversation_event_counts.count + excluded.count",
                new { conversation, kind, channel, count = (long)counted.Value },
                transaction);
        }
    }

    public Task Reset(DbConnection connection, DbTransaction transaction) =>
        connection.ExecuteAsync("DELETE FROM conversation_stats; DELETE FROM conversation_event_counts", transaction: transaction);

    private static async Task ApplyTimes(DbConnection connection, DbTransaction transaction, string conversation, StoredEvent[] events)
    {
        var reply = Array.Find(events, e => e.Kind == Message && e.Actor.StartsWith(AgentActor, StringComparison.Ordinal));
        var resolution = Array.FindLast(events, e => e.Kind is Resolved or Reopened);
        await connection.ExecuteAsync(
            """
            INSERT INTO conversation_stats (conversation, opened_at, first_agent_reply_at, resolved_at, last_event_at)
            VALUES (@conversation, @openedAt, @repliedAt, @resolvedAt, @lastAt)
            ON CONFLICT (conversation) DO UPDATE SET
                first_agent_reply_at = coalesce(conversation_stats.first_agent_reply_at, excluded.first_agent_reply_at),
                resolved_at = CASE WHEN @resolutionChanged = 1 THEN excluded.resolved_at ELSE conversation_stats.resolved_at END,
                last_event_at = excluded.last_event_at
            """,
            new
            {
                conversation,
                openedAt = events[0].At.UtcTicks,
                repliedAt = reply?.At.UtcTicks,
                resolvedAt = resolution?.Kind == Resolved ? resolution.At.UtcTicks : (long?)null,
                resolutionChanged = resolution is null ? 0 : 1,
                lastAt = events[^1].At.UtcTicks,
            },
            transaction);
    }
}
