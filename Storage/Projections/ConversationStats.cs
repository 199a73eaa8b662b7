using System.Data.Common;
using Dapper;

namespace ContactHub.Storage;

/// <summary>
/// Per conversation: when it was opened, handed over to people, first answered by a person, resolved and rated, its department and rating, and how many
/// events of each kind came through each channel. <see cref="DayFigures"/> reads the times. Of payloads only department and rating are read.
/// </summary>
public sealed class ConversationStats : IProjection
{
    private const string HandedOver = "handoffRequested";
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
        var resolution = Array.FindLast(events, e => e.Kind is Resolved or Reopened);
        var rated = Array.FindLast(events, e => StatsPayload.Rating(e) is not null);
        await connection.ExecuteAsync(
            """
            INSERT INTO conversation_stats
                (conversation, opened_at, first_agent_reply_at, resolved_at, last_event_at, department, handed_over_at, left_bot_at, rated_at, rating)
            VALUES (@conversation, @openedAt, @repliedAt, @resolvedAt, @lastAt, @department, @handedOverAt, @leftBotAt, @ratedAt, @rating)
            ON CONFLICT (conversation) DO UPDATE SET
                first_agent_reply_at = coalesce(conversation_stats.first_agent_reply_at, excluded.first_agent_reply_at),
                resolved_at = CASE WHEN @resolutionChanged = 1 THEN excluded.resolved_at ELSE conversation_stats.resolved_at END,
                last_event_at = excluded.last_event_at,
                department = coalesce(excluded.department, conversation_stats.department),
                handed_over_at = coalesce(conversation_stats.handed_over_at, excluded.handed_over_at),
                left_bot_at = coalesce(conversation_stats.left_bot_at, excluded.left_bot_at),
                rated_at = coalesce(excluded.rated_at, conversation_stats.rated_at),
                rating = coalesce(excluded.rating, conversation_stats.rating)
            """,
            new
            {
                conversation,
                openedAt = events[0].At.UtcTicks,
                repliedAt = Array.Find(events, IsReply)?.At.UtcTicks,
                resolvedAt = resolution?.Kind == Resolved ? resolution.At.UtcTicks : (long?)null,
                resolutionChanged = resolution is null ? 0 : 1,
                lastAt = events[^1].At.UtcTicks,
                department = events.Select(StatsPayload.Department).LastOrDefault(department => department is not null),
                handedOverAt = Array.Find(events, IsForPeople)?.At.UtcTicks,
                leftBotAt = Array.Find(events, IsBeyondBot)?.At.UtcTicks,
                ratedAt = rated?.At.UtcTicks,
                rating = rated is null ? null : (long?)StatsPayload.Rating(rated),
            },
            transaction);
    }

    private static bool IsByAgent(StoredEvent e) => e.Actor.StartsWith(AgentActor, StringComparison.Ordinal);

    /// <summary>Whether a person spoke to the citizen: wrote, or answered the telephone.</summary>
    private static bool IsReply(StoredEvent e) => e.Kind is Message or "emailSent" or "callAnswered" && IsByAgent(e);

    /// <summary>Whether somebody waits for a person from here on: handed over by the bot, or come by a channel that the bot does not answer.</summary>
    private static bool IsForPeople(StoredEvent e) => e.Kind == HandedOver || (e is { Kind: "queueEntered", Channel: "email" or "phone" });

    /// <summary>Whether the bot alone no longer has it: a person was wanted, or one spoke, took it or resolved it.</summary>
    private static bool IsBeyondBot(StoredEvent e) =>
        e.Kind is HandedOver or "queueEntered" or "requestRecorded" or "agentAssigned" || (e.Kind is Message or Resolved or "emailSent" or "callAnswered" && IsByAgent(e));
}
