using ContactHub.ApiKeys;
using ContactHub.Conversations;
using ContactHub.Desk;
using ContactHub.Storage;

namespace ContactHub.OpenApi;

/// <summary>Which conversations are wanted. What is null does not filter.</summary>
/// <param name="Query">What the log filters by, and where the page begins.</param>
/// <param name="Since">Only what changed at this time or later.</param>
public sealed record ConversationFilter(SummaryQuery Query, string? Channel, string? Label, DateTimeOffset? Since);

/// <summary>Pages of conversations by the position of their last change.</summary>
public sealed class ConversationPages(IEventLog log)
{
    /// <summary>Summaries looked at for one page; its cursor leads on.</summary>
    public const int LookedAt = 5000;

    private const int Chunk = 500;

    // Nodes' clocks differ a little, and so do times and positions.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>
    /// In the order of <see cref="ConversationFilter.Query"/>. Oldest change first, nothing is missed however much changes between two pages: what changes
    /// comes again later. Newest first, what changes meanwhile moves before the first page.
    /// </summary>
    public async Task<PageDocument<InboxRow>> Read(ApiCaller caller, ConversationFilter filter, int limit, CancellationToken ct)
    {
        var isForward = filter.Query.AfterPosition is not null;
        var rows = new List<InboxRow>();
        // Before the look: what is committed later has a later position.
        var end = isForward ? await log.LastPosition(ct) : 0;
        var query = filter.Query with { Limit = Chunk };
        for (var seen = 0; seen < LookedAt; seen += Chunk)
        {
            var chunk = await log.Summaries(query, ct);
            foreach (var stored in chunk)
            {
                var summary = SummaryCodec.Read(stored);
                if (!Fits(caller, filter, summary)) continue;
                // One more than asked for is there.
                if (rows.Count == limit) return new PageDocument<InboxRow>(rows, Cursor.Write(rows[^1].Position), More: true);
                rows.Add(new InboxRow(summary, stored.Number, stored.LastPosition));
            }

            if (chunk.Count < Chunk)
            {
                var last = Math.Max(Math.Max(end, query.AfterPosition ?? 0), chunk.Count == 0 ? 0 : chunk[^1].LastPosition);
                return new PageDocument<InboxRow>(rows, isForward ? Cursor.Write(last) : null, More: false);
            }

            query = isForward ? query with { AfterPosition = chunk[^1].LastPosition } : query with { BeforePosition = chunk[^1].LastPosition };
        }

        return new PageDocument<InboxRow>(rows, Cursor.Write((isForward ? query.AfterPosition : query.BeforePosition)!.Value), More: true);
    }

    /// <summary>A position before everything that happened at a time or later.</summary>
    public async Task<long> Before(DateTimeOffset time, CancellationToken ct)
    {
        long low = 0, high = await log.LastPosition(ct);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var events = await log.ReadAll(middle, 1, ct);
            if (events.Count > 0 && events[0].At < time - Skew) low = Math.Max(low + 1, events[0].Position);
            else high = middle;
        }

        return low;
    }

    private static bool Fits(ApiCaller caller, ConversationFilter filter, ConversationSummary summary) =>
        caller.MaySee(summary)
        && (filter.Channel is null || string.Equals(summary.Channel, filter.Channel, StringComparison.Ordinal))
        && (filter.Label is null || summary.Labels.Contains(filter.Label, StringComparer.Ordinal))
        && !(summary.LastAt < filter.Since);
}
