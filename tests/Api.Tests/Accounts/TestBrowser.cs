using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ContactHub.Security;
using Microsoft.AspNetCore.TestHost;

namespace ContactHub.Accounts.Tests;

/// <summary>Keeps cookies between requests, as a browser does.</summary>
internal sealed class TestBrowser(TestServer server)
{
    public const string Password = "mavi kapı 7 bulut";

    private static readonly Uri Origin = new("http://localhost/");

    public CookieContainer Cookies { get; } = new();

    public string? Email { get; private set; }

    /// <summary>What is sent as <c>Accept-Language</c>; null for none.</summary>
    public string? Language { get; set; }

    public Task<HttpResponseMessage> SignIn(string email, string password = Password, string? code = null)
    {
        Email = email;
        return Post("/api/account/sign-in", new { email, password, code, remember = false });
    }

    public Task<HttpResponseMessage> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<HttpResponseMessage> Post(string path, object? body = null) => Send(HttpMethod.Post, path, body);

    public Task<HttpResponseMessage> Put(string path, object? body) => Send(HttpMethod.Put, path, body);

    public Task<HttpResponseMessage> Delete(string path) => Send(HttpMethod.Delete, path, null);

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body, bool hubHeader = true, string? range = null)
    {
        using var client = server.CreateClient();
        using var request = new HttpRequestMessage(method, new Uri(Origin, path));
        if (hubHeader) request.Headers.Add(HubHeader.Name, "1");
        if (Cookies.GetCookieHeader(Origin) is { Length: > 0 } cookies) request.Headers.Add("Cookie", cookies);
        if (range is not null) request.Headers.Add("Range", range);
        if (Language is not null) request.Headers.Add("Accept-Language", Language);
        if (body is not null) request.Content = body as HttpContent ?? JsonContent.Create(body);
        var response = await client.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set) Cookies.SetCookies(Origin, cookie);
        }

        return response;
    }

    public async Task<JsonNode> GetJson(string path)
    {
        var response = await Get(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await Json(response);
    }

    public static async Task<JsonNode> Json(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    /// <summary>The problem document's code.</summary>
    public static async Task<string?> Code(HttpResponseMessage response) => (string?)(await Json(response))["code"];
}
