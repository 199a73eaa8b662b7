using ContactHub.Departments;
using ContactHub.FaqBot;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Admin;

/// <summary>Keeping the FAQ. A change holds from the citizen's next message on.</summary>
internal static class FaqEndpoints
{
    private const int Most = 10_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        var faq = app.MapStaffGroup("/api/admin/faq", Policies.Supervisor);
        faq.MapGet("", List);
        faq.MapPut("/{id}", Put);
        faq.MapDelete("/{id}", Delete);
        faq.MapPost("/try", FaqTry.Answer);
    }

    private static async Task<Ok<Items<FaqRecord>>> List(FaqStore store, CancellationToken ct) =>
        TypedResults.Ok(new Items<FaqRecord>([.. (await store.All(ct)).Rows.Select(row => FaqRecord.From(FaqEntryJson.Read(row)))]));

    private static async Task<Results<Ok<FaqRecord>, Refusal>> Put(
        string id, FaqRecord record, FaqStore store, FaqIndexSource index, StaffStore staff, HttpContext http, CancellationToken ct)
    {
        var departments = (await staff.Departments(ct)).Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        var faults = record.Check(id, departments);
        if (faults.Any) return faults.Problem();
        if ((await index.Current(ct)).Count >= Most) return Problems.Invalid(new StaffText("Çok fazla kayıt var.", "There are too many entries."));

        var entry = record.ToEntry(id);
        var detail = new { entry.Category, entry.Enabled, wordings = entry.Wordings.Length, languages = entry.Answers.Select(a => a.Language) };
        await store.Save([FaqEntryJson.Write(entry)], http.User.Did("faq.changed", id, detail), ct);
        await index.Refresh(ct);
        return TypedResults.Ok(FaqRecord.From(entry));
    }

    private static async Task<Results<NoContent, Refusal>> Delete(
        string id, FaqStore store, FaqIndexSource index, HttpContext http, CancellationToken ct)
    {
        if (!await store.Delete(id, http.User.Did("faq.deleted", id), ct))
            return Problems.NotFound(new StaffText("Böyle bir kayıt yok.", "There is no such entry."));
        await index.Refresh(ct);
        return TypedResults.NoContent();
    }
}
