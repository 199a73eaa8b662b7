using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ContactHub.Messengers;
using ContactHub.Outbound;

namespace ContactHub.Telegram;

/// <summary>
/// Calls of the Bot API (core.telegram.org/bots/api). The token is a part of every address, so no client is used that logs them, and no failure carries one.
/// </summary>
public sealed class TelegramApi : IDisposable
{
    /// <summary>How long an ordinary call may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    public TelegramApi(OutboundProxy proxy, TimeProvider clock)
    {
        _clock = clock;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(10), Proxy = proxy,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Calls a method.</summary>
    /// <param name="wait">How long Telegram itself may hold the answer back, beside the usual patience.</param>
    /// <exception cref="HttpRequestException">Telegram was not reached.</exception>
    /// <exception cref="TimeoutException">It did not answer in time; it may have done it.</exception>
    public Task<TelegramAnswer> Call(TelegramBot bot, string method, JsonObject parameters, CancellationToken ct, TimeSpan wait = default) =>
        Post(bot, method, new StringContent(parameters.ToJsonString(), System.Text.Encoding.UTF8, "application/json"), wait, ct);

    /// <summary>Sends a file: <paramref name="field"/> is <c>photo</c> or <c>document</c>.</summary>
    /// <inheritdoc cref="Call"/>
    public async Task<TelegramAnswer> Upload(TelegramBot bot, string method, string chatId, string field, string fileName, string contentType, byte[] bytes, CancellationToken ct)
    {
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = MediaTypeHeaderValue.TryParse(contentType, out var type) ? type : new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { new StringContent(chatId), "chat_id" }, { file, field, fileName } };
        return await Post(bot, method, form, TimeSpan.FromMinutes(2), ct);
    }

    /// <summary>The bytes of a file that <c>getFile</c> gave the path of; null when they are more than wanted.</summary>
    /// <exception cref="HttpRequestException">They could not be had.</exception>
    /// <exception cref="TimeoutException">They did not come in time.</exception>
    public Task<byte[]?> Download(TelegramBot bot, string filePath, int most, CancellationToken ct) => InTime<byte[]?>(TimeSpan.FromMinutes(2), async token =>
    {
        using var answer = await _http.GetAsync(Address(bot, $"file/bot{bot.Token}/{filePath}"), HttpCompletionOption.ResponseHeadersRead, token);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"The file was refused with status {(int)answer.StatusCode}.", null, answer.StatusCode);
        await using var stream = await answer.Content.ReadAsStreamAsync(token);
        return await BoundedContent.Read(stream, answer.Content.Headers.ContentLength, most, token);
    }, ct);

    private Task<TelegramAnswer> Post(TelegramBot bot, string method, HttpContent content, TimeSpan wait, CancellationToken ct) => InTime(Patience + wait, async token =>
    {
        using (content)
        {
            using var answer = await _http.PostAsync(Address(bot, $"bot{bot.Token}/{method}"), content, token);
            return TelegramAnswer.Read((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(token));
        }
    }, ct);

    private Task<T> InTime<T>(TimeSpan patience, Func<CancellationToken, Task<T>> call, CancellationToken ct) =>
        MessengerPatience.InTime("Telegram", patience, _clock, call, ct);

    private static Uri Address(TelegramBot bot, string path) => new($"{bot.ApiUrl.TrimEnd('/')}/{path}");
}
