using ContactHub.Conversations;
using ContactHub.Departments;
using ContactHub.Intake;

namespace ContactHub.Phone;

/// <summary>
/// Records the events of calls in the citizens' conversations. What is known of a call is kept before the event is recorded, and the event has a key made
/// of what happened; so a process that takes over, after whatever crash, records the last event once more to no effect and goes on from there.
/// </summary>
public sealed class CallIntake(
    IGrainFactory grains, CallStore store, StaffStore staff, PhoneOptions options, CallScreens screens, ILogger<CallIntake> logger)
{
    /// <summary>Takes an event; those of one call in order.</summary>
    /// <exception cref="TimeoutException">The store cannot take it now: give it again.</exception>
    public async ValueTask Take(CallEvent e, CancellationToken ct)
    {
        var kept = await Kept(e.Call, SourceOf(e), ct);
        // What the exchange told before was no citizen's, and not kept.
        if (kept is { Seq: 0, Click: null } && e is { Seq: > 1, Received: null }) return;
        await Record(kept.After(e), e, ct);
    }

    /// <summary>The calls of a source that have not ended, once what may not have been recorded of them is.</summary>
    public async Task<IReadOnlyList<CallMemory>> Resume(string source, CancellationToken ct)
    {
        var open = new List<CallMemory>();
        foreach (var call in (await store.Open(source, ct)).Select(stored => CallMemory.Read(stored.State)))
        {
            if (call.Last is { } last) await Record(call, last, ct);
            if (call is { HasEnded: false, Seq: > 0 }) open.Add(call);
        }

        return open;
    }

    private async Task<CallMemory> Kept(string call, string source, CancellationToken ct) =>
        await store.Find(call, ct) is { } json ? CallMemory.Read(json) : new CallMemory(call, source);

    private async Task Record(CallMemory call, CallEvent e, CancellationToken ct)
    {
        if (!CallContacts.IsCitizens(call, await IsStaff(call, ct))) return;
        await store.Save(call.Call, call.Source, call.ToJson(), ended: false, ct);
        var agent = e.Agent is { } extension ? await staff.AgentAt(extension, ct) : null;
        var recorded = call;
        if (CallContacts.Of(call, e, agent, options.DepartmentOf(call.LastQueue, call.To)) is { } contact)
        {
            var receipt = await grains.GetGrain<IIntakeGrain>(SourceKeys.Grain(contact.Channel, contact.SourceId)).Receive(contact);
            if (receipt.Result.Error == CommandError.Unavailable) throw new TimeoutException("The store takes no writes at the moment.");
            if (!receipt.Result.Succeeded) PhoneLog.NotRecorded(logger, call.Call, e.Kind, receipt.Result.Error);
            recorded = call with { ConversationId = receipt.ConversationId, CitizenId = receipt.CitizenId };
        }

        recorded = recorded with { IsClosed = call.HasEnded };
        if (recorded != call) await store.Save(recorded.Call, recorded.Source, recorded.ToJson(), recorded.IsClosed, ct);
        PhoneLog.Happened(logger, e.Call, e.Kind);
        await screens.Tell(recorded, ct);
    }

    private async Task<bool> IsStaff(CallMemory call, CancellationToken ct) =>
        !call.IsOutbound && call.From is { } from && from.All(char.IsAsciiDigit) && await staff.AgentAt(from, ct) is not null;

    /// <summary>Providers' calls bear the provider's name.</summary>
    private static string SourceOf(CallEvent e) => e.Received is null ? CallMemory.Asterisk : e.Call[..e.Call.IndexOf(':', StringComparison.Ordinal)];
}
