using ContactHub.Texts;

namespace ContactHub.Security;

/// <summary>
/// The guard against requests forged by other sites: with the cookie <c>SameSite=Lax</c>, a header that a form or a link cannot send, and that a
/// script of another origin may send only after a CORS preflight, which the hub never grants.
/// </summary>
public static class HubHeader
{
    /// <summary>Name of the header; its value is not looked at.</summary>
    public const string Name = "X-ContactHub";

    /// <summary>Endpoint metadata: unsafe requests need the header. The tests look for it on every endpoint that reads the cookie.</summary>
    public sealed record Required;

    /// <summary>Refuses unsafe requests of the group that lack the header.</summary>
    public static TBuilder RequireHubHeader<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Required()).AddEndpointFilter<TBuilder, Filter>();

    private sealed class Filter : IEndpointFilter
    {
        public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            var request = context.HttpContext.Request;
            if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || request.Headers.ContainsKey(Name)) return next(context);
            return ValueTask.FromResult<object?>(Problems.Refuse(StatusCodes.Status400BadRequest, "invalid",
                new StaffText($"{Name} üst bilgisi eksik.", $"The header {Name} is missing.")));
        }
    }
}
