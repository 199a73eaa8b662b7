using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContactHub.Outbound;

namespace ContactHub.Bots;

/// <summary>What became of an activity that was sent to a bot.</summary>
/// <param name="Accepted">The bot answered 2xx.</param>
/// <param name="Passing">Sending the same activity again may help: the bot could not be reached, or failed.</param>
/// <param name="Status">Its HTTP status; 0: it could not be reached.</param>
/// <param name="Body">What it answered, when that is JSON.</param>
/// <param name="Fault">Why it could not be reached.</param>
public sealed record BotReply(bool Accepted, bool Passing, int Status, JsonElement? Body = null, string? Fault = null)
{
    /// <summary>It was reached and said nothing for as long as the citizen's patience lasts.</summary>
    public static BotReply Silent { get; } = new(false, false, 0);
}

/// <summary>Sends activities to bots. Answers come as calls to the hub, mostly while the bot has not answered here yet.</summary>
public sealed class BotSender(BotTokens tokens, BotRegistry bots, OutboundProxy proxy) : IDisposable
{
    /// <summary>Largest answer that is read, in bytes.</summary>
    private const int MaxAnswer = 256 * 1024;

    // Redirects would lead the citizen's words to where nobody was asked.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, Proxy = proxy, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswer };

    /// <summary>Sends one activity.</summary>
    /// <exception cref="OperationCanceledException">The patience is over, or the process stops.</exception>
    public async Task<BotReply> Send(BotOptions bot, JsonObject activity, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, bot.Endpoint);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(activity));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        if (bot.AppId.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.For(bot, bots.ServiceUrl(bot), ct));
        try
        {
            using var answer = await _http.SendAsync(request, ct);
            var status = (int)answer.StatusCode;
            if (!answer.IsSuccessStatusCode) return new BotReply(false, status >= 500 || answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests, status);
            return new BotReply(true, false, status, Json(await answer.Content.ReadAsByteArrayAsync(ct)));
        }
        catch (HttpRequestException e)
        {
            return new BotReply(false, true, 0, Fault: e.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Most bots answer nothing, or words that mean nothing.</summary>
    private static JsonElement? Json(byte[] body)
    {
        if (body.Length == 0 || body[0] != '{') return null;
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
