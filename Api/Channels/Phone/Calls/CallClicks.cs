using ContactHub.Agents;
using ContactHub.Intake;

namespace ContactHub.Phone;

/// <summary>How a call by click began.</summary>
public enum ClickResult
{
    /// <summary>The agent's phone is being rung.</summary>
    Placed,

    /// <summary>There is no Asterisk to place calls with.</summary>
    NoExchange,

    /// <summary>The agent talks, or is calling already.</summary>
    OnThePhone,

    /// <summary>The Asterisk can't be reached, or does not answer.</summary>
    ExchangeAway,
}

/// <summary>
/// Places calls that agents ask for at the desk. The call is kept before the Asterisk is asked, under an id that the click makes, so that its first event
/// finds it on whatever node, and a click that is repeated places no second call.
/// </summary>
public sealed class CallClicks(
    IServiceProvider services, CallStore store, CallScreens screens, IGrainFactory grains, TimeProvider clock, ILogger<CallClicks> logger)
{
    /// <summary>How long a call is shown of which the exchange tells nothing.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Rings the agent's phone, and once it is picked up, calls the number from it.</summary>
    /// <param name="clientId">The same for a repetition of the same click.</param>
    /// <param name="dialled">The number as the exchange dials it.</param>
    public async Task<ClickResult> Place(CallClick click, string clientId, string dialled, CancellationToken ct)
    {
        if (services.GetService<AmiConnection>() is not { } connection) return ClickResult.NoExchange;
        var id = CallTracker.ClickPrefix + SourceKeys.Hash(click.AgentId + "\n" + clientId);
        if (await store.Find(id, ct) is { } kept) return CallMemory.Read(kept).Click is null ? ClickResult.ExchangeAway : ClickResult.Placed;
        var agent = await grains.GetGrain<IAgentGrain>(click.AgentId).Get();
        if (agent.Phone == PhoneUse.Talking) return ClickResult.OnThePhone;
        var call = new CallMemory(id, CallMemory.Asterisk) { Click = click, Phones = [click.Extension] };
        await store.Save(id, call.Source, call.ToJson(), ended: false, ct);
        await screens.Tell(call, ct);
        try
        {
            await connection.Originate(id, click.Extension, dialled, ct);
            PhoneLog.Placed(logger, id);
            return ClickResult.Placed;
        }
        catch (AmiException e)
        {
            PhoneLog.NotPlaced(logger, e, id);
            // Nothing has happened: the next click is another call, and this one is no more.
            var gone = call with { HasEnded = true, IsClosed = true, Click = null, Seq = 1 };
            await store.Save(id, call.Source, gone.ToJson(), ended: true, ct);
            await screens.Tell(gone, ct);
            return ClickResult.ExchangeAway;
        }
    }

    /// <summary>The time, for a click.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();
}
