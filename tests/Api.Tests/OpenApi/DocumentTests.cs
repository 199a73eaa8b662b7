using System.Text.Json.Nodes;
using ContactHub.Accounts.Tests;
using ContactHub.ApiKeys;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace ContactHub.OpenApi.Tests;

/// <summary>The document says of every endpoint what it wants, needs and answers.</summary>
public sealed class DocumentTests
{
    private const string Json = "application/json";
    private const string Bytes = "application/octet-stream";

    [Fact]
    public async Task Every_route_and_method_is_there_and_nothing_else()
    {
        await using var hub = await TestHub.Start();
        var document = await Read(hub);

        var documented = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(one => $"{one.Key.ToUpperInvariant()} {path.Key}"));

        Assert.Equal(Endpoints(hub).Select(one => $"{one.Method} {one.Path}").Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
        Assert.Equal("3.1", ((string)document["openapi"]!)[..3]);
    }

    [Fact]
    public async Task Every_operation_names_its_scope_as_the_endpoint_enforces_it()
    {
        await using var hub = await TestHub.Start();
        var document = await Read(hub);

        Assert.All(Endpoints(hub), one =>
        {
            var policies = one.Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy!).Where(policy => policy != ApiScopes.AnyKey);
            var scheme = Assert.Single(Operation(document, one)["security"]!.AsArray())!.AsObject();
            Assert.Equal(policies, scheme["apiKey"]!.AsArray().Select(scope => ApiScopes.Policy((string)scope!)));
        });
    }

    [Fact]
    public async Task Every_operation_has_an_id_a_summary_its_parameters_bodies_and_refusals()
    {
        await using var hub = await TestHub.Start();
        var document = await Read(hub);
        var endpoints = Endpoints(hub);

        Assert.All(endpoints, one =>
        {
            var operation = Operation(document, one);
            Assert.False(string.IsNullOrWhiteSpace((string?)operation["summary"]), $"{one.Path} has no summary.");
            var parameters = operation["parameters"]?.AsArray().Select(p => ((string)p!["in"]!, (string)p["name"]!)).ToList() ?? [];
            Assert.All(one.Endpoint.RoutePattern.Parameters, parameter => Assert.Contains(("path", parameter.Name), parameters));
            var isOnce = one.Endpoint.Metadata.GetMetadata<Once>() is not null;
            Assert.Equal(isOnce, parameters.Contains(("header", Once.Header)));
            if (operation["requestBody"] is { } body) Assert.NotNull((body["content"]![Json] ?? body["content"]![Bytes])!["schema"]);

            var responses = operation["responses"]!.AsObject();
            var answers = responses.Where(r => r.Key[0] == '2').ToList();
            Assert.NotEmpty(answers);
            Assert.All(answers, answer => Assert.NotNull((answer.Value!["content"]![Json] ?? answer.Value["content"]![Bytes])!["schema"]));
            string[] refusals = isOnce ? ["400", "401", "403", "404", "409", "413", "422", "429", "500", "503"] : ["401", "403", "429", "500", "503"];
            Assert.All(refusals, status => Assert.Equal("#/components/responses/Problem", (string?)responses[status]?["$ref"]));
        });
        var ids = endpoints.Select(one => (string?)Operation(document, one)["operationId"]).ToList();
        Assert.DoesNotContain(null, ids);
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Writing_endpoints_but_the_search_and_uploads_name_their_requests()
    {
        await using var hub = await TestHub.Start();

        var posts = Endpoints(hub).Where(one => one.Method == "POST" && one.Endpoint.Metadata.GetMetadata<Once>() is null);

        Assert.Equal(["/api/v1/contacts/search", "/api/v1/files"], posts.Select(one => one.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_reader_of_documents_finds_no_fault_in_it()
    {
        await using var hub = await TestHub.Start();

        var (document, diagnostic) = await OpenApiDocument.LoadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(await Text(hub))), "json");

        Assert.Empty(diagnostic!.Errors);
        Assert.NotEmpty(document!.Paths);
    }

    [Fact]
    public async Task What_a_caller_has_to_send_is_required_and_what_may_be_missing_is_not()
    {
        await using var hub = await TestHub.Start();
        var schemas = (await Read(hub))["components"]!["schemas"]!;

        Assert.Equal(["kind", "value"], schemas["IdentityInput"]!["required"]!.AsArray().Select(name => (string?)name));
        Assert.Equal(["email", "external", "phone"], schemas["IdentityInput"]!["properties"]!["kind"]!["enum"]!.AsArray().Select(word => (string?)word).Order(StringComparer.Ordinal));
        Assert.Equal(4000, (int?)schemas["NoteInput"]!["properties"]!["text"]!["maxLength"]);
        Assert.DoesNotContain("mergedInto", schemas["ContactDocument"]!["required"]!.AsArray().Select(name => (string?)name));
        Assert.Contains("id", schemas["ContactDocument"]!["required"]!.AsArray().Select(name => (string?)name));
        Assert.Superset(new HashSet<string?> { "id", "number", "lastSeq", "labels" }, schemas["InboxRow"]!["required"]!.AsArray().Select(name => (string?)name).ToHashSet());
        Assert.Equal("integer", (string?)schemas["InboxRow"]!["properties"]!["lastSeq"]!["type"]);
    }

    private static async Task<string> Text(TestHub hub)
    {
        using var http = hub.Client();
        return await http.GetStringAsync(new Uri("/api/v1/openapi.json", UriKind.Relative));
    }

    private static async Task<JsonNode> Read(TestHub hub) => JsonNode.Parse(await Text(hub))!;

    private static JsonNode Operation(JsonNode document, Documented one) => document["paths"]![one.Path]![one.Method.ToLowerInvariant()]!;

    private static List<Documented> Endpoints(TestHub hub) =>
    [
        .. from endpoint in hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where endpoint.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
               && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
           select new Documented(endpoint, method, endpoint.RoutePattern.RawText!.TrimEnd('/')),
    ];

    private sealed record Documented(RouteEndpoint Endpoint, string Method, string Path);
}
