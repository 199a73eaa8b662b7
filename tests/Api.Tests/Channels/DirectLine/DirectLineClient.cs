using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ContactHub.TestKit;

namespace ContactHub.DirectLine.Tests;

/// <summary>A Direct Line client by HTTP alone: what a token's holder asks.</summary>
internal sealed class DirectLineClient(Uri hub, string bearer) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = hub };

    /// <summary>Asks and answers status and JSON (undefined when there is none); nothing is checked.</summary>
    public async Task<DirectLineReply> Ask(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, "/v3/directline" + path);
        if (bearer.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body),
        };
        using var response = await _http.SendAsync(request);
        var json = await response.Content.ReadAsStringAsync();
        return new DirectLineReply(
            response.StatusCode, json.Length == 0 ? default : JsonDocument.Parse(json).RootElement,
            response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    public async Task<JsonElement> Get(string path) => (await Ask(HttpMethod.Get, path)).Ok();

    public async Task<JsonElement> Post(string path, object? body = null) => (await Ask(HttpMethod.Post, path, body)).Ok();

    /// <summary>Posts a message under an id, as WebChat does, and answers the activity's id.</summary>
    public async Task<string> Say(string conversationId, string text, string clientActivityId) =>
        (await Post($"/conversations/{conversationId}/activities", Message(text, clientActivityId))).GetProperty("id").GetString()!;

    public static object Message(string text, string clientActivityId) => new
    {
        type = "message", text, textFormat = "plain", from = new { id = "somebody", role = "user" }, locale = "tr-TR", attachments = Array.Empty<object>(),
        channelData = new { clientActivityID = clientActivityId, attachmentSizes = Array.Empty<int>() },
    };

    public void Dispose() => _http.Dispose();
}

internal sealed record DirectLineReply(HttpStatusCode Status, JsonElement Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body of a success; fails the test otherwise.</summary>
    public JsonElement Ok()
    {
        Assert.True((int)Status is >= 200 and < 300, $"{Status}: {Body}");
        return Body;
    }

    /// <summary>The code of a refusal in Direct Line's shape.</summary>
    public string Code()
    {
        var error = Body.GetProperty("error");
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        return error.GetProperty("code").GetString()!;
    }
}

/// <summary>A client's WebSocket, and every activity that came over it.</summary>
internal sealed class DirectLineSocket : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentQueue<JsonElement> _activities = new();
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _watermark = "";
    private int _empty;

    public IReadOnlyList<JsonElement> Activities => [.. _activities];

    public string Watermark => _watermark;

    public int EmptyFrames => Volatile.Read(ref _empty);

    public bool HasClosed => _closed.Task.IsCompleted;

    /// <summary>Ends with the reason of the server's close frame.</summary>
    public Task<string> Closed => _closed.Task.WaitAsync(Eventually.Patience);

    public static async Task<DirectLineSocket> Open(JsonElement conversation, string? origin = null)
    {
        var client = new DirectLineSocket();
        if (origin is not null) client._socket.Options.SetRequestHeader("Origin", origin);
        await client._socket.ConnectAsync(new Uri(conversation.GetProperty("streamUrl").GetString()!), CancellationToken.None).WaitAsync(Eventually.Patience);
        _ = client.Receive();
        return client;
    }

    public Task Send(string frame) => _socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>Waits for an activity and answers the first one that fits.</summary>
    public async Task<JsonElement> Next(Func<JsonElement, bool> fits)
    {
        await Eventually.Holds(() => Activities.Any(fits) || _closed.Task.IsCompleted);
        return Activities.First(fits);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _closed.Task;
        _socket.Dispose();
    }

    private async Task Receive()
    {
        var buffer = new byte[256 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult received;
                do
                {
                    received = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    length += received.Count;
                }
                while (!received.EndOfMessage);
                if (received.MessageType == WebSocketMessageType.Close) break;
                Keep(buffer.AsMemory(0, length));
            }

            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            _closed.TrySetResult(_socket.CloseStatusDescription ?? "");
        }
        catch (WebSocketException e)
        {
            _closed.TrySetResult(e.Message);
        }
        catch (OperationCanceledException)
        {
            _closed.TrySetResult("");
        }
    }

    private void Keep(ReadOnlyMemory<byte> frame)
    {
        if (frame.IsEmpty)
        {
            Interlocked.Increment(ref _empty);
            return;
        }

        var set = JsonDocument.Parse(frame.ToArray()).RootElement;
        // First the mark: whoever has seen an activity may ask for what follows it.
        _watermark = set.GetProperty("watermark").GetString()!;
        foreach (var activity in set.GetProperty("activities").EnumerateArray()) _activities.Enqueue(activity);
    }
}

/// <summary>Short words for looking at activities.</summary>
internal static class ActivityWords
{
    public static string Type(this JsonElement activity) => activity.GetProperty("type").GetString()!;

    public static string? Text(this JsonElement activity) => activity.TryGetProperty("text", out var text) ? text.GetString() : null;

    public static string Role(this JsonElement activity) => activity.GetProperty("from").GetProperty("role").GetString()!;

    public static string? ClientId(this JsonElement activity) =>
        activity.TryGetProperty("channelData", out var data) && data.TryGetProperty("clientActivityID", out var id) ? id.GetString() : null;

    public static string? Kind(this JsonElement activity) =>
        activity.TryGetProperty("channelData", out var data) && data.TryGetProperty("kind", out var kind) ? kind.GetString() : null;
}
