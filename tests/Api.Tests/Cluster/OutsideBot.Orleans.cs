using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContactHub.Cluster.Tests;

/// <summary>
/// A bot from outside on a real web server: it thinks about each message until it is told to speak, and then answers it once, however often it was
/// told of it, at the address that the activity names.
/// </summary>
internal sealed class OutsideBot : IAsyncDisposable
{
    public const string Secret = "the-secret-that-only-the-bot-of-the-tests-knows";

    private readonly WebApplication _app;
    private readonly HttpClient _hub = new();
    private readonly TaskCompletionSource _speaks = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, bool> _answered = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<JsonNode> _messages = new();

    private OutsideBot(WebApplication app) => _app = app;

    /// <summary>The messages that it was told, also those that came again.</summary>
    public IReadOnlyList<JsonNode> Messages => [.. _messages];

    public string Url { get; private set; } = "";

    public static async Task<OutsideBot> Start()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var bot = new OutsideBot(builder.Build());
        bot._app.Run(bot.Take);
        await bot._app.StartAsync();
        bot.Url = bot._app.Urls.First() + "/api/messages";
        return bot;
    }

    /// <summary>It has thought enough.</summary>
    public void Speak() => _speaks.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Speak();
        await _app.DisposeAsync();
        _hub.Dispose();
    }

    private async Task Take(HttpContext context)
    {
        var activity = (await context.Request.ReadFromJsonAsync<JsonNode>())!;
        if ((string?)activity["type"] != "message") return;
        _messages.Enqueue(activity);
        await _speaks.Task;
        var id = (string)activity["id"]!;
        if (!_answered.TryAdd(id, true)) return;
        var address = $"{(string)activity["serviceUrl"]!}v3/conversations/{(string)activity["conversation"]!["id"]!}/activities/{id}";
        using var answer = await _hub.PostAsJsonAsync(address, new { type = "message", text = $"Yankı: {(string)activity["text"]!}", replyToId = id });
        context.Response.StatusCode = answer.IsSuccessStatusCode ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
    }
}
