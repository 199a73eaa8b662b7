using System.Collections.Immutable;
using ContactHub.Admin;
using ContactHub.ApiKeys;
using ContactHub.Departments;
using ContactHub.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.OpenApi;

/// <summary>Where conversations can be transferred to.</summary>
internal static class DirectoryEndpoints
{
    internal sealed record DepartmentDocument(string Id, DepartmentName Name);

    internal sealed record AgentDocument(string Id, string Name, ImmutableArray<string> Departments, ImmutableArray<string> Languages);

    public static void Map(RouteGroupBuilder api)
    {
        var directory = api.MapGroup("").WithTags("Directory").RequireScope(ApiScopes.ConversationsRead);
        directory.MapGet("/departments", Departments).WithName("listDepartments").WithSummary("Lists the departments.");
        directory.MapGet("/agents", Agents).WithName("listAgents").WithSummary("Lists the active members of staff.");
    }

    private static async Task<Ok<Items<DepartmentDocument>>> Departments(StaffStore staff, CancellationToken ct) => TypedResults.Ok(
        new Items<DepartmentDocument>([.. (await staff.Departments(ct)).Select(d => new DepartmentDocument(d.Id, new DepartmentName(d.NameTr, d.NameEn)))]));

    private static async Task<Ok<Items<AgentDocument>>> Agents(StaffStore staff, CancellationToken ct) => TypedResults.Ok(
        new Items<AgentDocument>([.. (await staff.Agents(ct: ct)).Where(a => a.Active).Select(a => new AgentDocument(a.Id, a.Name, a.Departments, a.Languages))]));
}
