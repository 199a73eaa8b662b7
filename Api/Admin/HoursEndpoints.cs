using System.Text.Json;
using ContactHub.Departments;
using ContactHub.Routing;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Admin;

/// <summary>Opening hours: of a department, or <c>*</c> for those without hours of their own. Supervisors keep those of their own departments.</summary>
internal static class HoursEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var hours = app.MapStaffGroup("/api/admin/hours", Policies.Supervisor);
        hours.MapGet("/{departmentId}", Get);
        hours.MapPut("/{departmentId}", Put);
    }

    private static async Task<Results<ContentHttpResult, Refusal>> Get(string departmentId, StaffStore staff, OpeningHoursSource hours, CancellationToken ct)
    {
        if (!await Exists(departmentId, staff, ct)) return Unknown();
        return await Stored(departmentId, hours, ct);
    }

    private static async Task<Results<ContentHttpResult, Refusal>> Put(
        string departmentId, JsonElement body, StaffStore staff, OpeningHoursSource hours, HttpContext http, CancellationToken ct)
    {
        if (!await Exists(departmentId, staff, ct)) return Unknown();
        var person = await staff.Agent(http.User.StaffId(), ct);
        if (!http.User.IsInRole(StaffRoles.Administrator) && person?.Departments.Contains(departmentId, StringComparer.Ordinal) != true)
            return Problems.Forbidden(
                new StaffText("Yalnızca kendi birimlerinizin saatlerini değiştirebilirsiniz.", "You keep the hours of your own departments only."));

        var faults = await hours.Change(departmentId, body.GetRawText(), http.User.Did("hours.changed", departmentId), ct);
        if (!faults.IsEmpty)
        {
            var all = new Faults();
            foreach (var fault in faults) all.Add("hours", fault);
            return all.Problem();
        }

        return await Stored(departmentId, hours, ct);
    }

    private static Refusal Unknown() => Problems.NotFound(new StaffText("Böyle bir birim yok.", "There is no such department."));

    private static async Task<bool> Exists(string departmentId, StaffStore staff, CancellationToken ct) =>
        departmentId == OpeningHoursStore.Everywhere || await staff.Department(departmentId, ct) is not null;

    private static async Task<ContentHttpResult> Stored(string departmentId, OpeningHoursSource hours, CancellationToken ct) =>
        TypedResults.Content(OpeningHoursJson.Write(await hours.For(departmentId, ct)), "application/json; charset=utf-8");
}
