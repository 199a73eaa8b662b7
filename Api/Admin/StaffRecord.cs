using System.Collections.Immutable;
using ContactHub.Accounts;
using ContactHub.Departments;
using ContactHub.Security;

namespace ContactHub.Admin;

/// <summary>A member of staff as the administration shows one.</summary>
public sealed record StaffRecord(
    string Id, string Name, string Email, ImmutableArray<string> Roles, ImmutableArray<string> Departments, int Capacity,
    ImmutableArray<string> Languages, bool Active, bool TwoFactor);

/// <summary>What an administrator sends for one.</summary>
public sealed record StaffRequest(
    string? Name, string? Email, string[]? Roles, string[]? Departments, int Capacity, string[]? Languages, bool Active = true)
{
    private static readonly string[] KnownLanguages = ["tr", "en", "ar"];

    internal Faults Check(IReadOnlyCollection<string> departments) => new Faults()
        .Text("name", Name, 1, 100)
        .Email("email", Email)
        .List("roles", Roles, 1, StaffRoles.All.Length, StaffRoles.All)
        .List("departments", Departments, 0, 500, departments)
        .Range("capacity", Capacity, 1, StaffMember.MaxCapacity)
        .List("languages", Languages, 1, KnownLanguages.Length, KnownLanguages);

    internal NewStaff ToStaff() => new(Name!.Trim(), Email!, [.. Roles!], [.. Departments ?? []], Capacity, [.. Languages!]);

    internal StaffRecord ToRecord(string id, bool active, bool twoFactor)
    {
        var staff = ToStaff();
        return new StaffRecord(id, staff.Name, staff.Email, staff.Roles, staff.Departments, staff.Capacity, staff.Languages, active, twoFactor);
    }
}
