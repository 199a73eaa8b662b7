using System.Collections.Immutable;

namespace ContactHub.Security;

/// <summary>The roles of staff, as stored and as on the wire. One account may have several.</summary>
public static class StaffRoles
{
    /// <summary>Talks with citizens of the own departments.</summary>
    public const string Agent = "agent";

    /// <summary>Sees all departments, takes conversations from others, keeps the FAQ.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>Keeps accounts, departments and hours; may do what a supervisor may.</summary>
    public const string Administrator = "administrator";

    /// <summary>Sees everything, the audit trail included, and changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>All of them, least powerful first.</summary>
    public static readonly ImmutableArray<string> All = [Agent, Supervisor, Administrator, Auditor];
}
