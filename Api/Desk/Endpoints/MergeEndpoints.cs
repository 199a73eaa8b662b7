using System.Globalization;
using ContactHub.Audit;
using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Realtime;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Desk;

/// <summary>
/// Merging and splitting conversations and the citizens behind them: who may is decided here (whoever may act on both), what happens in
/// <see cref="IMergesGrain"/>. All of it is in the audit trail.
/// </summary>
internal static class MergeEndpoints
{
    /// <param name="Number">Of the conversation that becomes a part of this one.</param>
    /// <param name="SamePerson">Whether later calls and mails of the two citizens join too.</param>
    internal sealed record MergeRequest(string ClientId, long Number, bool SamePerson = false);

    internal sealed record SplitRequest(string ClientId);

    internal sealed record DismissRequest(string CitizenId);

    /// <param name="Kind">The identity that the two have in common.</param>
    /// <param name="Verified">Whether the other one proved it.</param>
    /// <param name="Conversation">The other one's newest.</param>
    internal sealed record Suggestion(string CitizenId, string Kind, string Value, bool Verified, InboxRow Conversation);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapStaffGroup("/api/desk/conversations/{conversationId}/suggestions", Policies.Staff).MapGet("", Suggestions);
        var change = app.MapStaffGroup("/api/desk/conversations/{conversationId}", Policies.Agent);
        change.MapPost("/merge", Merge);
        change.MapPost("/split", Split);
        change.MapPost("/dismiss", Dismiss);
    }

    private static async Task<Results<Ok<Items<Suggestion>>, Refusal>> Suggestions(
        string conversationId, IGrainFactory grains, IEventLog log, CitizenFamilies families, DeskViewers viewers, HttpContext http, CancellationToken ct)
    {
        var viewer = await viewers.For(http.User);
        if (await Seen(conversationId, grains, viewer) is not { } summary) return Unknown();
        var found = new List<Suggestion>();
        foreach (var one in await families.Suggestions(await families.Root(summary.CitizenId, ct), ct))
        {
            foreach (var stored in await log.Summaries(new SummaryQuery(CitizenId: one.CitizenId, Limit: 1), ct))
            {
                var other = SummaryCodec.Read(stored);
                if (other.Id == conversationId || other.MergedInto is not null || !DeskAccess.MaySee(viewer, other)) continue;
                found.Add(new Suggestion(one.CitizenId, one.Kind, one.Value, one.Verified, new InboxRow(other, stored.Number, stored.LastPosition)));
            }
        }

        return TypedResults.Ok(new Items<Suggestion>(found));
    }

    private static async Task<Results<NoContent, Refusal>> Merge(
        string conversationId, MergeRequest request, IGrainFactory grains, ConversationList list, CitizenFamilies families, AuditLog audit, DeskViewers viewers,
        HttpContext http, CancellationToken ct)
    {
        var viewer = await viewers.For(http.User);
        if (await Seen(conversationId, grains, viewer) is not { } target) return Unknown();
        if (await list.FindByNumber(viewer, request.Number, ct) is not { } source) return Unknown();
        if (!IsClientId(request.ClientId)) return Problems.Invalid(new StaffText("İstek kimliği eksik.", "The client id is missing."));
        if (!DeskAccess.MayChange(viewer, target) || !DeskAccess.MayChange(viewer, source)) return NotYours();
        var result = await grains.GetGrain<IMergesGrain>(IMergesGrain.Key).Merge(viewer.Actor, request.ClientId, source.Id, conversationId, DeskAccess.MayForce(viewer));
        if (!result.Succeeded) return Refused(result);

        var detail = new { from = source.Id, into = conversationId, request.SamePerson };
        var entry = http.User.Did("conversations.merged", request.Number.ToString(CultureInfo.InvariantCulture), detail);
        // The trail has the entry with the citizens' merge, or by itself.
        if (!request.SamePerson || !await families.Merge(source.CitizenId, target.CitizenId, entry, ct)) await audit.Append(entry, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, Refusal>> Split(
        string conversationId, SplitRequest request, IGrainFactory grains, CitizenFamilies families, AuditLog audit, DeskViewers viewers, HttpContext http, CancellationToken ct)
    {
        var viewer = await viewers.For(http.User);
        if (await Seen(conversationId, grains, viewer) is not { } source) return Unknown();
        if (!IsClientId(request.ClientId)) return Problems.Invalid(new StaffText("İstek kimliği eksik.", "The client id is missing."));
        if (!DeskAccess.MayChange(viewer, source)) return NotYours();
        var result = await grains.GetGrain<IMergesGrain>(IMergesGrain.Key).Split(viewer.Actor, request.ClientId, conversationId);
        if (!result.Succeeded) return Refused(result);
        var entry = http.User.Did("conversations.split", conversationId);
        if (!await families.Split(source.CitizenId, entry, ct)) await audit.Append(entry, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, Refusal>> Dismiss(
        string conversationId, DismissRequest request, IGrainFactory grains, CitizenFamilies families, DeskViewers viewers, HttpContext http, CancellationToken ct)
    {
        var viewer = await viewers.For(http.User);
        if (request.CitizenId is not { Length: > 0 and <= 100 } || await Seen(conversationId, grains, viewer) is not { } summary) return Unknown();
        if (!DeskAccess.MayChange(viewer, summary)) return NotYours();
        var root = await families.Root(summary.CitizenId, ct);
        await families.Dismiss(root, request.CitizenId, http.User.Did("suggestion.dismissed", root, new { other = request.CitizenId }), ct);
        return TypedResults.NoContent();
    }

    private static async Task<ConversationSummary?> Seen(string conversationId, IGrainFactory grains, DeskViewer viewer) =>
        ConversationIds.IsOne(conversationId) && await grains.GetGrain<IConversationGrain>(conversationId).Summary() is { } summary && DeskAccess.MaySee(viewer, summary)
            ? summary
            : null;

    /// <summary>As for the hub's commands: 8 to 64 letters, digits, - or _.</summary>
    private static bool IsClientId(string? id) => id is { Length: >= 8 and <= 64 } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static Refusal Refused(CommandResult result) => result.Error switch
    {
        CommandError.NotFound => Unknown(),
        CommandError.NotOwner => Problems.Forbidden(new StaffText("Görüşmeyi bir çalışma arkadaşınız yürütüyor.", "A colleague has the conversation.")),
        CommandError.Moved => Problems.Invalid(new StaffText("Görüşme başka bir görüşmenin parçası; önce onu ayırın.", "The conversation is a part of another one; split that off first.")),
        CommandError.Unavailable => Problems.Refuse(StatusCodes.Status503ServiceUnavailable, "unavailable", new StaffText("Şu an kaydedilemedi; yeniden deneyin.", "It could not be stored now; try again.")),
        _ => Problems.Invalid(new StaffText("Bu iki görüşme birleştirilemez ya da ayrılamaz.", "These conversations can't be merged or split.")),
    };

    private static Refusal Unknown() => Problems.NotFound(new StaffText("Böyle bir görüşme yok.", "There is no such conversation."));

    private static Refusal NotYours() => Problems.Forbidden(new StaffText("Bu görüşme üzerinde yetkiniz yok.", "You may not act on this conversation."));
}
