using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ContactHub.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContactHub.Webhooks.Tests;

/// <summary>A request as a receiver got it.</summary>
internal sealed record Received(string Delivery, string Event, string? Timestamp, string Signature, byte[] Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Kind => (string)Json["event"]!["kind"]!;

    /// <summary>The conversation and the place in it.</summary>
    public string Place => $"{Json["conversation"]!["id"]}/{Json["event"]!["seq"]}";

    public string[] Signatures => Signature.Split(',');

    public bool IsSignedWith(string secret) => Signatures.Contains(TimedSignature.Sign(secret, Timestamp!, Body));
}

/// <summary>A municipality's own system: a real web server on this machine that keeps what it is told, and answers as the test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _requests = new();

    private Receiver(WebApplication app) => _app = app;

    /// <summary>Every request, in the order of arrival.</summary>
    public IReadOnlyList<Received> Requests => [.. _requests];

    /// <summary>Those of conversations.</summary>
    public IEnumerable<string> Places => Requests.Select(request => request.Place);

    public string Url { get; private set; } = "";

    /// <summary>What is answered; 204 by default. The number counts from 1.</summary>
    public Func<Received, int, HttpContext, Task> Answer { get; set; } = (_, _, context) =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(receiver.Take);
        await receiver._app.StartAsync();
        receiver.Url = receiver._app.Urls.First() + "/hook";
        return receiver;
    }

    /// <summary>Answers with a status.</summary>
    public void AnswerStatus(int status) => Answer = (_, _, context) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Take(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers;
        var received = new Received(
            headers[WebhookSender.DeliveryHeader]!, headers[WebhookSender.EventHeader]!, headers[TimedSignature.TimestampHeader], headers[TimedSignature.Header]!, body.ToArray());
        int number;
        lock (_requests)
        {
            _requests.Enqueue(received);
            number = _requests.Count;
        }

        await Answer(received, number, context);
    }
}
