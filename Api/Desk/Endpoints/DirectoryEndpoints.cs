using System.Text.Json.Serialization;
using ContactHub.Accounts;
using ContactHub.Admin;
using ContactHub.Agents;
using ContactHub.Departments;
using ContactHub.Routing;
using ContactHub.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Desk;

/// <summary>Departments and colleagues, for everybody on the desk: a conversation may be transferred anywhere.</summary>
internal static class DirectoryEndpoints
{
    internal sealed record DepartmentNow(
        string Id, DepartmentName Name, string Color, bool Open, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Hours);

    public static void Map(IEndpointRouteBuilder app)
    {
        var desk = app.MapStaffGroup("/api/desk", Policies.Staff);
        desk.MapGet("/departments", Departments);
        desk.MapGet("/agents", Agents);
    }

    private static async Task<Ok<Items<DepartmentNow>>> Departments(StaffStore staff, OpeningHoursSource source, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var departments = new List<DepartmentNow>();
        foreach (var d in await staff.Departments(ct))
        {
            var hours = await source.For(d.Id, ct);
            var today = OpeningHoursJson.Text(hours.Today(now));
            departments.Add(new DepartmentNow(
                d.Id, new DepartmentName(d.NameTr, d.NameEn), d.Color, hours.IsOpen(now), ReferenceEquals(hours, OpeningHours.Always) ? null : today));
        }

        return TypedResults.Ok(new Items<DepartmentNow>(departments));
    }

    private static async Task<Ok<Items<AgentState>>> Agents(
        string? department, StaffStore staff, StaffAccounts accounts, IGrainFactory grains, CancellationToken ct)
    {
        var signIns = await accounts.SignIns(ct);
        var asked = from member in await staff.Agents(department, ct)
                    where member.Active && signIns.TryGetValue(member.Id, out var signIn) && signIn.Roles.Any(role => role != StaffRoles.Auditor)
                    select grains.GetGrain<IAgentGrain>(member.Id).Get();
        return TypedResults.Ok(new Items<AgentState>(await Task.WhenAll(asked)));
    }
}
