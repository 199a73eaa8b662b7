using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactHub.Outbound;

namespace ContactHub.Email;

/// <summary>Access tokens of mailboxes, fetched when they are needed and kept until shortly before they expire; reading and sending share them.</summary>
public sealed class AccessTokens(TimeProvider clock, OutboundProxy? proxy = null) : IDisposable
{
    /// <summary>Before its end, so that a token doesn't expire on the way.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http = new(new SocketsHttpHandler { Proxy = proxy }) { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = 256 * 1024 };
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>A token that is good for a while.</summary>
    /// <param name="mailbox">What the token is kept under.</param>
    /// <exception cref="MailServerException">The endpoint cannot be reached, or gives none.</exception>
    public async Task<string> Get(string mailbox, TokenOptions options, CancellationToken ct)
    {
        var kept = _kept.GetOrAdd(mailbox, _ => new Kept());
        await kept.Turn.WaitAsync(ct);
        try
        {
            if (kept.Token is null || clock.GetUtcNow() >= kept.Until)
            {
                var grant = await Fetch(options, ct);
                (kept.Token, kept.Until) = (grant.AccessToken, clock.GetUtcNow() + TimeSpan.FromSeconds(grant.ExpiresIn ?? 300) - Reserve);
            }

            return kept.Token!;
        }
        finally
        {
            kept.Turn.Release();
        }
    }

    /// <summary>A server refused the token: the next one is fetched anew.</summary>
    public void Forget(string mailbox, string token)
    {
        if (_kept.TryGetValue(mailbox, out var kept) && string.Equals(kept.Token, token, StringComparison.Ordinal)) kept.Until = default;
    }

    public void Dispose() => _http.Dispose();

    private async Task<Grant> Fetch(TokenOptions options, CancellationToken ct)
    {
        var refresh = options.RefreshTokenFile.Length == 0 ? null : (await File.ReadAllTextAsync(options.RefreshTokenFile, ct)).Trim();
        var form = new Dictionary<string, string> { ["grant_type"] = refresh is null ? "client_credentials" : "refresh_token", ["client_id"] = options.ClientId };
        if (refresh is not null) form["refresh_token"] = refresh;
        if (options.ClientSecret.Length > 0) form["client_secret"] = options.ClientSecret;
        if (options.Scope.Length > 0) form["scope"] = options.Scope;
        try
        {
            using var content = new FormUrlEncodedContent(form);
            using var response = await _http.PostAsync(new Uri(options.Endpoint), content, ct);
            var grant = await response.Content.ReadFromJsonAsync<Grant>(ct) ?? new Grant(null, null, null, null);
            if (!response.IsSuccessStatusCode || string.IsNullOrEmpty(grant.AccessToken))
                throw new MailServerException(MailServerFault.Authentication, $"The token endpoint answers {(int)response.StatusCode} {grant.Error}");
            if (grant.RefreshToken is { Length: > 0 } next && refresh is not null && !string.Equals(next, refresh, StringComparison.Ordinal)) await Keep(options.RefreshTokenFile, next, ct);
            return grant;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new MailServerException(MailServerFault.Connection, "The token endpoint gives no answer that can be read.", e);
        }
    }

    /// <summary>In one step: a crash leaves the old one or the new one, never half of either.</summary>
    private static async Task Keep(string file, string token, CancellationToken ct)
    {
        var fresh = file + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var stream = new FileStream(fresh, options))
        await using (var writer = new StreamWriter(stream)) await writer.WriteAsync(token.AsMemory(), ct);
        File.Move(fresh, file, overwrite: true);
    }

    private sealed class Kept
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public string? Token { get; set; }

        public DateTimeOffset Until { get; set; }
    }

    private sealed record Grant(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("expires_in")] int? ExpiresIn,
        [property: JsonPropertyName("refresh_token")] string? RefreshToken,
        [property: JsonPropertyName("error")] string? Error);
}
