using ContactHub.Security;

namespace ContactHub.Accounts;

/// <summary>Maps <c>/api/account</c> (docs/protocol.md, section 6).</summary>
public static class AccountEndpoints
{
    /// <summary>Maps sign-in and what an account does to itself.</summary>
    public static IEndpointRouteBuilder MapContactHubAccounts(this IEndpointRouteBuilder app)
    {
        var account = app.MapStaffGroup("/api/account", Policies.SignedIn);
        SignInEndpoints.Map(account);
        PasswordEndpoints.Map(account);
        TwoFactorEndpoints.Map(account);
        ProfileEndpoints.Map(account);
        return app;
    }
}
