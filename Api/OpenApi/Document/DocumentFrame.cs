using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ContactHub.OpenApi;

/// <summary>What the document says of the API as a whole.</summary>
internal static class DocumentFrame
{
    /// <summary>The key in the header.</summary>
    public const string KeyScheme = "apiKey";

    /// <summary>Every refusal.</summary>
    public const string Problem = "Problem";

    public static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ContactHub",
            Version = "1",
            Description = "Contacts, conversations and messages of the municipality's contact hub, for other systems. Refusals are problem documents (RFC 9457); programs go by `code`. docs/api.md says what a schema can't.",
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = "The hub that serves this document" }];
        var components = document.Components ??= new OpenApiComponents();
        components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "ch_live_…",
                Description = "A key that an administrator made. It is sent in this header only. The scopes that an operation needs stand at its security requirement.",
            },
        };
        (components.Schemas ??= new Dictionary<string, IOpenApiSchema>())[Problem] = DocumentSchemas.Problem();
        components.Responses = new Dictionary<string, IOpenApiResponse>
        {
            [Problem] = new OpenApiResponse
            {
                Description = "A refusal.",
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Problem, document) },
                },
            },
        };
        return Task.CompletedTask;
    }
}
