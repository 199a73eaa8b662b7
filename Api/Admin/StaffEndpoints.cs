using ContactHub.Accounts;
using ContactHub.Agents;
using ContactHub.Audit;
using ContactHub.Departments;
using ContactHub.Desk;
using ContactHub.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Admin;

/// <summary>Keeping the staff. Nobody is deleted, since timelines and the audit trail name them.</summary>
internal static class StaffEndpoints
{
    private const int Most = 2000;

    internal sealed record Created(StaffRecord Agent, string OneTimePassword);

    internal sealed record NewPassword(string OneTimePassword);

    public static void Map(IEndpointRouteBuilder app)
    {
        var agents = app.MapStaffGroup("/api/admin/agents", Policies.Administrator);
        agents.MapGet("", List);
        agents.MapPost("", Post);
        agents.MapPut("/{id}", Put);
        agents.MapPost("/{id}/password", ResetPassword);
        agents.MapPost("/{id}/two-factor/reset", ResetTwoFactor);
    }

    private static async Task<Ok<Items<StaffRecord>>> List(StaffStore staff, StaffAccounts accounts, CancellationToken ct)
    {
        var signIns = await accounts.SignIns(ct);
        return TypedResults.Ok(new Items<StaffRecord>(
        [
            .. from member in await staff.Agents(ct: ct)
               where signIns.ContainsKey(member.Id)
               let signIn = signIns[member.Id]
               select new StaffRecord(
                   member.Id, member.Name, signIn.Email, signIn.Roles, member.Departments, member.Capacity, member.Languages, member.Active,
                   signIn.TwoFactor),
        ]));
    }

    private static async Task<Results<Ok<Created>, ProblemHttpResult>> Post(
        StaffRequest request, StaffStore staff, StaffAccounts accounts, AuditLog audit, HttpContext http, CancellationToken ct)
    {
        var faults = request.Check(await DepartmentIds(staff, ct));
        if (faults.Any) return faults.Problem();
        if ((await staff.Agents(ct: ct)).Count >= Most) return Problems.Invalid("There are too many accounts.");
        var (result, password) = await accounts.Create(request.ToStaff());
        if (!result.Succeeded) return Problems.Invalid(result.Errors);
        var record = request.ToRecord(result.Id!, active: true, twoFactor: false);
        await audit.Append(http.User.Did("agent.created", Target(record), Detail(record)), ct);
        return TypedResults.Ok(new Created(record, password));
    }

    private static async Task<Results<Ok<StaffRecord>, ProblemHttpResult>> Put(
        string id, StaffRequest request, StaffStore staff, StaffAccounts accounts, IGrainFactory grains, AgentFeed screens, AuditLog audit, HttpContext http,
        CancellationToken ct)
    {
        if (await staff.Agent(id, ct) is not { } before) return Problems.NotFound("There is nobody with this id.");
        var signIn = (await accounts.SignIns(ct)).GetValueOrDefault(id);
        var faults = request.Check(await DepartmentIds(staff, ct));
        if (faults.Any) return faults.Problem();
        var result = await accounts.Change(id, request.ToStaff(), request.Active);
        if (!result.Succeeded) return Problems.Invalid(result.Errors);
        var record = request.ToRecord(id, request.Active, signIn?.TwoFactor is true);
        await audit.Append(http.User.Did("agent.changed", Target(record), Detail(record)), ct);
        await grains.GetGrain<IAgentGrain>(id).Refresh();
        if (before.Active != record.Active || !Same(before.Departments, record.Departments) || !Same(signIn?.Roles ?? [], record.Roles)) await screens.AccessChanged(id);
        return TypedResults.Ok(record);
    }

    private static async Task<Results<Ok<NewPassword>, ProblemHttpResult>> ResetPassword(
        string id, StaffStore staff, StaffAccounts accounts, AuditLog audit, HttpContext http, CancellationToken ct)
    {
        if (await staff.Agent(id, ct) is not { } member || await accounts.ResetPassword(id) is not { } password)
            return Problems.NotFound("There is nobody with this id.");
        await audit.Append(http.User.Did("agent.password-reset", $"{member.Name} ({id})"), ct);
        return TypedResults.Ok(new NewPassword(password));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ResetTwoFactor(
        string id, StaffStore staff, StaffAccounts accounts, AgentFeed screens, HttpContext http, CancellationToken ct)
    {
        // Whoever found an administrator's open screen must not get rid of the second factor without the password.
        if (id == http.User.StaffId()) return Problems.Forbidden("Turn your own two-factor sign-in off in your account.");
        if (await staff.Agent(id, ct) is not { } member) return Problems.NotFound("There is nobody with this id.");
        switch (await accounts.ResetTwoFactor(id, http.User.Did("agent.two-factor-reset", $"{member.Name} ({id})")))
        {
            case null: return Problems.NotFound("There is nobody with this id.");
            case false: return Problems.Invalid("Two-factor sign-in is not on for this account.");
        }

        await screens.AccessChanged(id);
        return TypedResults.NoContent();
    }

    private static bool Same(IEnumerable<string> a, IEnumerable<string> b) => a.Order(StringComparer.Ordinal).SequenceEqual(b.Order(StringComparer.Ordinal));

    private static async Task<HashSet<string>> DepartmentIds(StaffStore staff, CancellationToken ct) =>
        (await staff.Departments(ct)).Select(d => d.Id).ToHashSet(StringComparer.Ordinal);

    private static string Target(StaffRecord record) => $"{record.Name} ({record.Id})";

    private static object Detail(StaffRecord record) => new { record.Roles, record.Departments, record.Capacity, record.Languages, record.Active };
}
