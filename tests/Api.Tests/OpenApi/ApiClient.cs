using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ContactHub.Accounts.Tests;
using ContactHub.ApiKeys;
using ContactHub.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.OpenApi.Tests;

/// <summary>Another system with a key.</summary>
internal sealed class ApiClient(HttpClient http, string? key)
{
    /// <summary>A system with a new key of these scopes; all of them when none is named.</summary>
    /// <param name="department">What the key is restricted to; null: nothing.</param>
    public static Task<ApiClient> Of(TestHub hub, string? department = null, int perMinute = 6000, params string[] scopes) =>
        Of(hub.Services, hub.Client(), department, perMinute, scopes);

    /// <summary>The same, of a hub that is asked by <paramref name="http"/>.</summary>
    public static async Task<ApiClient> Of(IServiceProvider services, HttpClient http, string? department = null, int perMinute = 6000, params string[] scopes)
    {
        var (id, text, hash) = ApiKeyText.New();
        var key = new ApiKey(
            id, "Abone sistemi", scopes.Length == 0 ? ApiScopes.All : [.. scopes], department is null ? [] : [department], perMinute, services.GetRequiredService<TimeProvider>().GetUtcNow(), "Deniz Kaya");
        await services.GetRequiredService<ApiKeyStore>().Add(new StoredApiKey(key, hash), new AuditEntry("a-1", "Deniz Kaya", "apiKey.created", id));
        return new ApiClient(http, text);
    }

    public string Key => key!;

    public Task<HttpResponseMessage> Get(string path) => Send(HttpMethod.Get, path);

    /// <summary>With an idempotency key of its own, unless one is given; an empty one sends none.</summary>
    public Task<HttpResponseMessage> Post(string path, object? body, string? idempotencyKey = null) => Send(HttpMethod.Post, path, body, idempotencyKey);

    public async Task<JsonNode> GetJson(string path)
    {
        using var response = await Get(path);
        return await Ok(response);
    }

    public async Task<JsonNode> PostJson(string path, object? body, string? idempotencyKey = null)
    {
        using var response = await Post(path, body, idempotencyKey);
        return await Ok(response);
    }

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null, string? idempotencyKey = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : "/api/v1/" + path);
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (method == HttpMethod.Post && idempotencyKey is not "") request.Headers.Add("Idempotency-Key", idempotencyKey ?? Guid.NewGuid().ToString());
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (body is not null) request.Content = body as HttpContent ?? JsonContent.Create(body);
        return await http.SendAsync(request);
    }

    public static async Task<JsonNode> Ok(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, $"{(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Status and code of a refusal.</summary>
    public static async Task<(int Status, string? Code)> Refusal(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return ((int)response.StatusCode, await TestBrowser.Code(response));
    }
}
