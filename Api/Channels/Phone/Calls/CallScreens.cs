using ContactHub.Agents;
using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Departments;
using ContactHub.Storage;

namespace ContactHub.Phone;

/// <summary>Tells agents' desks what a call is to them, by way of their grains.</summary>
public sealed class CallScreens(IGrainFactory grains, IEventLog log, StaffStore staff, CitizenStore citizens, TimeProvider clock, ILogger<CallScreens> logger)
{
    private const int MostEarlier = 50;

    /// <summary>Tells everybody whose phone the call has to do with. A hint: what can't be told now is told with the next event, or at the next repetition.</summary>
    public async Task Tell(CallMemory call, CancellationToken ct)
    {
        try
        {
            var parts = CallParts.Of(call);
            if (parts.IsEmpty) return;
            var shown = await Shown(call, ct);
            await Task.WhenAll(parts.Select(part => Tell(part.Key, shown with { State = part.Value }, ct)));
        }
        catch (Exception e) when (Security.StorageFaults.IsPassing(e))
        {
            PhoneLog.NotShown(logger, e, call.Call);
        }
    }

    private async Task Tell(string extension, AgentCall call, CancellationToken ct)
    {
        if (await staff.AgentAt(extension, ct) is { } agent) await grains.GetGrain<IAgentGrain>(agent.Id).CallChanged(call);
    }

    /// <summary>What every desk shows of it alike.</summary>
    private async Task<AgentCall> Shown(CallMemory call, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var direction = call.IsOutbound || call.Click is not null ? CallDirection.Out : CallDirection.In;
        var summary = (call.ConversationId ?? call.Click?.ConversationId) is { } id ? await log.Summary(id, ct) : null;
        var conversation = summary is null ? null : SummaryCodec.Read(summary);
        var citizen = conversation?.CitizenId ?? call.CitizenId;
        var others = citizen is null ? [] : await log.Summaries(new SummaryQuery(CitizenId: citizen, Limit: MostEarlier), ct);
        var name = conversation?.CitizenName ?? (citizen is null ? null : (await citizens.Profile(citizen, ct))?.Name);
        return new AgentCall(
            CallContacts.IdOf(call.Call), AgentCallState.Gone, direction, call.Number ?? CallContacts.Number(call.From), name,
            Verified: direction == CallDirection.In && call.Number is not null, conversation?.Id, citizen, summary?.Number,
            others.Count(other => other.Row.ConversationId != conversation?.Id), call.LastQueue,
            call.WaitingSince ?? call.Click?.At ?? now, call.Last?.At ?? now, Until: null,
            call.HasEnded && call.Last is { Kind: CallKind.Ended } end ? CallContacts.OutcomeOf(end.Outcome) : null, call.Seq);
    }
}
