using System.Globalization;
using ContactHub.ApiKeys;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ContactHub.OpenApi;

/// <summary>Marks an operation that asks the service of a channel, which may not answer.</summary>
internal sealed class AsksChannel;

/// <summary>What every operation has beside its own parameters and answers: the scope, the headers, and the refusals.</summary>
internal static class DocumentOperations
{
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isOnce = metadata.OfType<Once>().Any();
        var isChange = context.Description.HttpMethod is not "GET" && context.Description.RelativePath!.Contains("{conversationId}", StringComparison.Ordinal);
        var scopes = metadata.OfType<IAuthorizeData>().Select(data => data.Policy).OfType<string>()
            .Where(policy => policy != ApiScopes.AnyKey).Select(policy => policy["api:".Length..]).ToList();
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(DocumentFrame.KeyScheme, context.Document)] = scopes }];

        if (isOnce) Add(operation, Header(Once.Header, "Names the request: the same one again has the same answer and one effect.", isRequired: true, Once.MaxLength));
        if (isChange) Add(operation, Header("If-Match", "The ETag of the conversation that the command is for; 412 when it has changed since.", isRequired: false));
        var refusals = Refusals(isOnce, isChange, HasInput(operation), context.Description.RelativePath!.Contains('{', StringComparison.Ordinal));
        foreach (var status in metadata.OfType<AsksChannel>().Any() ? refusals.Union([409, 502]) : refusals)
        {
            (operation.Responses ??= [])[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(DocumentFrame.Problem, context.Document);
        }

        if (operation.Parameters?.Any(parameter => parameter.Name == "If-None-Match") is true)
            (operation.Responses ??= [])["304"] = new OpenApiResponse { Description = "It is as known." };
        return Task.CompletedTask;
    }

    private static IEnumerable<int> Refusals(bool isOnce, bool isChange, bool hasInput, bool hasPath)
    {
        int[] always = [401, 403, 429, 500, 503];
        return [.. always, .. hasInput || isOnce ? [400] : (int[])[], .. hasPath || isOnce ? [404] : (int[])[], .. isOnce || isChange ? [409] : (int[])[],
            .. isChange ? [412] : (int[])[], .. isOnce ? [413, 422] : (int[])[]];
    }

    private static bool HasInput(OpenApiOperation operation) =>
        operation.RequestBody is not null || operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Query) is true;

    private static void Add(OpenApiOperation operation, OpenApiParameter parameter) => (operation.Parameters ??= []).Add(parameter);

    private static OpenApiParameter Header(string name, string description, bool isRequired, int? maxLength = null) => new()
    {
        Name = name, In = ParameterLocation.Header, Required = isRequired, Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = maxLength },
    };
}
