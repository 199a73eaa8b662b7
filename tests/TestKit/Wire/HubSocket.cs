using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ContactHub.TestKit;

/// <summary>
/// A client of SignalR's JSON hub protocol (specs/HubProtocol.md in dotnet/aspnetcore) on a bare WebSocket, which can also send what no proper
/// client would.
/// </summary>
public sealed class HubSocket : IAsyncDisposable
{
    private const char Terminator = '\u001e';
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _calls = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<HubPush> _pushes = new();
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _shaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _sending = new(1, 1);
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lastId;

    private HubSocket()
    {
    }

    /// <summary>Ends when the connection has ended, with the hub's reason, empty when it gave none.</summary>
    public Task<string> Closed => _closed.Task.WaitAsync(Eventually.Patience);

    /// <summary>What the hub has pushed so far.</summary>
    public IReadOnlyCollection<HubPush> Pushes => _pushes;

    /// <summary>Connects and shakes hands.</summary>
    /// <param name="hub">The hub's http or https address with its query; by https, a certificate of its own for localhost will do.</param>
    /// <exception cref="WebSocketException">The hub refused the upgrade.</exception>
    public static async Task<HubSocket> Open(Uri hub, IReadOnlyDictionary<string, string>? headers = null)
    {
        var client = new HubSocket();
        foreach (var (name, value) in headers ?? new Dictionary<string, string>()) client._socket.Options.SetRequestHeader(name, value);
        var isTls = hub.Scheme == Uri.UriSchemeHttps;
        if (isTls) client._socket.Options.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost";
        await client._socket.ConnectAsync(new UriBuilder(hub) { Scheme = isTls ? "wss" : "ws" }.Uri, CancellationToken.None).WaitAsync(Eventually.Patience);
        _ = client.Receive();
        await client.SendRecord("{\"protocol\":\"json\",\"version\":1}");
        await client._shaken.Task.WaitAsync(Eventually.Patience);
        return client;
    }

    /// <summary>Calls a method and returns its result; undefined for a method without one.</summary>
    /// <exception cref="HubRefusalException">The hub answered with an error.</exception>
    /// <exception cref="IOException">The connection ended first.</exception>
    public Task<JsonElement> Call(string method, params object?[] arguments) =>
        CallRaw(method, JsonSerializer.Serialize(arguments, JsonSerializerOptions.Web));

    /// <summary>Calls a method with arguments as JSON text, whatever that is.</summary>
    /// <inheritdoc cref="Call"/>
    public async Task<JsonElement> CallRaw(string method, string arguments)
    {
        var id = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        var call = _calls[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendRecord($"{{\"type\":1,\"invocationId\":\"{id}\",\"target\":\"{method}\",\"arguments\":{arguments}}}");
        if (_closed.Task.IsCompleted) throw new IOException("The connection is closed.");
        return await call.Task.WaitAsync(Eventually.Patience);
    }

    /// <summary>Sends one record as text.</summary>
    public Task SendRecord(string json) => Send(Encoding.UTF8.GetBytes(json + Terminator));

    /// <summary>Sends one message of bytes as they are.</summary>
    public async Task Send(byte[] bytes, WebSocketMessageType type = WebSocketMessageType.Text)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(bytes, type, true, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Cancelled is what a socket says that was found broken while it sent.
            throw new IOException("The connection is closed.", e);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Waits until a condition holds; it is looked at after everything that the hub pushes.</summary>
    /// <exception cref="TimeoutException">It never did.</exception>
    public async Task Until(Func<bool> condition, string expected)
    {
        using var patience = new CancellationTokenSource(Eventually.Patience);
        while (true)
        {
            var news = Volatile.Read(ref _news).Task;
            if (condition()) return;
            try
            {
                await news.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Never came: {expected}. Pushed: {string.Join('\n', _pushes.TakeLast(20).Select(p => p.Target + p.Arguments))}");
            }
        }
    }

    /// <summary>Waits for the first push of a target that fits.</summary>
    public async Task<HubPush> Push(string target, Func<HubPush, bool>? fits = null)
    {
        HubPush? found = null;
        await Until(() => (found = _pushes.FirstOrDefault(p => p.Target == target && (fits is null || fits(p)))) is not null, target);
        return found!;
    }

    /// <summary>Ends the connection and waits until the hub has answered.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            await _closed.Task.WaitAsync(Eventually.Patience);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It has ended already.
        }

        _socket.Dispose();
    }

    private async Task Receive()
    {
        var (buffer, text, reason) = (new byte[16 * 1024], new StringBuilder(), "");
        var decoder = Encoding.UTF8.GetDecoder();
        var chars = new char[Encoding.UTF8.GetMaxCharCount(buffer.Length)];
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer, CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close) break;
                text.Append(chars, 0, decoder.GetChars(buffer, 0, received.Count, chars, 0));
                reason = TakeRecords(text) ?? reason;
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection broke, which is an end like any other.
        }

        _shaken.TrySetException(new IOException("The hub ended the connection: " + reason));
        _closed.TrySetResult(reason);
        foreach (var call in _calls.Values) call.TrySetException(new IOException("The hub ended the connection: " + reason));
        Pulse();
    }

    private string? TakeRecords(StringBuilder text)
    {
        string? reason = null;
        var records = text.ToString().Split(Terminator);
        text.Clear().Append(records[^1]);
        foreach (var json in records[..^1])
        {
            using var document = JsonDocument.Parse(json);
            reason = Take(document.RootElement.Clone()) ?? reason;
        }

        return reason;
    }

    private string? Take(JsonElement record)
    {
        var error = record.TryGetProperty("error", out var e) ? e.GetString() : null;
        switch (record.TryGetProperty("type", out var type) ? type.GetInt32() : 0)
        {
            case 0 when error is null:
                _shaken.TrySetResult();
                break;
            case 1:
                _pushes.Enqueue(new HubPush(record.GetProperty("target").GetString()!, record.GetProperty("arguments")));
                Pulse();
                break;
            case 3 when _calls.TryRemove(record.GetProperty("invocationId").GetString()!, out var call):
                if (error is not null) call.TrySetException(new HubRefusalException(error));
                else call.TrySetResult(record.TryGetProperty("result", out var result) ? result : default);
                break;
            case 0 or 7:
                return error ?? "";
        }

        return null;
    }

    private void Pulse() => Interlocked.Exchange(ref _news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}

/// <summary>Something that the hub pushed.</summary>
/// <param name="Arguments">A JSON array.</param>
public sealed record HubPush(string Target, JsonElement Arguments)
{
    /// <summary>One argument.</summary>
    public JsonElement this[int index] => Arguments[index];
}

/// <summary>The hub answered a call with an error; the message is the hub's.</summary>
public sealed class HubRefusalException(string message) : Exception(message)
{
    private const string Marker = "HubException: ";

    /// <summary>The error's code (docs/protocol.md section 3); empty for a fault without one.</summary>
    public string Code => Text.Split(':') is [var code, _, ..] ? code : "";

    /// <summary>What the hub says after SignalR's own words; empty for a fault without a code.</summary>
    public string Text => Message.IndexOf(Marker, StringComparison.Ordinal) is >= 0 and var at ? Message[(at + Marker.Length)..] : "";
}
