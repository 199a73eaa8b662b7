using ContactHub.Security;
using Microsoft.AspNetCore.SignalR;

namespace ContactHub.Realtime;

/// <summary>
/// What goes wrong in or before a hub method, as the protocol says it. A refusal passes as it is, and is nobody's fault worth a log line; a database
/// or grain that can't answer now is <c>unavailable</c>, so that the client keeps the text; anything else is a fault of the hub, logged by the
/// method's name and without its arguments.
/// </summary>
public sealed class HubFaults(ILogger<HubFaults> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        // Every argument of every method is needed; a null would only be met inside, as a fault.
        if (invocationContext.HubMethodArguments.Contains(null)) throw HubErrors.Invalid("An argument is missing.");
        try
        {
            return await next(invocationContext);
        }
        catch (Exception e) when (StorageFaults.IsPassing(e))
        {
            RealtimeLog.MethodUnavailable(logger, e, invocationContext.HubMethodName);
            throw HubErrors.Unavailable();
        }
        catch (Exception e) when (e is not (HubException or OperationCanceledException))
        {
            EdgeMetrics.Refused("fault", "hub");
            RealtimeLog.MethodFailed(logger, e, invocationContext.HubMethodName);
            throw;
        }
    }
}
