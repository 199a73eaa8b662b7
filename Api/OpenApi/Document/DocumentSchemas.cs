using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ContactHub.Citizens;
using ContactHub.Realtime;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ContactHub.OpenApi;

/// <summary>Schemas that the types can't tell: what is written by hand, and the problem document.</summary>
internal static class DocumentSchemas
{
    private static readonly string[] ActorKinds = ["system", "citizen", "bot", "agent"];

    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        if (context.JsonTypeInfo.Type == typeof(WireEntry)) DescribeEvent(schema);
        if (schema.Type is { } type && type.HasFlag(JsonSchemaType.Integer) && type.HasFlag(JsonSchemaType.String))
        {
            // Figures in quotation marks are read too, but nobody is to rely on that.
            (schema.Type, schema.Pattern) = (type & ~JsonSchemaType.String, null);
        }

        if (context.JsonPropertyInfo is { } property) DescribeMember(schema, property);
        else if (schema.Properties is { } members && context.JsonTypeInfo.Type != typeof(WireEntry)) schema.Required = Required(context.JsonTypeInfo, members);
        return Task.CompletedTask;
    }

    /// <summary>Of an input what must be sent; of an answer what is always there: what can't be null, and isn't left out when it says nothing.</summary>
    private static HashSet<string> Required(JsonTypeInfo type, IDictionary<string, IOpenApiSchema> members)
    {
        var isInput = type.Type.Name.EndsWith("Input", StringComparison.Ordinal) || type.Type == typeof(ContactChange);
        return [.. type.Properties.Where(one => members.ContainsKey(one.Name) && (isInput ? IsMarked(one) : !one.IsGetNullable && !IsLeftOut(one))).Select(one => one.Name)];
    }

    private static void DescribeMember(OpenApiSchema schema, JsonPropertyInfo property)
    {
        if (IsMarked(property)) schema.Type &= ~JsonSchemaType.Null;
        string[]? words = (property.DeclaringType.Name, property.Name) switch
        {
            (nameof(MessageInput), "as") => [MessageInput.System, MessageInput.Bot, MessageInput.Citizen],
            (nameof(ConversationInput), "as") => [MessageInput.Citizen, MessageInput.System],
            (nameof(ConversationInput) or nameof(SourceMessageInput), "language") => ["tr", "en", "ar"],
            (nameof(IdentityInput), "kind") => [Identities.Phone, Identities.Email, Identities.External],
            _ => null,
        };
        if (words is null) return;
        schema.Type &= ~JsonSchemaType.Null;
        schema.Enum = [.. words.Select(word => (JsonNode)word)];
    }

    private static bool IsMarked(JsonPropertyInfo property) => property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: false) is true;

    private static bool IsLeftOut(JsonPropertyInfo property) => property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: false) is true;

    /// <summary>RFC 9457, with the hub's code and the faults by member.</summary>
    public static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A problem document (RFC 9457).",
        Required = new HashSet<string> { "status", "code" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("Where the kind of problem is described."),
            ["title"] = Text("The status in words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = Text("For a person, in the language of Accept-Language."),
            ["code"] = Text("For programs; docs/api.md lists them."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "The faults of the input by member.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
            ["movedTo"] = Text("The conversation that goes on, with the code moved."),
        },
    };

    private static void DescribeEvent(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.Object;
        schema.Description = "An event of a timeline; docs/protocol.md section 2 lists the kinds and their data. Kinds that you do not know are to be passed over.";
        schema.Required = new HashSet<string> { "seq", "at", "kind", "channel", "by", "data" };
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["seq"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "1" },
            ["at"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
            ["kind"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["channel"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["by"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Required = new HashSet<string> { "kind", "id" },
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["kind"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. ActorKinds.Select(kind => (JsonNode)kind)] },
                    ["id"] = new OpenApiSchema { Type = JsonSchemaType.String },
                    ["name"] = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            },
            ["data"] = new OpenApiSchema { Type = JsonSchemaType.Object },
        };
    }

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
