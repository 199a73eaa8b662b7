using System.Collections.Immutable;
using ContactHub.Conversations;

namespace ContactHub.Security;

/// <summary>A member of staff as access decisions see one.</summary>
/// <param name="Id">The account id, which is also the agent id.</param>
/// <param name="Roles">Values of <see cref="StaffRoles"/>.</param>
/// <param name="Departments">Ids of the own departments.</param>
/// <param name="TwoFactor">Whether a second factor is asked for at sign-in.</param>
public sealed record DeskViewer(string Id, string Name, ImmutableArray<string> Roles, ImmutableArray<string> Departments, bool TwoFactor = false)
{
    /// <summary>Whether the account has the role.</summary>
    public bool Is(string role) => Roles.Contains(role, StringComparer.Ordinal);

    /// <summary>Who appears as the actor in the timeline.</summary>
    public Actor Actor => new(ActorKind.Agent, Id, Name);
}

/// <summary>
/// Who may see and change what on the desk. Agents: conversations of the own departments, those without a department, and those they own
/// themselves (a transfer may cross departments). Supervisors and administrators: all. Auditors: see all, change nothing.
/// </summary>
public static class DeskAccess
{
    /// <summary>Whether every department is open to this person.</summary>
    public static bool SeesAll(DeskViewer viewer) =>
        viewer.Is(StaffRoles.Supervisor) || viewer.Is(StaffRoles.Administrator) || viewer.Is(StaffRoles.Auditor);

    /// <summary>Whether conversations of a department (null: of none) are visible.</summary>
    public static bool MaySeeDepartment(DeskViewer viewer, string? departmentId) =>
        SeesAll(viewer)
        || (viewer.Is(StaffRoles.Agent) && (departmentId is null || viewer.Departments.Contains(departmentId, StringComparer.Ordinal)));

    /// <summary>Whether a conversation is visible.</summary>
    public static bool MaySee(DeskViewer viewer, ConversationSummary summary) => MaySee(viewer, summary.DepartmentId, summary.AgentId);

    /// <summary>Whether a conversation of a department (null: of none) that an agent has (null: nobody) is visible.</summary>
    public static bool MaySee(DeskViewer viewer, string? departmentId, string? agentId) =>
        MaySeeDepartment(viewer, departmentId)
        || (viewer.Is(StaffRoles.Agent) && string.Equals(agentId, viewer.Id, StringComparison.Ordinal));

    /// <summary>Whether this person may act on conversations at all; an auditor who is nothing else may not.</summary>
    public static bool MayAct(DeskViewer viewer) =>
        viewer.Is(StaffRoles.Agent) || viewer.Is(StaffRoles.Supervisor) || viewer.Is(StaffRoles.Administrator);

    /// <summary>Whether this person may act on a conversation. Whose turn it is, the conversation itself decides.</summary>
    public static bool MayChange(DeskViewer viewer, ConversationSummary summary)
    {
        if (!MayAct(viewer)) return false;
        if (viewer.Is(StaffRoles.Supervisor) || viewer.Is(StaffRoles.Administrator)) return true;
        // Somebody who is auditor and agent sees all as the one, and acts on the own departments as the other.
        return MaySee(viewer with { Roles = [StaffRoles.Agent] }, summary);
    }

    /// <summary>Whether this person may take a conversation from another agent.</summary>
    public static bool MayForce(DeskViewer viewer) => viewer.Is(StaffRoles.Supervisor) || viewer.Is(StaffRoles.Administrator);
}
