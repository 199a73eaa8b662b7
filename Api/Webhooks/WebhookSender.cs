using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text;
using ContactHub.Outbound;
using ContactHub.Security;

namespace ContactHub.Webhooks;

/// <summary>What came of a request to a receiver.</summary>
/// <param name="Status">The HTTP status; null when there was no answer.</param>
/// <param name="Code">The status, or in a word why there was none: timeout, forbidden, certificate, connection.</param>
/// <param name="Text">The first characters of the answer, or why there was none.</param>
/// <param name="RetryAfter">When the receiver says that it can take more.</param>
internal sealed record WebhookAnswer(HttpStatusCode? Status, string Code, string Text, TimeSpan? RetryAfter)
{
    /// <summary>Whether the receiver has it.</summary>
    public bool Accepted => (int?)Status is >= 200 and < 300;
}

/// <summary>Signs and posts to receivers. Never follows a redirect, and reads no more of an answer than the delivery log shows.</summary>
internal sealed class WebhookSender(GuardedHttp guarded, WebhookSecrets secrets, WebhooksOptions options, TimeProvider clock) : IDisposable
{
    public const string DeliveryHeader = "X-ContactHub-Delivery";
    public const string EventHeader = "X-ContactHub-Event";
    private const int ShownBytes = 500;

    private readonly HttpClient _http = new(guarded.Handler()) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Posts once.</summary>
    /// <exception cref="OperationCanceledException">The caller's token says so; a receiver that is slow is an answer.</exception>
    public async Task<WebhookAnswer> Post(Webhook webhook, string kind, string delivery, byte[] body, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(options.Timeout, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        using var request = Request(webhook, kind, delivery, body);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token);
            var text = await Beginning(response.Content, ending.Token);
            return new WebhookAnswer(response.StatusCode, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture), text, After(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Nothing("timeout", "There was no answer in time.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            var cause = e.GetBaseException();
            return Nothing(cause is ForbiddenAddressException ? "forbidden" : cause is AuthenticationException ? "certificate" : cause is ProxyException ? "proxy" : "connection", cause.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private static WebhookAnswer Nothing(string code, string text) => new(null, code, text, null);

    private HttpRequestMessage Request(Webhook webhook, string kind, string delivery, byte[] body)
    {
        var now = clock.GetUtcNow();
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("ContactHub-Webhooks", "1"));
        request.Headers.Add(DeliveryHeader, delivery);
        request.Headers.Add(EventHeader, kind);
        request.Headers.Add(TimedSignature.TimestampHeader, timestamp);
        // While one secret replaces another there is a signature of each, and the receiver may know either.
        request.Headers.Add(TimedSignature.Header, string.Join(',', secrets.Of(webhook, now).Select(secret => TimedSignature.Sign(secret, timestamp, body))));
        return request;
    }

    private static async Task<string> Beginning(HttpContent content, CancellationToken ct)
    {
        await using var stream = await content.ReadAsStreamAsync(ct);
        var buffer = new byte[ShownBytes];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return new string([.. Encoding.UTF8.GetString(buffer, 0, read).Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
    }

    private TimeSpan? After(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null);
}
