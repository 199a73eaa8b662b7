using ContactHub.Telemetry;
using Microsoft.AspNetCore.SignalR;

namespace ContactHub.Realtime;

/// <summary>
/// Begins the trace of a command where it comes in, and has it travel with the grain calls that the command makes. Only in the pipeline when
/// traces are collected. The method's name is all that the span says.
/// </summary>
internal sealed class HubTracing : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        using var span = HubTrace.Enter("hub." + System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(invocationContext.HubMethodName));
        if (span?.Id is { } id) RequestContext.Set(HubTrace.CarrierKey, id);
        try
        {
            return await next(invocationContext);
        }
        finally
        {
            if (span is not null) RequestContext.Remove(HubTrace.CarrierKey);
        }
    }
}
