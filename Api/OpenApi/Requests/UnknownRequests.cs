using ContactHub.ApiKeys;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Template;

namespace ContactHub.OpenApi;

/// <summary>What no operation of the open API takes. Without an endpoint of its own, a good key would be told to sign in at the desk.</summary>
internal static class UnknownRequests
{
    public static void Map(RouteGroupBuilder api) => api.Map("/{**rest}", Refuse).RequireAuthorization(ApiScopes.AnyKey).ExcludeFromDescription();

    private static Refusal Refuse(HttpContext http, EndpointDataSource endpoints)
    {
        var there = endpoints.Endpoints.OfType<RouteEndpoint>().Where(endpoint => IsAt(endpoint, http.Request.Path)).ToList();
        if (there.Count == 0) return Problems.NotFound(new StaffText("Böyle bir yol yok; hepsi /api/v1/openapi.json belgesinde.", "There is no such path; /api/v1/openapi.json has them all."));
        if (there.Find(endpoint => MethodsOf(endpoint).Contains(http.Request.Method, StringComparer.OrdinalIgnoreCase)) is not { } meant)
        {
            http.Response.Headers.Allow = string.Join(", ", there.SelectMany(MethodsOf).Order(StringComparer.Ordinal));
            return Problems.Refuse(StatusCodes.Status405MethodNotAllowed, "methodNotAllowed", new StaffText("Bu yol bu yöntemi kabul etmiyor.", "This path does not take this method."));
        }

        // All else about it would have done: what is left is the type of the body.
        var wanted = meant.Metadata.GetMetadata<IAcceptsMetadata>() is { ContentTypes: [var type, ..] } ? type : "application/json";
        return Problems.Refuse(StatusCodes.Status415UnsupportedMediaType, "unsupportedType", new StaffText(
            $"Gövde {wanted} olmalı ve Content-Type üst bilgisi bunu söylemeli.", $"A body of {wanted} is needed, and the header Content-Type must say so."));
    }

    private static bool IsAt(RouteEndpoint endpoint, PathString path) =>
        endpoint.RoutePattern.RawText is { } pattern && pattern.StartsWith(OpenApiEndpoints.Root, StringComparison.Ordinal) && !pattern.Contains("**", StringComparison.Ordinal)
        && new TemplateMatcher(TemplateParser.Parse(pattern), []).TryMatch(path, []);

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
}
