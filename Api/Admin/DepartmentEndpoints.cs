using System.Text.RegularExpressions;
using ContactHub.Departments;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Admin;

/// <summary>A department as the administration shows it.</summary>
public sealed record DepartmentRecord(string Id, DepartmentName Name, string Color, int Position)
{
    internal static DepartmentRecord From(Department d) => new(d.Id, new DepartmentName(d.NameTr, d.NameEn), d.Color, d.Position);
}

/// <summary>A department's name in the desk's languages.</summary>
public sealed record DepartmentName(string Tr, string En);

/// <summary>Keeping the departments.</summary>
internal static partial class DepartmentEndpoints
{
    private const int Most = 500;

    internal sealed record Request(RequestName? Name, string? Color, int Position);

    internal sealed record RequestName(string? Tr, string? En);

    public static void Map(IEndpointRouteBuilder app)
    {
        var departments = app.MapStaffGroup("/api/admin/departments", Policies.Administrator);
        departments.MapGet("", List);
        departments.MapPut("/{id}", Put);
        departments.MapDelete("/{id}", Delete);
    }

    private static async Task<Ok<Items<DepartmentRecord>>> List(StaffStore staff, CancellationToken ct) =>
        TypedResults.Ok(new Items<DepartmentRecord>([.. (await staff.Departments(ct)).Select(DepartmentRecord.From)]));

    private static async Task<Results<Ok<DepartmentRecord>, Refusal>> Put(
        string id, Request request, StaffStore staff, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults()
            .Id("id", id)
            .Text("name.tr", request.Name?.Tr, 1, 100)
            .Text("name.en", request.Name?.En, 1, 100)
            .Require(request.Color is not null && ColorPattern().IsMatch(request.Color), "color",
                new StaffText("Renk #0077cc biçiminde olmalı.", "The colour must be like #0077cc."))
            .Range("position", request.Position, 0, 100_000);
        if (faults.Any) return faults.Problem();
        var all = await staff.Departments(ct);
        if (all.Count >= Most && all.All(d => d.Id != id)) return Problems.Invalid(new StaffText("Çok fazla birim var.", "There are too many departments."));

        var department = new Department(id, request.Name!.Tr!.Trim(), request.Name.En!.Trim(), request.Color!, request.Position);
        await staff.Save(department, http.User.Did("department.changed", $"{department.NameTr} ({id})", DepartmentRecord.From(department)), ct);
        return TypedResults.Ok(DepartmentRecord.From(department));
    }

    private static async Task<Results<NoContent, Refusal>> Delete(
        string id, StaffStore staff, IEventLog log, HttpContext http, CancellationToken ct)
    {
        if (await staff.Department(id, ct) is not { } department)
            return Problems.NotFound(new StaffText("Böyle bir birim yok.", "There is no such department."));
        foreach (var owner in (string[])[SummaryOwner.Queue, SummaryOwner.Agent, SummaryOwner.Bot])
        {
            if ((await log.Summaries(new SummaryQuery(owner, id, Limit: 1), ct)).Count > 0)
                return Problems.Invalid(
                    new StaffText("Birimin açık görüşmeleri var; önce bunları aktarın ya da çözün.",
                        "The department has open conversations; transfer or resolve them first."));
        }

        return await staff.DeleteDepartment(id, http.User.Did("department.deleted", $"{department.NameTr} ({id})"), ct)
            ? TypedResults.NoContent()
            : Problems.Invalid(
                new StaffText("Bu birimde çalışanlar var; önce onları birimden çıkarın.", "People work in this department; take them out of it first."));
    }

    [GeneratedRegex(@"^#[0-9a-fA-F]{6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ColorPattern();
}
