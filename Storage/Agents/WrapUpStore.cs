using System.Collections.Immutable;
using System.Text.Json;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.Agents;

/// <summary>The calls that agents have yet to write down: after a crash they are still at it, and a call that is over is told of no more.</summary>
public sealed class WrapUpStore(HubDatabase database, TimeProvider clock)
{
    /// <summary>Those of an agent whose time is not over.</summary>
    public async Task<ImmutableArray<AgentCall>> Lasting(string agentId, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var kept = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT calls FROM wrap_ups WHERE agent_id = @agentId", new { agentId }, cancellationToken: ct));
        var calls = kept is null ? [] : JsonSerializer.Deserialize<ImmutableArray<AgentCall>>(kept);
        return [.. calls.Where(call => call.Until > clock.GetUtcNow())];
    }

    /// <summary>Keeps these in place of what the agent had, and forgets everybody's whose time is over.</summary>
    /// <param name="calls">Each with its end.</param>
    public async Task Keep(string agentId, ImmutableArray<AgentCall> calls, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM wrap_ups WHERE agent_id = @agentId OR until <= @now", new { agentId, now = clock.GetUtcNow().UtcTicks }, cancellationToken: ct));
        if (calls.IsEmpty) return;
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO wrap_ups (agent_id, until, calls) VALUES (@agentId, @until, @calls) ON CONFLICT (agent_id) DO UPDATE SET until = excluded.until, calls = excluded.calls",
            new { agentId, until = calls.Max(call => call.Until)!.Value.UtcTicks, calls = JsonSerializer.Serialize(calls) }, cancellationToken: ct));
    }
}
