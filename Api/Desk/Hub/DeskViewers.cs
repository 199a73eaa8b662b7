using System.Security.Claims;
using ContactHub.Accounts;
using ContactHub.Departments;
using ContactHub.Security;
using Microsoft.Extensions.Caching.Memory;

namespace ContactHub.Desk;

/// <summary>Where a transfer goes; the agent's name when it goes to one.</summary>
public sealed record TransferTarget(string? AgentName);

/// <summary>
/// Members of staff as access decisions see them. A connection lives for hours, so roles and departments are not those of its beginning but are
/// looked up again every few seconds; who has left has none.
/// </summary>
public sealed class DeskViewers(StaffStore staff, StaffRights rights, IMemoryCache cache)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    public ValueTask<DeskViewer> For(ClaimsPrincipal user) => Now(user.StaffId(), user.StaffName());

    /// <summary>The same person with what they may see now.</summary>
    public ValueTask<DeskViewer> Now(DeskViewer viewer) => Now(viewer.Id, viewer.Name);

    /// <summary>What they may see has changed: whoever asks next gets the new rights, not those of some seconds ago.</summary>
    public void Forget(string staffId) => cache.Remove(("desk-viewer", staffId));

    private async ValueTask<DeskViewer> Now(string id, string name)
    {
        var viewer = await cache.GetOrCreateAsync(("desk-viewer", id), async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Fresh;
            return await rights.Of(id);
        });
        return viewer ?? new DeskViewer(id, name, [], []);
    }

    /// <summary>The departments whose queues this person watches.</summary>
    public async Task<IReadOnlyList<string>> VisibleDepartments(DeskViewer viewer) =>
        DeskAccess.SeesAll(viewer) ? [.. (await staff.Departments()).Select(d => d.Id)] : viewer.Departments;

    /// <summary>Null when there is no such department or agent, or the agent has left.</summary>
    public async Task<TransferTarget?> Target(string? departmentId, string? agentId)
    {
        if (departmentId is not null && await staff.Department(departmentId) is null) return null;
        if (agentId is null) return new TransferTarget(null);
        return await staff.Agent(agentId) is { Active: true } agent ? new TransferTarget(agent.Name) : null;
    }
}
