using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ContactHub.Visitors;

/// <summary>Recognises a visitor by the token in the query (browsers cannot set headers on WebSockets) or as a bearer.</summary>
public sealed class VisitorAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, VisitorTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Visitor";

    /// <summary>The policy of everything that needs a visitor's token.</summary>
    public const string Policy = "visitor";

    /// <summary>The token of a connection that passed the policy.</summary>
    public static VisitorToken TokenOf(HttpContext context) =>
        (VisitorToken)(context.Items[SchemeName] ?? throw new InvalidOperationException("The endpoint lacks the visitor policy."));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var text = (string?)Request.Query["access_token"];
        if (string.IsNullOrEmpty(text) && Request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.Ordinal))
            text = header["Bearer ".Length..];
        if (string.IsNullOrEmpty(text)) return Task.FromResult(AuthenticateResult.NoResult());
        if (tokens.Read(text) is not { } token) return Task.FromResult(AuthenticateResult.Fail("The visitor token is forged or expired."));
        Context.Items[SchemeName] = token;
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, token.VisitorId)], Scheme.Name);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
    }
}
