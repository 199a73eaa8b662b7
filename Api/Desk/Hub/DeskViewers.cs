using System.Collections.Immutable;
using System.Security.Claims;
using ContactHub.Departments;
using ContactHub.Security;
using Microsoft.Extensions.Caching.Memory;

namespace ContactHub.Desk;

/// <summary>Where a transfer goes; the agent's name when it goes to one.</summary>
public sealed record TransferTarget(string? AgentName);

/// <summary>Members of staff as access decisions see them. Departments come from the staff records, and are looked up again every few seconds.</summary>
public sealed class DeskViewers(StaffStore staff, IMemoryCache cache)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    public async ValueTask<DeskViewer> For(ClaimsPrincipal user)
    {
        var id = user.StaffId();
        var departments = await cache.GetOrCreateAsync(("desk-departments", id), async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Fresh;
            return await staff.Agent(id) is { Active: true } member ? member.Departments : ImmutableArray<string>.Empty;
        });
        return new DeskViewer(id, user.StaffName(), [.. user.FindAll(ClaimTypes.Role).Select(c => c.Value)], departments);
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
