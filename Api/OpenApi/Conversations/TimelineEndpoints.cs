using ContactHub.ApiKeys;
using ContactHub.Conversations;
using ContactHub.Realtime;
using ContactHub.Security;
using ContactHub.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.OpenApi;

/// <summary>A conversation's events, as staff see them (docs/protocol.md section 2).</summary>
internal static class TimelineEndpoints
{
    private const int DefaultPage = 100;
    private const int MaxPage = 500;

    /// <summary>A run of events in ascending order.</summary>
    /// <param name="LastSeq">The conversation's last sequence when the page was made; ask for what follows with the last one's of <paramref name="Items"/>.</param>
    /// <param name="More">Whether there is more already.</param>
    internal sealed record TimelineDocument(WireEntry[] Items, long LastSeq, bool More);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/conversations/{conversationId}/events", List)
        .RequireScope(ApiScopes.ConversationsRead).WithTags("Conversations").WithName("listEvents").WithSummary("Reads events after a sequence, or waits for them.");

    private static async Task<Results<Ok<TimelineDocument>, Refusal>> List(
        string conversationId, long? after, int? limit, int? wait, IEventLog log, ApiConversations conversations, CommitWaiter waiter, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults()
            .Require(after is null or >= 0, "after", new Texts.StaffText("'after' bir sıra numarası olmalı.", "'after' must be a sequence."))
            .Range("limit", limit ?? DefaultPage, 1, MaxPage)
            .Range("wait", wait ?? 0, 0, CommitWaiter.MaxSeconds);
        if (faults.Any) return faults.Problem();
        var caller = ApiCaller.Of(http);
        var page = await waiter.Until(() => Read(after ?? 0), found => found is null || found.Items.Length > 0, wait ?? 0, ct);
        return page is null ? ApiRefusals.NoConversation() : TypedResults.Ok(page);

        // It is looked for anew each time: it may move out of the key's departments meanwhile.
        async Task<TimelineDocument?> Read(long seq)
        {
            if (await conversations.Find(caller, conversationId, ct) is not { } row) return null;
            var stored = await log.Read(conversationId, seq, limit ?? DefaultPage, ct);
            var lastSeq = Math.Max(row.LastSeq, stored.Count == 0 ? 0 : stored[^1].Seq);
            return new TimelineDocument(WireEntry.ForStaff([.. stored.Select(EventCodec.FromStored)]), lastSeq, stored.Count > 0 && stored[^1].Seq < lastSeq);
        }
    }
}
