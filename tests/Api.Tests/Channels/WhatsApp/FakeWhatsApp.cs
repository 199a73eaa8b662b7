using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContactHub.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContactHub.WhatsApp.Tests;

/// <summary>
/// The Cloud API as it is documented, on a real socket: checks what it is sent, keeps files, fails when it is told to, and tells the hub what citizens do
/// until the hub has taken it.
/// </summary>
internal sealed class FakeWhatsApp : IAsyncDisposable
{
    public const string Token = "EAAJB-the-token-of-the-tests-0123456789";
    public const string AppSecret = "the-app-secret-of-the-tests";
    public const string VerifyToken = "the_verify_token_of_the_tests";

    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private readonly ConcurrentDictionary<string, (byte[] Bytes, string ContentType)> _files = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _next = new();
    private int _ids;

    private FakeWhatsApp(WebApplication app) => _app = app;

    /// <summary>Where the hub asks.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Where the hub is told things; it may move.</summary>
    public Uri Hub { get; set; } = null!;

    /// <summary>Messages that were taken, in order.</summary>
    public ConcurrentQueue<JsonElement> Sent { get; } = new();

    /// <summary>What was marked as read, in order; <c>true</c>: with "typing".</summary>
    public ConcurrentQueue<(string MessageId, bool Typing)> Read { get; } = new();

    /// <summary>What messages that were taken are called by, and their texts.</summary>
    public ConcurrentQueue<(string Id, string Text)> Ids { get; } = new();

    /// <summary>The templates of the account.</summary>
    public FakeTemplates Templates { get; } = new();

    /// <summary>What was sent that the Cloud API does not take.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    public static async Task<FakeWhatsApp> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new FakeWhatsApp(app);
        app.MapPost($"/v26.0/{Notifications.NumberId}/messages", (Delegate)fake.Message);
        app.MapPost($"/v26.0/{Notifications.NumberId}/media", (Delegate)fake.Upload);
        app.MapGet($"/v26.0/{FakeTemplates.AccountId}/message_templates", (HttpRequest request) => fake.ListTemplates(request));
        app.MapGet("/v26.0/{id}", (string id, HttpRequest request) => fake.Find(id, request));
        app.MapDelete("/v26.0/{id}", (string id, HttpRequest request) => fake.Remove(id, request));
        app.MapGet("/files/{id}", (string id, HttpRequest request) => fake.Download(id, request));
        await app.StartAsync();
        fake.Address = new Uri(app.Urls.First());
        return fake;
    }

    /// <summary>What the hub is started with.</summary>
    public string[] Settings() =>
    [
        "--WhatsApp:Enabled=true", $"--WhatsApp:AppSecret={AppSecret}", $"--WhatsApp:VerifyToken={VerifyToken}", $"--WhatsApp:ApiUrl={Address}v26.0",
        "--WhatsApp:Numbers:0:Id=cozum", $"--WhatsApp:Numbers:0:PhoneNumberId={Notifications.NumberId}", $"--WhatsApp:Numbers:0:Token={Token}",
        $"--WhatsApp:Numbers:0:AccountId={FakeTemplates.AccountId}",
        "--WhatsApp:Numbers:0:Notice:Tr=Aydınlatma metni", "--Outbound:AllowedNetworks:0=127.0.0.0/8",
    ];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Tells the hub, again and again until it says that it has it.</summary>
    public Task Tell(string notification) => Eventually.Holds(async () =>
    {
        try
        {
            return await Post(notification) == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            // Not there, or killed just now.
            return false;
        }
    });

    /// <summary>Tells the hub once.</summary>
    /// <param name="signature">Null for the right one.</param>
    public async Task<HttpStatusCode> Post(string notification, string? signature = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Hub, "/channels/whatsapp"));
        var body = Encoding.UTF8.GetBytes(notification);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature ?? Signature(AppSecret, body));
        using var answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }

    public static string Signature(string secret, byte[] body) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>A file that citizens sent.</summary>
    public void Keep(string id, byte[] bytes, string contentType) => _files[id] = (bytes, contentType);

    public bool Has(string id) => _files.ContainsKey(id);

    /// <summary>The next message to somebody gets this answer instead of being taken; <c>lost</c>: it is taken, and the answer is lost.</summary>
    public void Fail(string person, string answer) => _next.GetOrAdd(person, _ => new()).Enqueue(answer);

    public static string To(JsonElement message) => message.GetProperty(message.TryGetProperty("to", out _) ? "to" : "recipient").GetString()!;

    public static string Text(JsonElement message) => message.GetProperty("type").GetString() switch
    {
        "text" => message.GetProperty("text").GetProperty("body").GetString()!,
        "template" => message.GetProperty("template").GetProperty("name").GetString()!,
        "interactive" => message.GetProperty("interactive").GetProperty("body").GetProperty("text").GetString()!,
        _ => "",
    };

    /// <summary>Id and title of the buttons or rows of a message.</summary>
    public static IReadOnlyList<(string Id, string Title)> Choices(JsonElement message)
    {
        if (!message.TryGetProperty("interactive", out var interactive)) return [];
        var action = interactive.GetProperty("action");
        var choices = action.TryGetProperty("buttons", out var buttons)
            ? buttons.EnumerateArray().Select(button => button.GetProperty("reply"))
            : action.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("rows").EnumerateArray());
        return [.. choices.Select(choice => (choice.GetProperty("id").GetString()!, choice.GetProperty("title").GetString()!))];
    }

    /// <summary>An error as the Graph API words it.</summary>
    public static string ErrorText(int status, int code, string message, string? details = null) => new JsonObject
    {
        ["status"] = status,
        ["error"] = new JsonObject
        {
            ["message"] = $"(#{code}) {message}", ["type"] = "OAuthException", ["code"] = code, ["fbtrace_id"] = "Az8or2yhqkZfEZ-_4Qn_Bam",
            ["error_data"] = new JsonObject { ["messaging_product"] = "whatsapp", ["details"] = details ?? message },
        },
    }.ToJsonString();

    private async Task<IResult> Message(HttpContext http)
    {
        if (!Allowed(http.Request)) return Error(ErrorText(401, 190, "Invalid OAuth access token."));
        var message = (await JsonDocument.ParseAsync(http.Request.Body)).RootElement;
        if (message.TryGetProperty("status", out _))
        {
            Read.Enqueue((message.GetProperty("message_id").GetString()!, message.TryGetProperty("typing_indicator", out _)));
            return Results.Text("{\"success\":true}", "application/json");
        }

        var next = _next.TryGetValue(To(message), out var answers) && answers.TryDequeue(out var answer) ? answer : null;
        if (next is not null and not "lost") return Error(next);
        if (WhatsAppRules.Fault(message, _files.ContainsKey) is { } fault)
        {
            Faults.Enqueue(fault);
            return Error(ErrorText(400, 100, "Invalid parameter", fault));
        }

        if (message.GetProperty("type").GetString() == "template" && Templates.Error(message) is { } unfit) return Error(unfit);
        var id = Notifications.Wamid();
        Ids.Enqueue((id, Text(message)));
        Sent.Enqueue(message);
        if (next == "lost")
        {
            http.Abort();
            return Results.Empty;
        }

        return Results.Text($$"""{"messaging_product":"whatsapp","contacts":[{"input":"{{To(message)}}","wa_id":"{{To(message)}}"}],"messages":[{"id":"{{id}}"}]}""", "application/json");
    }

    private async Task<IResult> Upload(HttpRequest request)
    {
        if (!Allowed(request)) return Error(ErrorText(401, 190, "Invalid OAuth access token."));
        var form = await request.ReadFormAsync();
        if (form["messaging_product"] != "whatsapp" || form.Files.GetFile("file") is not { } file || file.ContentType != form["type"])
        {
            Faults.Enqueue("an upload without product, type or file");
            return Error(ErrorText(400, 100, "Invalid parameter"));
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        var id = $"upload-{Interlocked.Increment(ref _ids)}";
        _files[id] = (bytes.ToArray(), file.ContentType);
        return Results.Text($"{{\"id\":\"{id}\"}}", "application/json");
    }

    private IResult ListTemplates(HttpRequest request)
    {
        if (!Allowed(request)) return Error(ErrorText(401, 190, "Invalid OAuth access token."));
        return Templates.Failures.TryDequeue(out var failure) ? Error(failure) : Results.Text(Templates.Page(request.Query["after"]), "application/json");
    }

    private IResult Find(string id, HttpRequest request)
    {
        if (!Allowed(request)) return Error(ErrorText(401, 190, "Invalid OAuth access token."));
        if (request.Query["phone_number_id"] != Notifications.NumberId || !_files.TryGetValue(id, out var file)) return Error(ErrorText(400, 100, "Unsupported get request."));
        return Results.Json(new { messaging_product = "whatsapp", url = $"{Address}files/{id}", mime_type = file.ContentType, sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Bytes)), file_size = $"{file.Bytes.Length}", id });
    }

    private IResult Remove(string id, HttpRequest request) =>
        Allowed(request) && _files.TryRemove(id, out _) ? Results.Text("{\"success\":true}", "application/json") : Error(ErrorText(400, 100, "Unsupported delete request."));

    private IResult Download(string id, HttpRequest request) =>
        !Allowed(request) ? Results.Unauthorized() : _files.TryGetValue(id, out var file) ? Results.Bytes(file.Bytes, file.ContentType) : Results.NotFound();

    private static bool Allowed(HttpRequest request) => request.Headers.Authorization == "Bearer " + Token;

    private static IResult Error(string error) => Results.Text(error, "application/json", statusCode: JsonNode.Parse(error)!["status"]!.GetValue<int>());
}
