using System.Collections.Immutable;
using ContactHub.Texts;

namespace ContactHub.Accounts;

/// <summary>What a member of staff is made with, or changed to.</summary>
/// <param name="Roles">Values of <see cref="Security.StaffRoles"/>, at least one.</param>
/// <param name="Departments">Ids of departments that exist.</param>
/// <param name="Capacity">How many conversations at once, 0 to 20.</param>
/// <param name="Languages">Language tags such as <c>tr</c>.</param>
/// <param name="Extension">The phone at the telephone exchange, digits; null without one.</param>
public sealed record NewStaff(
    string Name, string Email, ImmutableArray<string> Roles, ImmutableArray<string> Departments, int Capacity, ImmutableArray<string> Languages,
    string? Extension = null);

/// <summary>What became of making or changing a member of staff: the id, or what is wrong, by member name.</summary>
public sealed record StaffResult(string? Id, ImmutableDictionary<string, StaffText[]> Errors)
{
    /// <summary>Whether it was done.</summary>
    public bool Succeeded => Errors.IsEmpty;

    internal static StaffResult Done(string id) => new(id, ImmutableDictionary<string, StaffText[]>.Empty);

    internal static StaffResult Refused(string member, params StaffText[] messages) =>
        new(null, ImmutableDictionary<string, StaffText[]>.Empty.Add(member, messages));
}

/// <summary>How somebody signs in: the address, the roles that follow, and whether a second factor is asked for.</summary>
public sealed record StaffSignIn(string Email, ImmutableArray<string> Roles, bool TwoFactor);
