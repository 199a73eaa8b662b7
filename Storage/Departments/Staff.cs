using System.Collections.Immutable;

namespace ContactHub.Departments;

/// <summary>A department that conversations can be handed to.</summary>
/// <param name="Id"><c>[a-z0-9-]</c>, 1 to 64 characters.</param>
/// <param name="Color"><c>#rrggbb</c>.</param>
/// <param name="Position">Orders lists, lowest first.</param>
public sealed record Department(string Id, string NameTr, string NameEn, string Color, int Position);

/// <summary>A member of staff as routing needs one; credentials and roles are the account's.</summary>
/// <param name="Id">The account's id, at most <see cref="MaxIdLength"/> characters.</param>
/// <param name="Capacity">How many conversations at once, 0 to 20; 0 for who takes none.</param>
/// <param name="Languages">Language tags such as <c>tr</c>.</param>
/// <param name="Active">False for who no longer works here; nobody is deleted, as timelines name them.</param>
/// <param name="Extension">The phone at the telephone exchange, nobody else's: digits; null without one.</param>
public sealed record StaffMember(
    string Id, string Name, int Capacity, ImmutableArray<string> Languages, bool Active, ImmutableArray<string> Departments, string? Extension = null)
{
    /// <summary>Command ids are made from it, and those are at most 64 characters.</summary>
    public const int MaxIdLength = 40;

    public const int MaxCapacity = 20;

    public const int MaxExtensionLength = 20;

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Id);
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Id.Length, MaxIdLength, nameof(Id));
        ArgumentOutOfRangeException.ThrowIfNegative(Capacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Capacity, MaxCapacity);
        if (Languages.Any(language => language.Length == 0 || language.Contains(',', StringComparison.Ordinal)))
            throw new ArgumentException("A language tag is empty or has a comma.", nameof(Languages));
        if (Extension is not null && (Extension.Length is 0 or > MaxExtensionLength || !Extension.All(char.IsAsciiDigit)))
            throw new ArgumentException("An extension is digits.", nameof(Extension));
    }
}
