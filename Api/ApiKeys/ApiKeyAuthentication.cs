using System.Security.Claims;
using System.Text.Encodings.Web;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace ContactHub.ApiKeys;

/// <summary>
/// Recognises another system by its key, sent as <c>Authorization: Bearer</c> (RFC 6750 section 2.1) and in no other way: what stands in an address gets
/// into logs and histories, so a request with a key there is refused whatever its header says.
/// </summary>
public sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeyStore keys, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    private const string ScopeClaim = "scope";

    private static readonly StaffText Missing = new(
        "API anahtarı eksik: Authorization: Bearer ch_live_… üst bilgisiyle gönderin.", "The API key is missing: send it in the header Authorization: Bearer ch_live_….");

    private static readonly StaffText Unknown = new("Bu API anahtarı geçerli değil.", "This API key is not valid.");

    private static readonly StaffText Over = new("Bu API anahtarı iptal edildi ya da süresi doldu.", "This API key was revoked or has expired.");

    private static readonly StaffText InAddress = new(
        "API anahtarı adreste gönderilemez; bu anahtarı iptal edin ve yenisini üst bilgiyle gönderin.",
        "A key may not stand in the address; revoke this one and send the new one in the header.");

    /// <summary>Adds a policy for each scope, and one for any key.</summary>
    public static void AddPolicies(AuthorizationBuilder authorization)
    {
        authorization.AddPolicy(ApiScopes.AnyKey, policy => policy.AddAuthenticationSchemes(SchemeName).RequireAuthenticatedUser());
        foreach (var scope in ApiScopes.All)
        {
            authorization.AddPolicy(ApiScopes.Policy(scope), policy => policy
                .AddAuthenticationSchemes(SchemeName).RequireAuthenticatedUser().RequireClaim(ScopeClaim, scope));
        }
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.QueryString.Value?.Contains(ApiKeyText.Mark, StringComparison.OrdinalIgnoreCase) is true) return Refuse(InAddress);
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return Refuse(Missing);
        if (ApiKeyText.Read(header["Bearer ".Length..].Trim()) is not var (id, secret)) return Refuse(Unknown);
        if (await keys.Find(id, Context.RequestAborted) is not { } found || !ApiKeyText.IsSecret(secret, found.SecretHash)) return Refuse(Unknown);
        if (!found.Key.IsValid(time.GetUtcNow())) return Refuse(Over);

        await keys.Used(found.Key, Context.RequestAborted);
        var caller = new ApiCaller(found.Key);
        Context.Items[typeof(ApiCaller)] = caller;
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, caller.Id), .. found.Key.Scopes.Select(scope => new Claim(ScopeClaim, scope))], Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"ContactHub\"";
        return Problems.Refuse(StatusCodes.Status401Unauthorized, "unauthorized", Context.Items[SchemeName] as StaffText ?? Missing).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problems.Forbidden(
        new StaffText("Bu API anahtarının yetkisi buna yetmiyor.", "This API key lacks the scope for this.")).ExecuteAsync(Context);

    private AuthenticateResult Refuse(StaffText why)
    {
        Context.Items[SchemeName] = why;
        return AuthenticateResult.Fail(why.En);
    }
}
