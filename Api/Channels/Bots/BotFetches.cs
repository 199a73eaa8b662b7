using ContactHub.Messengers;
using ContactHub.Outbound;

namespace ContactHub.Bots;

/// <summary>Fetches what bots send as an address, from the hosts that are listed for them and only as the hub's other calls outside: docs/webhooks.md.</summary>
internal sealed class BotFetches(GuardedHttp guarded, TimeProvider clock, ILogger<BotFetches> logger) : IDisposable
{
    /// <summary>The bot waits for it, and its citizen.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly HttpClient _http = new(guarded.Handler()) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The bytes; null when the host is not listed, or they could not be had.</summary>
    /// <param name="most">Bytes that it may have.</param>
    public async Task<byte[]?> Get(BotOptions bot, Uri address, int most, CancellationToken ct)
    {
        if (!bot.FileHosts.Contains(address.IdnHost, StringComparer.OrdinalIgnoreCase) || address.UserInfo.Length > 0) return null;
        using var over = new CancellationTokenSource(Patience, clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct, over.Token);
        try
        {
            using var answer = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            answer.EnsureSuccessStatusCode();
            await using var body = await answer.Content.ReadAsStreamAsync(patience.Token);
            if (await BoundedContent.Read(body, answer.Content.Headers.ContentLength, most, patience.Token) is { Length: > 0 } bytes) return bytes;
            BotEdgeLog.NotFetched(logger, bot.Id, address.IdnHost, "it is empty or too large");
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            BotEdgeLog.NotFetched(logger, bot.Id, address.IdnHost, (e.InnerException ?? e).Message);
        }

        return null;
    }

    public void Dispose() => _http.Dispose();
}
