using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ContactHub.Messengers;
using ContactHub.Outbound;

namespace ContactHub.WhatsApp;

/// <summary>
/// Calls of the WhatsApp Cloud API (developers.facebook.com/documentation/business-messaging/whatsapp). The token goes in a header, to Meta's hosts alone,
/// and no failure carries it.
/// </summary>
internal sealed class WhatsAppApi(GuardedHttp guarded, WhatsAppOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>Where files lie; the addresses come from Meta, but the token must not go wherever an answer says.</summary>
    private static readonly string[] FileHosts = [".fbsbx.com", ".facebook.com", ".fbcdn.net", ".whatsapp.net"];

    private const int MostAnswer = 1024 * 1024;

    /// <summary>Templates on a page: far below the largest answer, however long they are.</summary>
    private const int TemplatePage = 100;

    /// <summary>How long an ordinary call may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    /// <summary>How long a file may take.</summary>
    private static readonly TimeSpan FilePatience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http = new(guarded.Handler()) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly string _root = options.ApiUrl.TrimEnd('/');

    public void Dispose() => _http.Dispose();

    /// <summary>Sends a message, or a word about one.</summary>
    /// <exception cref="HttpRequestException">Meta was not reached.</exception>
    /// <exception cref="TimeoutException">It did not answer in time; it may have done it.</exception>
    public Task<WhatsAppAnswer> Send(WhatsAppNumber number, JsonObject message, CancellationToken ct) => Call(
        number, HttpMethod.Post, $"{number.PhoneNumberId}/messages", new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json"), Patience, ct);

    /// <summary>A page of the account's templates: <c>data</c>, and <c>paging</c> with what the next one is asked for by.</summary>
    /// <param name="after">Of the page before; null for the first.</param>
    /// <inheritdoc cref="Send"/>
    public Task<WhatsAppAnswer> Templates(WhatsAppNumber number, string? after, CancellationToken ct) => Call(
        number, HttpMethod.Get,
        $"{number.AccountId}/message_templates?fields=name,language,status,category,parameter_format,components&limit={TemplatePage}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}",
        null, Patience, ct);

    /// <summary>Uploads a file; the answer has its <c>id</c>, which messages name it by.</summary>
    /// <inheritdoc cref="Send"/>
    public async Task<WhatsAppAnswer> Upload(WhatsAppNumber number, string fileName, string contentType, byte[] bytes, CancellationToken ct)
    {
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = MediaTypeHeaderValue.TryParse(contentType, out var type) ? type : new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { new StringContent("whatsapp"), "messaging_product" }, { new StringContent(contentType), "type" }, { file, "file", fileName } };
        return await Call(number, HttpMethod.Post, $"{number.PhoneNumberId}/media", form, FilePatience, ct);
    }

    /// <summary>Where a file that came lies, for five minutes: <c>url</c>, and <c>file_size</c>.</summary>
    /// <inheritdoc cref="Send"/>
    public Task<WhatsAppAnswer> Find(WhatsAppNumber number, string mediaId, CancellationToken ct) =>
        Call(number, HttpMethod.Get, $"{Uri.EscapeDataString(mediaId)}?phone_number_id={number.PhoneNumberId}", null, Patience, ct);

    /// <summary>Removes a file from Meta's servers.</summary>
    /// <inheritdoc cref="Send"/>
    public Task<WhatsAppAnswer> Remove(WhatsAppNumber number, string mediaId, CancellationToken ct) =>
        Call(number, HttpMethod.Delete, $"{Uri.EscapeDataString(mediaId)}?phone_number_id={number.PhoneNumberId}", null, Patience, ct);

    /// <summary>The bytes of a file that <see cref="Find"/> gave the address of; null when they are more than wanted.</summary>
    /// <exception cref="HttpRequestException">They could not be had, or the address is not one that files lie at.</exception>
    /// <exception cref="TimeoutException">They did not come in time.</exception>
    public Task<byte[]?> Download(WhatsAppNumber number, string address, int most, CancellationToken ct) => InTime(FilePatience, async token =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, FileAddress(address));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", number.Token);
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        if (answer.StatusCode != HttpStatusCode.OK) throw new HttpRequestException($"The file was refused with status {(int)answer.StatusCode}.", null, answer.StatusCode);
        await using var stream = await answer.Content.ReadAsStreamAsync(token);
        return await BoundedContent.Read(stream, answer.Content.Headers.ContentLength, most, token);
    }, ct);

    private Task<WhatsAppAnswer> Call(WhatsAppNumber number, HttpMethod method, string path, HttpContent? content, TimeSpan patience, CancellationToken ct) => InTime(patience, async token =>
    {
        using var request = new HttpRequestMessage(method, $"{_root}/{path}") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", number.Token);
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        await using var stream = await answer.Content.ReadAsStreamAsync(token);
        var body = await BoundedContent.Read(stream, answer.Content.Headers.ContentLength, MostAnswer, token);
        return WhatsAppAnswer.Read((int)answer.StatusCode, body, answer.Headers.RetryAfter?.Delta);
    }, ct);

    private Uri FileAddress(string address)
    {
        var isKnown = Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && (string.Equals(uri.GetLeftPart(UriPartial.Authority), new Uri(_root).GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
                || (uri.Scheme == Uri.UriSchemeHttps && Array.Exists(FileHosts, host => uri.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase))));
        return isKnown ? uri! : throw new HttpRequestException("The file's address is none of Meta's.");
    }

    private Task<T> InTime<T>(TimeSpan patience, Func<CancellationToken, Task<T>> call, CancellationToken ct) =>
        MessengerPatience.InTime("WhatsApp", patience, clock, call, ct);
}
