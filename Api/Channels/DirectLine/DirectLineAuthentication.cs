using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using ContactHub.Realtime;
using ContactHub.Visitors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace ContactHub.DirectLine;

/// <summary>Who asks: a site's server with its secret (no token), or the holder of a token or a stream's ticket.</summary>
public sealed record DirectLineCaller(SiteOptions Site, DirectLineToken? Token);

/// <summary>Recognises a Direct Line caller by the bearer, or by the ticket in a stream's address, since browsers cannot set headers on WebSockets.</summary>
public sealed class DirectLineAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, DirectLineTokens tokens, Sites sites)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "DirectLine";

    /// <summary>The policy of what only a site's server may: the secret.</summary>
    public const string Secret = "directline-secret";

    /// <summary>The policy of what only the holder of a token may.</summary>
    public const string Token = "directline-token";

    /// <summary>The policy of what both may.</summary>
    public const string Either = "directline";

    /// <summary>The policy of the stream: the ticket.</summary>
    public const string Ticket = "directline-stream";

    /// <summary>The query parameter that carries the ticket.</summary>
    public const string TicketName = "t";

    private const string Kind = "directline-kind";

    /// <summary>The caller of a request that passed a policy.</summary>
    public static DirectLineCaller CallerOf(HttpContext context) =>
        (DirectLineCaller)(context.Items[SchemeName] ?? throw new InvalidOperationException("The endpoint lacks a Direct Line policy."));

    /// <summary>Adds the policies.</summary>
    public static void AddPolicies(AuthorizationBuilder authorization) => authorization
        .AddPolicy(Secret, policy => Kinds(policy, Secret))
        .AddPolicy(Token, policy => Kinds(policy, Token))
        .AddPolicy(Either, policy => Kinds(policy, Secret, Token))
        .AddPolicy(Ticket, policy => Kinds(policy, Ticket));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            var text = header["Bearer ".Length..].Trim();
            return Task.FromResult(BySecret(text) is { } site ? Succeed(new DirectLineCaller(site, null), Secret) : ByToken(tokens.Read(text), Token));
        }

        return Task.FromResult(Request.Query[TicketName] is [{ Length: > 0 } ticket] ? ByToken(tokens.ReadTicket(ticket), Ticket) : AuthenticateResult.NoResult());
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Refuse(Context.Items[Kind] as DirectLineException ?? DirectLineErrors.Unauthorized("The header Authorization: Bearer is missing."));

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Refuse(DirectLineErrors.Forbidden("This is for the site's secret where a token was sent, or for a token where the secret was."));

    private Task Refuse(DirectLineException refusal)
    {
        EdgeMetrics.Refused(refusal.Code, "http");
        return DirectLineErrors.Write(Context, refusal);
    }

    private static void Kinds(AuthorizationPolicyBuilder policy, params string[] kinds) =>
        policy.AddAuthenticationSchemes(SchemeName).RequireAuthenticatedUser().RequireClaim(Kind, kinds);

    private AuthenticateResult ByToken(DirectLineToken? token, string kind)
    {
        if (token is null || sites.Find(token.Site) is not { DirectLineSecret.Length: > 0 } site)
            return Fail(DirectLineErrors.Unauthorized("The token is forged, or not for this."));
        return tokens.IsExpired(token) ? Fail(DirectLineErrors.Expired()) : Succeed(new DirectLineCaller(site, token), kind);
    }

    private AuthenticateResult Fail(DirectLineException refusal)
    {
        Context.Items[Kind] = refusal;
        return AuthenticateResult.Fail(refusal.Message);
    }

    private AuthenticateResult Succeed(DirectLineCaller caller, string kind)
    {
        Context.Items[SchemeName] = caller;
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(Kind, kind)], SchemeName)), SchemeName));
    }

    /// <summary>All are compared, in the same time whatever the text is.</summary>
    private SiteOptions? BySecret(string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        SiteOptions? found = null;
        foreach (var site in sites.All)
        {
            if (site.DirectLineSecret.Length > 0 && CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(Encoding.UTF8.GetBytes(site.DirectLineSecret)))) found = site;
        }

        return found;
    }
}
