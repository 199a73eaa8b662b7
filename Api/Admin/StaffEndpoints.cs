using ContactHub.Accounts;
using ContactHub.Agents;
using ContactHub.Audit;
using ContactHub.Departments;
using ContactHub.Desk;
using ContactHub.Security;
using ContactHub.Texts;
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
                   signIn.TwoFactor, member.Extension),
        ]));
    }

    private static async Task<Results<Ok<Created>, Refusal>> Post(
        StaffRequest request, StaffStore staff, StaffAccounts accounts, HttpContext http, CancellationToken ct)
    {
        var faults = await Check(request, null, staff, ct);
        if (faults.Any) return faults.Problem();
        if ((await staff.Agents(ct: ct)).Count >= Most) return Problems.Invalid(new StaffText("Çok fazla hesap var.", "There are too many accounts."));
        StaffRecord Record(string id) => request.ToRecord(id, active: true, twoFactor: false);
        var (result, password) = await accounts.Create(request.ToStaff(), id => Trail(http, "agent.created", Record(id)));
        return result.Succeeded ? TypedResults.Ok(new Created(Record(result.Id!), password)) : Problems.Invalid(result.Errors);
    }

    private static async Task<Results<Ok<StaffRecord>, Refusal>> Put(
        string id, StaffRequest request, StaffStore staff, StaffAccounts accounts, IGrainFactory grains, AgentFeed screens, HttpContext http, CancellationToken ct)
    {
        if (await staff.Agent(id, ct) is not { } before) return Nobody();
        var signIn = (await accounts.SignIns(ct)).GetValueOrDefault(id);
        var faults = await Check(request, id, staff, ct);
        if (faults.Any) return faults.Problem();
        var record = request.ToRecord(id, request.Active, signIn?.TwoFactor is true);
        var result = await accounts.Change(id, request.ToStaff(), request.Active, Trail(http, "agent.changed", record));
        if (!result.Succeeded) return Problems.Invalid(result.Errors);
        await grains.GetGrain<IAgentGrain>(id).Refresh();
        if (before.Active != record.Active || !Same(before.Departments, record.Departments) || !Same(signIn?.Roles ?? [], record.Roles)) await screens.AccessChanged(id);
        return TypedResults.Ok(record);
    }

    private static async Task<Results<Ok<NewPassword>, Refusal>> ResetPassword(
        string id, StaffStore staff, StaffAccounts accounts, AgentFeed screens, HttpContext http, CancellationToken ct)
    {
        if (await staff.Agent(id, ct) is not { } member) return Nobody();
        var password = await accounts.ResetPassword(id, http.User.Did("agent.password-reset", $"{member.Name} ({id})"));
        if (password is null) return Nobody();
        await screens.AccessChanged(id);
        return TypedResults.Ok(new NewPassword(password));
    }

    private static async Task<Results<NoContent, Refusal>> ResetTwoFactor(
        string id, StaffStore staff, StaffAccounts accounts, AgentFeed screens, HttpContext http, CancellationToken ct)
    {
        // Whoever found an administrator's open screen must not get rid of the second factor without the password.
        if (id == http.User.StaffId()) return Problems.Forbidden(
            new StaffText("Kendi iki adımlı doğrulamanızı hesabınızdan kapatın.", "Turn your own two-factor sign-in off in your account."));
        if (await staff.Agent(id, ct) is not { } member) return Nobody();
        switch (await accounts.ResetTwoFactor(id, http.User.Did("agent.two-factor-reset", $"{member.Name} ({id})")))
        {
            case null: return Nobody();
            case false: return Problems.Invalid(new StaffText("Bu hesapta iki adımlı doğrulama açık değil.", "Two-factor sign-in is not on for this account."));
        }

        await screens.AccessChanged(id);
        return TypedResults.NoContent();
    }

    private static Refusal Nobody() => Problems.NotFound(new StaffText("Bu kimlikte kimse yok.", "There is nobody with this id."));

    private static bool Same(IEnumerable<string> a, IEnumerable<string> b) => a.Order(StringComparer.Ordinal).SequenceEqual(b.Order(StringComparer.Ordinal));

    /// <summary>What is wrong with it by itself, and whether the phone is somebody else's.</summary>
    private static async Task<Faults> Check(StaffRequest request, string? id, StaffStore staff, CancellationToken ct)
    {
        var faults = request.Check((await staff.Departments(ct)).Select(d => d.Id).ToHashSet(StringComparer.Ordinal));
        if (faults.Any || request.ToStaff().Extension is not { } extension) return faults;
        var other = (await staff.Agents(ct: ct)).FirstOrDefault(member => member.Id != id && member.Extension == extension);
        return faults.Require(other is null, "extension", new StaffText($"Bu dahili numara {other?.Name} adına kayıtlı.", $"This extension is {other?.Name}'s."));
    }

    private static AuditEntry Trail(HttpContext http, string action, StaffRecord record) => http.User.Did(
        action, $"{record.Name} ({record.Id})", new { record.Roles, record.Departments, record.Capacity, record.Languages, record.Active, record.Extension });
}
