using System.Collections.Immutable;
using ContactHub.Agents;

namespace ContactHub.Phone;

/// <summary>What a call is to each of the phones that it has rung at, pure.</summary>
internal static class CallParts
{
    /// <summary>By extension: those that have to do with the call now, and as gone those that had.</summary>
    public static ImmutableDictionary<string, AgentCallState> Of(CallMemory call)
    {
        var parts = ImmutableDictionary.CreateBuilder<string, AgentCallState>(StringComparer.Ordinal);
        foreach (var extension in call.Phones) parts[extension] = AgentCallState.Gone;
        if (call.HasEnded)
        {
            if (Caller(call) is { } maker && call.Answers == 0) parts[maker] = ReachedOwnPhone(call) ? AgentCallState.Unreached : AgentCallState.NotPickedUp;
            return parts.ToImmutable();
        }

        if (call.Rings is { } direct) parts[direct] = AgentCallState.Ringing;
        foreach (var extension in call.Offered) parts[extension] = AgentCallState.Ringing;
        if (call.Answers == 0 && Caller(call) is { } caller) parts[caller] = ReachedOwnPhone(call) ? AgentCallState.Dialling : AgentCallState.OwnPhone;
        if (call.Talking is { } talking) parts[talking] = call.IsHeld ? AgentCallState.Held : AgentCallState.Talking;
        return parts.ToImmutable();
    }

    private static string? Caller(CallMemory call) => call.Click?.Extension ?? (call.IsOutbound ? call.Maker : null);

    /// <summary>Of a call by click, the citizen's phone rings only once the own one was picked up; any other is made from a phone in the hand.</summary>
    private static bool ReachedOwnPhone(CallMemory call) => call.Click is not { } click || (call.HasRung && CallContacts.Number(call.To) == click.Number);
}
