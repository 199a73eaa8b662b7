using System.Globalization;
using ContactHub.ApiKeys;
using ContactHub.Conversations;
using ContactHub.Desk;
using ContactHub.Realtime;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.OpenApi;

/// <summary>The conversations that a key may see, as the log has them, and commands to them.</summary>
public sealed class ApiConversations(ConversationCalls conversations, IEventLog log)
{
    /// <summary>Null when there is none, or none that this key may see.</summary>
    public async Task<InboxRow?> Find(ApiCaller caller, string id, CancellationToken ct) =>
        ConversationIds.IsOne(id) && await log.Summary(id, ct) is { } stored && SummaryCodec.Read(stored) is var summary && caller.MaySee(summary)
            ? new InboxRow(summary, stored.Number, stored.LastPosition)
            : null;

    /// <summary>Carries a command out, on the condition of <c>If-Match</c> when there is one.</summary>
    public async Task<Results<Ok<WireReceipt>, Refusal>> Run(
        HttpContext http, string id, Func<ApiCaller, InboxRow, string, ConversationCommand> command)
    {
        var caller = ApiCaller.Of(http);
        if (await Find(caller, id, http.RequestAborted) is not { } row) return ApiRefusals.NoConversation();
        if (!TryExpected(http.Request, out var expected))
            return Problems.Invalid(new StaffText("If-Match bir görüşmenin ETag değeri olmalı.", "If-Match must be a conversation's ETag."));
        var result = await conversations.To(id).Execute(command(caller, row, Once.CommandId(http)) with { IfSeq = expected });
        return result.Succeeded ? TypedResults.Ok(new WireReceipt(result.Seq, result.At)) : ApiRefusals.Of(result);
    }

    /// <summary>What a conversation's state is known by: its last sequence.</summary>
    public static string ETag(InboxRow row) => string.Create(CultureInfo.InvariantCulture, $"\"{row.LastSeq}\"");

    private static bool TryExpected(HttpRequest request, out long? seq)
    {
        seq = null;
        if (request.Headers.IfMatch is not [{ } text] || text == "*") return true;
        if (!long.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        seq = number;
        return true;
    }
}
