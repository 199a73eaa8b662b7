using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ContactHub.Files.Tests;
using ContactHub.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContactHub.Bots.Tests;

/// <summary>An activity that a bot was sent, and how.</summary>
internal sealed record Received(string Bot, JsonElement Activity, string? Authorization)
{
    public string Type => Activity.Text("type")!;

    public string Id => Activity.Text("id")!;

    public string ConversationId => Activity.Object("conversation").Text("id")!;
}

/// <summary>Bots on a real socket, one below each path: keep what they are sent, do what they are told to before they answer, and call the hub.</summary>
internal sealed class FakeBot : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private FakeBot(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>Everything that was sent, in order.</summary>
    public ConcurrentQueue<Received> Received { get; } = new();

    /// <summary>What is done with an activity before it is answered; answers its status.</summary>
    public Func<Received, Task<int>> Turn { get; set; } = _ => Task.FromResult(StatusCodes.Status200OK);

    public static async Task<FakeBot> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new FakeBot(app);
        app.MapPost("/{bot}/api/messages", fake.Take);
        app.MapGet("/plan.png", () => Results.Bytes(SampleFiles.Png, "image/png"));
        await app.StartAsync();
        fake.Address = new Uri(app.Urls.First());
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Waits for an activity of a conversation.</summary>
    public async Task<Received> Gets(string conversationId, Func<Received, bool> fits)
    {
        Received? found = null;
        await Eventually.Holds(() => (found = Received.FirstOrDefault(one => one.ConversationId == conversationId && fits(one))) is not null);
        return found!;
    }

    /// <summary>Calls the hub as a bot does, under the address that the activity names; the hub of the tests is at another one.</summary>
    /// <param name="rest">Below the service's address, such as <c>v3/conversations</c>.</param>
    public async Task<HttpResponseMessage> Call(Uri hub, Received activity, HttpMethod method, string rest, object? body = null, string? token = null)
    {
        var service = new Uri(activity.Activity.Text("serviceUrl")!).AbsolutePath;
        using var request = new HttpRequestMessage(method, new Uri(hub, service + rest));
        if (body is not null) request.Content = JsonContent.Create(body);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _http.SendAsync(request);
    }

    private async Task<IResult> Take(string bot, HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var received = new Received(bot, body.RootElement.Clone(), http.Request.Headers.Authorization);
        Received.Enqueue(received);
        return Results.StatusCode(await Turn(received));
    }
}
