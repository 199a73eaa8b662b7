using System.Text.Json.Serialization;
using ContactHub.Audit;
using ContactHub.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Admin;

/// <summary>Reading the audit trail. There is no way to write it from outside.</summary>
internal static class AuditEndpoints
{
    internal sealed record Entry(
        long Id, DateTimeOffset At, string Actor, string Action,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Target,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Detail);

    public static void Map(IEndpointRouteBuilder app) => app.MapStaffGroup("/api/admin/audit", Policies.Auditor).MapGet("", List);

    private static async Task<Ok<Items<Entry>>> List(long? before, AuditLog audit, CancellationToken ct)
    {
        var entries = await audit.Read(before, ct);
        return TypedResults.Ok(new Items<Entry>([.. entries.Select(e => new Entry(e.Id, e.At, e.Entry.Actor, e.Entry.Action, e.Entry.Target, e.Entry.Detail))]));
    }
}
