using System.Net;
using System.Net.Http.Json;
using System.Text;
using ContactHub.Hubs.Tests;

namespace ContactHub.OpenApi.Tests;

/// <summary>What can't be understood is refused for what it is, by a real server.</summary>
public sealed class UnknownRequestTests(RunningHub hub) : IClassFixture<RunningHub>, IAsyncLifetime
{
    private readonly HttpClient _http = new() { BaseAddress = hub.Address };
    private ApiClient _api = null!;

    public async Task InitializeAsync() => _api = await ApiClient.Of(hub.Services, _http);

    public Task DisposeAsync()
    {
        _http.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("GET", "yok", 404, "notFound")]
    [InlineData("GET", "contacts/x/y/z", 404, "notFound")]
    [InlineData("DELETE", "contacts", 405, "methodNotAllowed")]
    [InlineData("DELETE", "conversations/c-1/notes", 405, "methodNotAllowed")]
    [InlineData("POST", "contacts", 415, "unsupportedType")]
    public async Task A_path_or_method_that_there_is_not_and_a_body_that_is_missing_are_told_so(string method, string path, int status, string code)
    {
        using var response = await _api.Send(new HttpMethod(method), path);
        Assert.Equal((status, code), await ApiClient.Refusal(response));
        Assert.Equal(status == 405, response.Content.Headers.Allow.Count > 0);
    }

    [Theory]
    [InlineData("contacts", "application/x-www-form-urlencoded")]
    [InlineData("contacts", "text/plain")]
    [InlineData("files", "application/json")]
    public async Task A_body_of_another_type_is_told_so(string path, string type)
    {
        using var response = await _api.Post(path, new StringContent("{}", Encoding.UTF8, type));
        Assert.Equal((415, "unsupportedType"), await ApiClient.Refusal(response));
    }

    [Theory]
    [InlineData("{\"name\":")]
    [InlineData("{\"name\":5}")]
    [InlineData("")]
    public async Task A_body_that_can_not_be_read_is_told_so(string body)
    {
        using var response = await _api.Post("contacts", new StringContent(body, Encoding.UTF8, "application/json"));
        var problem = (await response.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonObject>())!;
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), (response.StatusCode, (string)problem["code"]!));
        Assert.Contains("JSON", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_none_is_told_so()
    {
        using var response = await _api.Get("contacts?limit=abc");
        Assert.Equal((400, "invalid"), await ApiClient.Refusal(response));
        Assert.Contains("\"detail\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_is_too_long_is_told_so(bool chunked)
    {
        using var body = new StringContent(new string('a', 300_000), Encoding.UTF8, "application/json");
        if (chunked) body.Headers.ContentLength = null;
        using var response = await _api.Post("contacts", body);
        Assert.Equal((413, "tooLong"), await ApiClient.Refusal(response));
    }

    [Fact]
    public async Task Nobody_is_told_anything_without_a_key()
    {
        using var response = await _http.GetAsync("/api/v1/yok");
        Assert.Equal((401, "unauthorized"), await ApiClient.Refusal(response));
    }

    [Fact]
    public async Task A_conversation_is_resolved_without_a_reason_and_begins_on_the_channel_of_other_systems()
    {
        var contact = (string)(await _api.PostJson("contacts", new { name = "Ali" }))["id"]!;
        var conversation = (string)(await _api.PostJson("conversations", new { contactId = contact, @as = "system", text = "Sayaç okunacak" }))["conversationId"]!;
        var events = (await _api.GetJson($"conversations/{conversation}/events"))["items"]!.AsArray();

        Assert.All(events, one => Assert.Equal("api", (string)one!["channel"]!));
        await _api.PostJson($"conversations/{conversation}/resolve", new { });
    }
}
