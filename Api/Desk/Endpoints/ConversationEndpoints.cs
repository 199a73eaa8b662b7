using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Desk;

/// <summary>Finding conversations beyond the live lists, resolved ones too.</summary>
internal static class ConversationEndpoints
{
    private static readonly string[] Owners = [SummaryOwner.Bot, SummaryOwner.Queue, SummaryOwner.Agent, SummaryOwner.None];

    public static void Map(IEndpointRouteBuilder app) => app.MapStaffGroup("/api/desk/conversations", Policies.Staff).MapGet("", List);

    private static async Task<Results<Ok<Items<InboxRow>>, Refusal>> List(
        string? owner, string? department, string? q, long? before, ConversationList list, DeskViewers viewers, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults()
            .Require(owner is null || Owners.Contains(owner, StringComparer.Ordinal), "owner",
                new StaffText("Sahip bot, queue, agent ya da none olmalı.", "The owner must be bot, queue, agent or none."))
            .Optional("department", department, 64)
            .Optional("q", q, 200)
            .Require(before is null or > 0, "before", new StaffText("'before' bir konum olmalı.", "'before' must be a position."));
        if (faults.Any) return faults.Problem();
        var viewer = await viewers.For(http.User);
        if (department is not null && !DeskAccess.MaySeeDepartment(viewer, department))
            return Problems.Forbidden(new StaffText("Bu birim sizin değil.", "This department is not yours."));
        var query = new SummaryQuery(owner, department, BeforePosition: before);
        return TypedResults.Ok(new Items<InboxRow>(await list.Read(viewer, query, q, ct)));
    }
}
