using System.Collections.Immutable;
using ContactHub.Audit;
using ContactHub.Conversations;
using ContactHub.Departments;
using ContactHub.Desk;
using ContactHub.Routing;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ContactHub.Cimer;

/// <summary>CİMER applications at the desk (docs/cimer.md): keyed in, imported from a file, listed with their terms, and marked as answered.</summary>
internal static class CimerEndpoints
{
    /// <summary>Applications of one request of an import: each takes a few milliseconds, and the person sees how far it is.</summary>
    private const int MostAtOnce = 50;

    private const int MaxFile = 8 * 1024 * 1024;

    internal sealed record Recorded(string Number, string? ConversationId, bool Known, IReadOnlyList<string> Faults);

    internal sealed record Batch(CimerApplication[]? Applications);

    internal sealed record AnswerRequest(string? ClientId, string? Text, DateOnly? AnsweredOn);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapStaffGroup("/api/desk/cimer", Policies.Staff).MapGet("", List);
        var keep = app.MapStaffGroup("/api/desk/cimer", Policies.Agent);
        keep.MapPost("", Record);
        keep.MapPost("/batch", Import).WithMetadata(new RequestSizeLimitAttribute(MaxFile));
        keep.MapPost("/file", Preview).WithMetadata(new RequestSizeLimitAttribute(MaxFile));
        app.MapStaffGroup("/api/desk/conversations/{conversationId}/cimer-answer", Policies.Agent).MapPost("", Answer);
    }

    /// <summary>The applications that the person may see, the newest change first.</summary>
    private static async Task<Ok<Items<InboxRow>>> List(string? q, bool? open, ConversationList list, DeskViewers viewers, HttpContext http, CancellationToken ct) =>
        TypedResults.Ok(new Items<InboxRow>(await list.Read(
            await viewers.For(http.User), new SummaryQuery(), q, ct, summary => summary.Cimer is { } file && (open != true || (file.AnsweredOn is null && summary.Owner != Owner.None)))));

    private static async Task<Results<Ok<Recorded>, Refusal>> Record(
        CimerApplication application, CimerIntake intake, StaffStore staff, OpeningHoursSource hours, AuditLog audit, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var faults = application.Check(await Departments(staff, ct), await Today(hours, clock, ct));
        if (faults.Any) return faults.Problem();
        if (await Keep(application, intake, audit, http, ct) is not { } outcome)
            return Problems.Invalid(new StaffText("Eklenen bir dosya artık yok; yeniden ekleyin.", "A file is not there any more; attach it again."));
        if (outcome.Result.Error == CommandError.Unavailable) throw new StorageUnavailableException("The store takes no writes at the moment.");
        return TypedResults.Ok(new Recorded(CimerIntake.NumberOf(application), outcome.ConversationId, outcome.IsKnown, []));
    }

    /// <summary>Some applications of an import. Each is recorded or not, for a reason that its line says; those that were recorded before are found again.</summary>
    private static async Task<Results<Ok<Items<Recorded>>, Refusal>> Import(
        Batch batch, CimerIntake intake, StaffStore staff, OpeningHoursSource hours, AuditLog audit, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (batch.Applications is not { Length: > 0 and <= MostAtOnce } applications)
            return Problems.Invalid(new StaffText($"Bir kerede 1 ile {MostAtOnce} başvuru gönderilebilir.", $"Send 1 to {MostAtOnce} applications at once."));
        var (departments, today, language) = (await Departments(staff, ct), await Today(hours, clock, ct), DeskLanguage.Of(http.Request));
        var done = new List<Recorded>();
        foreach (var application in applications)
        {
            var faults = (application with { Files = null }).Check(departments, today);
            if (faults.Any)
            {
                done.Add(new Recorded(application.Number ?? "", null, false, Texts(faults, language)));
                continue;
            }

            var outcome = await Keep(application with { Files = null }, intake, audit, http, ct);
            if (outcome!.Result.Error == CommandError.Unavailable) throw new StorageUnavailableException("The store takes no writes at the moment.");
            done.Add(new Recorded(CimerIntake.NumberOf(application), outcome.ConversationId, outcome.IsKnown, outcome.Result.Succeeded ? [] : [outcome.Result.Detail ?? outcome.Result.Error.ToString()]));
        }

        return TypedResults.Ok(new Items<Recorded>(done));
    }

    /// <summary>Reads a file and keeps nothing of it: what its columns are, its rows, and what is wrong with each.</summary>
    /// <param name="columns">The field of each column, in order, parted by commas; without it, as the headings say.</param>
    private static async Task<Results<Ok<CimerPreview>, Refusal>> Preview(
        string? columns, StaffStore staff, OpeningHoursSource hours, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, ct);
        if (CsvTable.Read(body.GetBuffer().AsSpan(0, (int)body.Length)) is not { } table)
            return Problems.Invalid(new StaffText(
                "Dosya bir CSV tablosu değil: Excel’de “CSV UTF-8” olarak kaydedin. CSV ise başlık satırı yok ya da bir tırnak kapanmıyor.",
                "The file is not a CSV table: save it as “CSV UTF-8” in Excel. If it is one, it has no header, or a quotation mark is never closed."));
        if (table.Rows.Length > CimerPreview.MostRows)
            return Problems.Invalid(new StaffText($"Bir dosyada en çok {CimerPreview.MostRows} başvuru olabilir.", $"A file may hold at most {CimerPreview.MostRows} applications."));
        var given = columns?.Split(',');
        ImmutableArray<string?> fields = given is null ? CimerColumns.Guess(table.Header) : [.. table.Header.Select((_, at) => at < given.Length && CimerColumns.Fields.Contains(given[at]) ? given[at] : null)];
        return TypedResults.Ok(CimerPreview.Of(table, fields, await staff.Departments(ct), await Today(hours, clock, ct), DeskLanguage.Of(http.Request)));
    }

    private static async Task<Results<NoContent, Refusal>> Answer(
        string conversationId, AnswerRequest request, VisibleConversations conversations, OpeningHoursSource hours, TimeProvider clock, HttpContext http,
        CancellationToken ct)
    {
        var unknown = Problems.NotFound(new StaffText("Böyle bir başvuru yok.", "There is no such application."));
        if (await conversations.Find(http.User, conversationId) is not { Summary.Cimer: { } file } found) return unknown;
        var faults = new Faults()
            .Text("text", request.Text, 1, ConversationLimits.EmailText)
            .Require(request.AnsweredOn is { } on && on >= file.ReceivedOn && on <= await Today(hours, clock, ct), "answeredOn",
                new StaffText("Yanıt tarihi geliş tarihinden önce ya da ileride olamaz.", "The date of the answer can't be before the receipt or ahead."))
            .Require(request.ClientId is { Length: >= 8 and <= 64 }, "clientId", new StaffText("İstek kimliği eksik.", "The client id is missing."));
        if (faults.Any) return faults.Problem();
        var result = await found.Call.Execute(new AnswerCimer(found.Viewer.Actor, request.ClientId!, request.Text!, request.AnsweredOn!.Value));
        if (result.Error == CommandError.Unavailable) throw new StorageUnavailableException("The store takes no writes at the moment.");
        if (!result.Succeeded)
            return Problems.Refuse(StatusCodes.Status409Conflict, "notOwner", new StaffText("Başvuru sizde değil: önce görüşmeyi üstlenin.", "The application is not yours: take the conversation first."));
        return TypedResults.NoContent();
    }

    private static async Task<CimerOutcome?> Keep(CimerApplication application, CimerIntake intake, AuditLog audit, HttpContext http, CancellationToken ct)
    {
        var outcome = await intake.Record(application, http.User.StaffId(), ct);
        if (outcome is { IsKnown: false, Result.Succeeded: true })
            await audit.Append(http.User.Did("cimer.recorded", outcome.ConversationId, new { Number = CimerIntake.NumberOf(application) }), ct);
        return outcome;
    }

    internal static IReadOnlyList<string> Texts(Faults faults, string language) => [.. faults.Errors.OrderBy(e => e.Key, StringComparer.Ordinal).SelectMany(e => e.Value).Select(text => text.In(language))];

    private static async Task<HashSet<string>> Departments(StaffStore staff, CancellationToken ct) => (await staff.Departments(ct)).Select(one => one.Id).ToHashSet(StringComparer.Ordinal);

    private static async Task<DateOnly> Today(OpeningHoursSource hours, TimeProvider clock, CancellationToken ct) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), await hours.TimeZone(ct)).DateTime);
}
