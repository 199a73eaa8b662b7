using System.Collections.Immutable;
using ContactHub.Accounts;
using ContactHub.Departments;
using ContactHub.Security;
using ContactHub.Texts;

namespace ContactHub.Admin;

/// <summary>A member of staff as the administration shows one.</summary>
public sealed record StaffRecord(
    string Id, string Name, string Email, ImmutableArray<string> Roles, ImmutableArray<string> Departments, int Capacity,
    ImmutableArray<string> Languages, bool Active, bool TwoFactor, string? Extension);

/// <summary>What an administrator sends for one.</summary>
public sealed record StaffRequest(
    string? Name, string? Email, string[]? Roles, string[]? Departments, int Capacity, string[]? Languages, bool Active = true,
    string? Extension = null)
{
    private static readonly string[] KnownLanguages = ["tr", "en", "ar"];

    internal Faults Check(IReadOnlyCollection<string> departments) => new Faults()
        .Text("name", Name, 1, 100)
        .Email("email", Email)
        .List("roles", Roles, 1, StaffRoles.All.Length, StaffRoles.All)
        .List("departments", Departments, 0, 500, departments)
        .Range("capacity", Capacity, 1, StaffMember.MaxCapacity)
        .List("languages", Languages, 1, KnownLanguages.Length, KnownLanguages)
        .Require(Phone is null || (Phone.Length <= StaffMember.MaxExtensionLength && Phone.All(char.IsAsciiDigit)), "extension",
            new StaffText($"Dahili numara yalnızca rakam olabilir, en çok {StaffMember.MaxExtensionLength}.", $"An extension is digits, at most {StaffMember.MaxExtensionLength}."));

    /// <summary>The extension; a form that is left empty has none.</summary>
    private string? Phone => string.IsNullOrWhiteSpace(Extension) ? null : Extension.Trim();

    internal NewStaff ToStaff() => new(Name!.Trim(), Email!, [.. Roles!], [.. Departments ?? []], Capacity, [.. Languages!], Phone);

    internal StaffRecord ToRecord(string id, bool active, bool twoFactor)
    {
        var staff = ToStaff();
        return new StaffRecord(id, staff.Name, staff.Email, staff.Roles, staff.Departments, staff.Capacity, staff.Languages, active, twoFactor, staff.Extension);
    }
}
