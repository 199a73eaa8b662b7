using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContactHub.Telegram.Tests;

/// <summary>
/// The Bot API as it is documented, on a real socket: keeps updates until a later one is asked for, answers one asker at a time, checks what it is sent,
/// and fails when it is told to.
/// </summary>
internal sealed class FakeTelegram : IAsyncDisposable
{
    public const string Token = "123456:the-token-of-the-tests";
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, string> _updates = [];
    private readonly ConcurrentDictionary<string, byte[]> _files = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _next = new(StringComparer.Ordinal);
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? _asker;
    private long _told;
    private TimeSpan _wait;
    private long _lastUpdate = 7000;

    private FakeTelegram(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>Every call, in order: the method and what it was given.</summary>
    public ConcurrentQueue<(string Method, JsonElement Request)> Calls { get; } = new();

    /// <summary>Messages that were taken, in order.</summary>
    public ConcurrentQueue<JsonElement> Sent { get; } = new();

    /// <summary>What was sent that the Bot API does not take.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>Whether updates that were confirmed are told once more.</summary>
    public bool RepeatsUpdates { get; set; }

    /// <summary>Whether everything that was told has been confirmed.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _updates.Count == 0;
        }
    }

    public JsonElement? Webhook { get; private set; }

    public static async Task<FakeTelegram> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new FakeTelegram(app);
        app.MapPost("/bot{token}/{method}", fake.Answer);
        app.MapGet("/file/bot{token}/{**path}", (string token, string path) =>
            token == Token && fake._files.TryGetValue(path, out var bytes) ? Results.Bytes(bytes) : Results.NotFound());
        await app.StartAsync();
        fake.Address = new Uri(app.Urls.First());
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        _asker?.Cancel();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _asker?.Dispose();
    }

    /// <summary>Tells an update; <c>UPDATE</c> in it becomes its id.</summary>
    public long Tell(string json)
    {
        lock (_gate)
        {
            var id = ++_lastUpdate;
            _updates.Add(id, json.Replace("UPDATE", id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            _news.TrySetResult();
            return id;
        }
    }

    public void Keep(string path, byte[] bytes) => _files[path] = bytes;

    /// <summary>The next message to a chat gets this answer instead of being taken; <c>lost</c>: it is taken, and the answer is lost.</summary>
    public void Fail(long chat, string answer) => _next.GetOrAdd($"{chat}", _ => new()).Enqueue(answer);

    public IReadOnlyList<string> TextsTo(string chatId) => [.. Sent.Where(sent => Chat(sent) == chatId).Select(sent => sent.GetProperty("text").GetString()!)];

    public static string? Chat(JsonElement request) => request.TryGetProperty("chat_id", out var chat) ? chat.ToString() : null;

    private async Task<IResult> Answer(string token, string method, HttpContext http)
    {
        if (token != Token) return Error(401, "Unauthorized");
        var request = await Read(http.Request);
        Calls.Enqueue((method, request));
        string? fault = null;
        if (method == "sendMessage" && _next.TryGetValue(Chat(request) ?? "", out var faults)) faults.TryDequeue(out fault);
        if (fault is not null && fault != "lost") return Fault(fault);
        if (method == "sendMessage" && _wait > TimeSpan.Zero && Stopwatch.GetElapsedTime(_told) < _wait)
        {
            Faults.Enqueue("sent before retry_after");
            return Error(429, "Too Many Requests: retry after 1", 1);
        }

        var result = method switch
        {
            "getUpdates" => await GetUpdates(request, http.RequestAborted),
            "setWebhook" => Set(request),
            "deleteWebhook" => Set(null),
            "sendMessage" => Take(request),
            "getFile" => GetFile(request),
            "answerCallbackQuery" or "sendChatAction" or "leaveChat" or "editMessageReplyMarkup" or "sendPhoto" or "sendDocument" => Ok("true"),
            _ => Error(404, "Not Found: method not found"),
        };
        if (fault != "lost") return result;
        http.Abort();
        return Results.Empty;
    }

    private async Task<IResult> GetUpdates(JsonElement request, CancellationToken aborted)
    {
        if (Webhook is not null) return Error(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
        CancellationTokenSource mine;
        lock (_gate)
        {
            _asker?.Cancel();
            _asker = mine = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        }

        var offset = request.GetProperty("offset").GetInt64();
        while (true)
        {
            Task news;
            lock (_gate)
            {
                if (!RepeatsUpdates)
                {
                    foreach (var old in _updates.Keys.Where(id => id < offset).ToList()) _updates.Remove(old);
                }

                RepeatsUpdates = false;
                if (_updates.Count > 0) return Ok($"[{string.Join(',', _updates.Values.Take(100))}]");
                if (_news.Task.IsCompleted) _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
                news = _news.Task;
            }

            try
            {
                await news.WaitAsync(mine.Token);
            }
            catch (OperationCanceledException)
            {
                return Error(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
            }
        }
    }

    private IResult Set(JsonElement? webhook)
    {
        if (webhook is { } set && (!set.TryGetProperty("secret_token", out var secret) || secret.GetString()!.Length > 256)) Faults.Enqueue("setWebhook without secret_token");
        Webhook = webhook;
        return Ok("true");
    }

    private IResult Take(JsonElement request)
    {
        var text = request.TryGetProperty("text", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : "";
        if (Chat(request) is not { Length: > 0 }) return Refuse("Bad Request: chat_id is empty");
        if (string.IsNullOrWhiteSpace(text)) return Refuse("Bad Request: message text is empty");
        if (text.Length > 4096) return Refuse("Bad Request: message is too long");
        foreach (var button in Buttons(request))
        {
            if (Encoding.UTF8.GetByteCount(button.GetProperty("callback_data").GetString()!) is 0 or > 64) return Refuse("Bad Request: BUTTON_DATA_INVALID");
            if (string.IsNullOrEmpty(button.GetProperty("text").GetString())) return Refuse("Bad Request: text buttons are allowed to be non-empty only");
        }

        Sent.Enqueue(request);
        return Ok($"{{\"message_id\":{Sent.Count + 500}}}");
    }

    /// <summary>The buttons of a message, in order.</summary>
    public static IReadOnlyList<JsonElement> Buttons(JsonElement message) =>
        message.TryGetProperty("reply_markup", out var markup) ? [.. markup.GetProperty("inline_keyboard").EnumerateArray().SelectMany(row => row.EnumerateArray())] : [];

    private IResult GetFile(JsonElement request)
    {
        var id = request.GetProperty("file_id").GetString()!;
        return _files.TryGetValue("files/" + id, out var bytes)
            ? bytes.Length > 20 * 1024 * 1024 ? Error(400, "Bad Request: file is too big") : Ok($"{{\"file_id\":\"{id}\",\"file_size\":{bytes.Length},\"file_path\":\"files/{id}\"}}")
            : Error(400, "Bad Request: invalid file_id");
    }

    private IResult Refuse(string description)
    {
        Faults.Enqueue(description);
        return Error(400, description);
    }

    private IResult Fault(string fault)
    {
        var wait = JsonNode.Parse(fault)!["parameters"]?["retry_after"]?.GetValue<int>();
        if (wait is { } seconds) (_told, _wait) = (Stopwatch.GetTimestamp(), TimeSpan.FromSeconds(seconds));
        return Results.Text(fault, "application/json", statusCode: JsonNode.Parse(fault)!["error_code"]!.GetValue<int>());
    }

    private static IResult Ok(string result) => Results.Text($"{{\"ok\":true,\"result\":{result}}}", "application/json");

    private static IResult Error(int code, string description, int? wait = null) => Results.Text(ErrorText(code, description, wait), "application/json", statusCode: code);

    /// <summary>An error as the Bot API words it.</summary>
    public static string ErrorText(int code, string description, int? wait = null) =>
        $"{{\"ok\":false,\"error_code\":{code},\"description\":\"{description}\"{(wait is null ? "" : $",\"parameters\":{{\"retry_after\":{wait}}}")}}}";

    private static async Task<JsonElement> Read(HttpRequest request)
    {
        if (!request.HasFormContentType) return (await JsonDocument.ParseAsync(request.Body)).RootElement;
        var form = await request.ReadFormAsync();
        var fields = new JsonObject();
        foreach (var (name, value) in form) fields[name] = value.ToString();
        foreach (var file in form.Files) fields[file.Name] = new JsonObject { ["name"] = file.FileName, ["type"] = file.ContentType, ["size"] = file.Length };
        return JsonDocument.Parse(fields.ToJsonString()).RootElement;
    }
}
