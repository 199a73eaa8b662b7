using Dapper;

namespace ContactHub.Storage;

/// <summary>Whose conversations count.</summary>
/// <param name="Departments">Ids; null stands for all conversations.</param>
/// <param name="WithoutDepartment">Whether those count too that no department has yet.</param>
public sealed record DayScope(IReadOnlyCollection<string>? Departments, bool WithoutDepartment)
{
    public static DayScope Everything { get; } = new(null, true);
}

/// <summary>What happened since an instant. Each figure counts by its own event: what is resolved today may have been opened yesterday.</summary>
/// <param name="Opened">Conversations that began.</param>
/// <param name="Answered">Those to which a person wrote for the first time.</param>
/// <param name="Resolved">Those resolved and not open again.</param>
/// <param name="ResolvedByBot">Of the resolved: never in a queue, left as a request, or with a person (deflection).</param>
/// <param name="Waits">Of the answered: those that the bot had handed over, so that somebody waited.</param>
/// <param name="MedianWait">Median of their first-response time, from entering the queue to a person's first message; null without any.</param>
/// <param name="Ratings">Ratings given.</param>
/// <param name="RatingSum">Their sum; each is 1 to 5.</param>
/// <param name="Satisfied">Those of 4 or 5: CSAT is their share.</param>
public sealed record DayFigure(
    long Opened, long Answered, long Resolved, long ResolvedByBot, long Waits, TimeSpan? MedianWait, long Ratings, long RatingSum, long Satisfied);

/// <summary>Reads the figures of a day from <see cref="ConversationStats"/>, which is about a second behind the log.</summary>
public sealed class DayFigures(HubDatabase database)
{
    /// <summary>The figures from an instant on.</summary>
    public async Task<DayFigure> Since(DateTimeOffset start, DayScope scope, CancellationToken ct = default)
    {
        var parameters = new DynamicParameters(new { since = start.UtcTicks, withoutDepartment = scope.WithoutDepartment ? 1 : 0 });
        var within = "";
        if (scope.Departments is { } departments)
        {
            var names = departments.Select((department, i) =>
            {
                parameters.Add($"department{i}", department);
                return $"@department{i}";
            });
            // The empty text is no department's id; a list must not be empty.
            within = $"AND (department IN ({string.Join(", ", names.DefaultIfEmpty("''"))}) OR (department IS NULL AND @withoutDepartment = 1))";
        }

        await using var connection = await database.Open(ct);
        var row = await connection.QuerySingleAsync<Row>(
            $"""
            WITH waits AS (
                SELECT first_agent_reply_at - handed_over_at AS wait,
                    row_number() OVER (ORDER BY first_agent_reply_at - handed_over_at) AS place, count(*) OVER () AS total
                FROM conversation_stats WHERE first_agent_reply_at >= @since AND handed_over_at <= first_agent_reply_at {within}),
            middle AS (SELECT total, wait FROM waits WHERE place IN ((total + 1) / 2, (total + 2) / 2)),
            ratings AS (SELECT rating FROM conversation_stats WHERE rated_at >= @since {within})
            SELECT
                (SELECT count(*) FROM conversation_stats WHERE opened_at >= @since {within}) AS Opened,
                (SELECT count(*) FROM conversation_stats WHERE first_agent_reply_at >= @since {within}) AS Answered,
                (SELECT count(*) FROM conversation_stats WHERE resolved_at >= @since {within}) AS Resolved,
                (SELECT count(*) FROM conversation_stats WHERE resolved_at >= @since AND left_bot_at IS NULL {within}) AS ResolvedByBot,
                (SELECT coalesce(max(total), 0) FROM middle) AS Waits,
                (SELECT min(wait) FROM middle) AS LowerWait,
                (SELECT max(wait) FROM middle) AS UpperWait,
                (SELECT count(*) FROM ratings) AS Ratings,
                (SELECT CAST(coalesce(sum(rating), 0) AS bigint) FROM ratings) AS RatingSum,
                (SELECT count(*) FROM ratings WHERE rating >= 4) AS Satisfied
            """,
            parameters);
        var median = row is { LowerWait: { } lower, UpperWait: { } upper } ? new TimeSpan((lower + upper) / 2) : (TimeSpan?)null;
        return new DayFigure(row.Opened, row.Answered, row.Resolved, row.ResolvedByBot, row.Waits, median, row.Ratings, row.RatingSum, row.Satisfied);
    }

    private sealed class Row
    {
        public required long Opened { get; init; }
        public required long Answered { get; init; }
        public required long Resolved { get; init; }
        public required long ResolvedByBot { get; init; }
        public required long Waits { get; init; }
        public long? LowerWait { get; init; }
        public long? UpperWait { get; init; }
        public required long Ratings { get; init; }
        public required long RatingSum { get; init; }
        public required long Satisfied { get; init; }
    }
}
