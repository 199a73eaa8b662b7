using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ContactHub.Hubs.Tests;
using ContactHub.Security;

namespace ContactHub.Files.Tests;

/// <summary>Uploads and downloads as browsers do it.</summary>
internal static class FileClient
{
    public static async Task<HttpResponseMessage> Upload(this RunningHub hub, Session session, byte[] bytes, string? name)
    {
        using var request = Post("/api/visitor/files", bytes, name);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.Token);
        return await Send(hub, request);
    }

    public static async Task<HttpResponseMessage> Upload(this RunningHub hub, StaffScreen staff, byte[] bytes, string? name)
    {
        using var request = Post("/api/desk/files", bytes, name);
        request.Headers.Add("Cookie", staff.Cookie);
        request.Headers.Add(HubHeader.Name, "1");
        return await Send(hub, request);
    }

    public static async Task<UploadAnswer> Uploaded(this Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<UploadAnswer>(JsonSerializerOptions.Web))!;
    }

    public static async Task<(HttpStatusCode Status, string? Code)> Refused(this Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (response.StatusCode, problem.GetProperty("code").GetString());
    }

    public static async Task<HttpResponseMessage> Get(this RunningHub hub, string path, string? cookie = null, Action<HttpRequestHeaders>? headers = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        headers?.Invoke(request.Headers);
        return await Send(hub, request);
    }

    private static async Task<HttpResponseMessage> Send(RunningHub hub, HttpRequestMessage request)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = hub.Address };
        return await http.SendAsync(request);
    }

    private static HttpRequestMessage Post(string path, byte[] bytes, string? name)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        if (name is not null) request.Headers.Add("X-File-Name", Uri.EscapeDataString(name));
        return request;
    }
}
