using System.Collections.Immutable;
using ContactHub.ApiKeys;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.OpenApi;

/// <summary>What a key can find out about itself.</summary>
internal static class KeyEndpoints
{
    /// <param name="Id">How timelines and the audit trail name the key.</param>
    /// <param name="Departments">Whose conversations it may see and change; empty: all.</param>
    /// <param name="PerMinute">Requests a minute.</param>
    internal sealed record KeyDocument(
        string Id, string Name, ImmutableArray<string> Scopes, ImmutableArray<string> Departments, int PerMinute, DateTimeOffset? ExpiresAt);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/key", Get)
        .RequireAuthorization(ApiScopes.AnyKey).WithTags("Key").WithName("getKey").WithSummary("Tells what the key is and may do.");

    private static Ok<KeyDocument> Get(HttpContext http)
    {
        var caller = ApiCaller.Of(http);
        return TypedResults.Ok(new KeyDocument(
            caller.Id, caller.Key.Name, caller.Key.Scopes, caller.Key.Departments, caller.Key.PerMinute, caller.Key.ExpiresAt));
    }
}
