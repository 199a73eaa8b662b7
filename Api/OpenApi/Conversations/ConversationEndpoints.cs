using ContactHub.ApiKeys;
using ContactHub.Desk;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace ContactHub.OpenApi;

/// <summary>Lists and single conversations.</summary>
internal static class ConversationEndpoints
{
    private const int DefaultPage = 50;
    private const int MaxPage = 200;
    private static readonly string[] States = ["open", "resolved"];
    private static readonly string[] Owners = [SummaryOwner.Bot, SummaryOwner.Queue, SummaryOwner.Agent, SummaryOwner.None];

    /// <summary>What a list is asked for.</summary>
    /// <param name="State"><c>open</c> or <c>resolved</c>.</param>
    /// <param name="Owner">Whose turn it is: <c>bot</c>, <c>queue</c>, <c>agent</c>, <c>none</c>.</param>
    /// <param name="Contact">A contact's id.</param>
    /// <param name="UpdatedSince">Only what changed at this time or later.</param>
    /// <param name="Order"><c>changed</c> (the oldest change first, nothing is missed; the default) or <c>newest</c>.</param>
    /// <param name="Wait">Seconds to wait for something, up to 30; for the order <c>changed</c>.</param>
    internal sealed record ListQuery(
        [FromQuery(Name = "state")] string? State,
        [FromQuery(Name = "owner")] string? Owner,
        [FromQuery(Name = "channel")] string? Channel,
        [FromQuery(Name = "department")] string? Department,
        [FromQuery(Name = "agent")] string? Agent,
        [FromQuery(Name = "contact")] string? Contact,
        [FromQuery(Name = "label")] string? Label,
        [FromQuery(Name = "updatedSince")] DateTimeOffset? UpdatedSince,
        [FromQuery(Name = "order")] string? Order,
        [FromQuery(Name = "cursor")] string? Cursor,
        [FromQuery(Name = "limit")] int? Limit,
        [FromQuery(Name = "wait")] int? Wait);

    public static void Map(RouteGroupBuilder api)
    {
        var conversations = api.MapGroup("/conversations").WithTags("Conversations");
        conversations.MapGet("", List).RequireScope(ApiScopes.ConversationsRead).WithName("listConversations").WithSummary("Lists conversations, or waits for changes of them.");
        conversations.MapGet("/{conversationId}", Get).RequireScope(ApiScopes.ConversationsRead).WithName("getConversation").WithSummary("Reads a conversation.");
    }

    private static async Task<Results<Ok<PageDocument<InboxRow>>, Refusal>> List(
        [AsParameters] ListQuery asked, ConversationPages pages, CommitWaiter waiter, HttpContext http, CancellationToken ct)
    {
        var faults = Check(asked, out var place);
        if (faults.Any) return faults.Problem();
        var caller = ApiCaller.Of(http);
        var isNewest = asked.Order == "newest";
        var after = isNewest ? (long?)null : place ?? (asked.UpdatedSince is { } since ? await pages.Before(since, ct) : 0);
        var query = new SummaryQuery(asked.Owner, asked.Department, asked.Agent, asked.Contact, asked.State, BeforePosition: isNewest ? place : null, AfterPosition: after);
        var filter = new ConversationFilter(query, asked.Channel, asked.Label, asked.UpdatedSince?.ToUniversalTime());
        var limit = asked.Limit ?? DefaultPage;
        return TypedResults.Ok(await waiter.Until(
            () => pages.Read(caller, filter, limit, ct), page => page.Items.Count > 0 || page.More, isNewest ? 0 : asked.Wait ?? 0, ct));
    }

    private static async Task<Results<Ok<InboxRow>, StatusCodeHttpResult, Refusal>> Get(
        string conversationId, [FromHeader(Name = "If-None-Match")] string? known, ApiConversations conversations, HttpContext http, CancellationToken ct)
    {
        if (await conversations.Find(ApiCaller.Of(http), conversationId, ct) is not { } row) return ApiRefusals.NoConversation();
        var tag = ApiConversations.ETag(row);
        http.Response.Headers.ETag = tag;
        return EntityTagHeaderValue.TryParse(known, out var held) && string.Equals(held.Tag.Value, tag, StringComparison.Ordinal)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(row);
    }

    private static Faults Check(ListQuery asked, out long? place)
    {
        var isCursor = Cursor.TryRead(asked.Cursor, out place);
        return new Faults()
            .Require(asked.State is null || States.Contains(asked.State, StringComparer.Ordinal), "state",
                new StaffText("Durum open ya da resolved olmalı.", "The state must be open or resolved."))
            .Require(asked.Owner is null || Owners.Contains(asked.Owner, StringComparer.Ordinal), "owner",
                new StaffText("Sahip bot, queue, agent ya da none olmalı.", "The owner must be bot, queue, agent or none."))
            .Require(asked.Order is null or "changed" or "newest", "order", new StaffText("Sıralama changed ya da newest olmalı.", "The order must be changed or newest."))
            .Require(isCursor, "cursor", new StaffText("İmleç geçersiz.", "The cursor is not valid."))
            .Optional("channel", asked.Channel, 64)
            .Optional("department", asked.Department, 64)
            .Optional("agent", asked.Agent, 100)
            .Optional("contact", asked.Contact, 100)
            .Optional("label", asked.Label, 40)
            .Range("limit", asked.Limit ?? DefaultPage, 1, MaxPage)
            .Range("wait", asked.Wait ?? 0, 0, CommitWaiter.MaxSeconds);
    }
}
