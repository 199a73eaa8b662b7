using ContactHub.Telemetry;

namespace ContactHub.Silo;

/// <summary>
/// Around every call that leaves for a grain. What Orleans refuses, because the grain's silo died or the call was forwarded too often, and what a
/// node of another release could not read becomes a <see cref="TimeoutException"/>: to the caller all mean that there is no answer now and that the
/// call may be repeated under its key.
/// </summary>
internal sealed class CallFilter : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var grain = context.Request.GetInterfaceType();
        var sentAt = EngineMetrics.Sent();
        if (grain == typeof(IRemindable)) EngineMetrics.Reminded((TickStatus)context.Request.GetArgument(1)!);
        try
        {
            await context.Invoke();
            EngineMetrics.Answered(grain, sentAt);
        }
        catch (Exception e) when (e is OrleansMessageRejectionException or GatewayTooBusyException || EngineWiring.IsOfAnotherRelease(e))
        {
            EngineMetrics.NotAnswered(grain);
            throw new TimeoutException($"{context.InterfaceName}.{context.MethodName} got no answer: {e.Message}", e);
        }
        catch (TimeoutException)
        {
            EngineMetrics.NotAnswered(grain);
            throw;
        }
        catch
        {
            EngineMetrics.Answered(grain, sentAt);
            throw;
        }
    }
}
