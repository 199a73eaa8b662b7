using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ContactHub.OpenApi;

/// <summary>Registers and serves the OpenAPI 3.1 document: made of the endpoints themselves, and of what they can't say (docs/api.md).</summary>
internal static class DocumentSetup
{
    /// <summary>Name of the document.</summary>
    public const string Name = "v1";

    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services) => services
        .AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = description => $"/{description.RelativePath}".StartsWith(OpenApiEndpoints.Root + "/", StringComparison.Ordinal);
            options.AddSchemaTransformer(DocumentSchemas.Describe);
            options.AddOperationTransformer(DocumentOperations.Describe);
            options.AddDocumentTransformer(DocumentFrame.Describe);
        })
        .AddSingleton<ApiDocument>();

    /// <summary>Maps the document, which anybody may read: it says nothing that this source doesn't.</summary>
    public static void Map(RouteGroupBuilder api) => api.MapGet("/openapi.json", async (ApiDocument document, CancellationToken ct) =>
        TypedResults.Bytes(await document.Bytes(ct), "application/json")).AllowAnonymous().ExcludeFromDescription();
}

/// <summary>The document as bytes, made once.</summary>
internal sealed class ApiDocument([FromKeyedServices(DocumentSetup.Name)] IOpenApiDocumentProvider provider)
{
    private byte[]? _bytes;

    public async ValueTask<byte[]> Bytes(CancellationToken ct)
    {
        if (_bytes is { } made) return made;
        var document = await provider.GetOpenApiDocumentAsync(ct);
        using var stream = new MemoryStream();
        await document.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1, ct);
        // Whoever comes at the same time makes the same one.
        return _bytes = stream.ToArray();
    }
}
