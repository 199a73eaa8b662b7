using ContactHub.Audit;
using ContactHub.CannedAnswers;
using ContactHub.Departments;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Desk;

/// <summary>Canned answers: everybody keeps the own, supervisors and administrators those of departments and for all.</summary>
internal static class CannedAnswerEndpoints
{
    private const int MostOwn = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapStaffGroup("/api/desk/canned", Policies.Staff).MapGet("", List);
        var mine = app.MapStaffGroup("/api/desk/canned", Policies.Agent);
        mine.MapPut("/{id}", Put);
        mine.MapDelete("/{id}", Delete);
    }

    private static async Task<Ok<Items<CannedAnswerRecord>>> List(CannedAnswerStore store, DeskViewers viewers, HttpContext http, CancellationToken ct)
    {
        var viewer = await viewers.For(http.User);
        var answers = (await store.For(viewer.Id, ct)).Where(answer =>
            answer.OwnerId is not null || answer.DepartmentId == CannedAnswer.Everywhere || DeskAccess.MaySeeDepartment(viewer, answer.DepartmentId));
        return TypedResults.Ok(new Items<CannedAnswerRecord>([.. answers.Select(CannedAnswerRecord.From)]));
    }

    private static async Task<Results<Ok<CannedAnswerRecord>, Refusal>> Put(
        string id, CannedAnswerRecord record, CannedAnswerStore store, StaffStore staff, HttpContext http, CancellationToken ct)
    {
        var faults = record.Check(id, (await staff.Departments(ct)).Select(d => d.Id).ToHashSet(StringComparer.Ordinal));
        if (faults.Any) return faults.Problem();
        var me = http.User.StaffId();
        var before = await store.Find(id, ct);
        if ((before is not null && !MayKeep(before, http)) || (record.DepartmentId is not null && !IsSupervisor(http))) return NotYours();
        if (before is null && record.DepartmentId is null && await store.CountOf(me, ct) >= MostOwn)
            return Problems.Invalid(new StaffText("Çok fazla hazır yanıtınız var.", "You have too many canned answers."));

        var answer = record.ToAnswer(id, record.DepartmentId is null ? me : null);
        await store.Save(answer, Trail(answer, "canned.changed", http), ct);
        return TypedResults.Ok(CannedAnswerRecord.From(answer));
    }

    private static async Task<Results<NoContent, Refusal>> Delete(string id, CannedAnswerStore store, HttpContext http, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { } answer)
            return Problems.NotFound(new StaffText("Böyle bir hazır yanıt yok.", "There is no such canned answer."));
        if (!MayKeep(answer, http)) return NotYours();
        await store.Delete(id, Trail(answer, "canned.deleted", http), ct);
        return TypedResults.NoContent();
    }

    private static bool MayKeep(CannedAnswer answer, HttpContext http) => answer.OwnerId is null ? IsSupervisor(http) : answer.OwnerId == http.User.StaffId();

    private static bool IsSupervisor(HttpContext http) => http.User.IsInRole(StaffRoles.Supervisor) || http.User.IsInRole(StaffRoles.Administrator);

    private static Refusal NotYours() => Problems.Forbidden(
        new StaffText("Yalnızca kendi hazır yanıtlarınızı değiştirebilirsiniz.", "You may change your own canned answers only."));

    /// <summary>What agents write for themselves is nobody else's business.</summary>
    private static AuditEntry? Trail(CannedAnswer answer, string action, HttpContext http) => answer.OwnerId is not null
        ? null
        : http.User.Did(action, $"/{answer.Shortcut} ({answer.Id})", new { answer.DepartmentId, answer.Language });
}
