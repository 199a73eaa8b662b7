using Microsoft.AspNetCore.Authorization;

namespace ContactHub.Security;

/// <summary>
/// Names of the authorization policies. Every endpoint and hub names one of them or is on the list of open doors; what names none is closed
/// by the fallback policy.
/// </summary>
public static class Policies
{
    /// <summary>Anybody signed in, even with a one-time password: the account's own endpoints.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Any role: reading what the desk shows.</summary>
    public const string Staff = "staff";

    /// <summary>Agents, supervisors and administrators: acting on conversations.</summary>
    public const string Agent = "agent";

    /// <summary>Supervisors and administrators.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>Administrators.</summary>
    public const string Administrator = "administrator";

    /// <summary>Auditors and administrators: reading the audit trail.</summary>
    public const string Auditor = "auditor";

    /// <summary>Adds the policies; what has no policy of its own needs a member of staff.</summary>
    public static IServiceCollection AddHubPolicies(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder()
            .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Staff, policy => Roles(policy, [.. StaffRoles.All]))
            .AddPolicy(Agent, policy => Roles(policy, StaffRoles.Agent, StaffRoles.Supervisor, StaffRoles.Administrator))
            .AddPolicy(Supervisor, policy => Roles(policy, StaffRoles.Supervisor, StaffRoles.Administrator))
            .AddPolicy(Administrator, policy => Roles(policy, StaffRoles.Administrator))
            .AddPolicy(Auditor, policy => Roles(policy, StaffRoles.Auditor, StaffRoles.Administrator))
            .SetFallbackPolicy(Roles(new AuthorizationPolicyBuilder(), [.. StaffRoles.All]).Build());
        return services;
    }

    private static AuthorizationPolicyBuilder Roles(AuthorizationPolicyBuilder policy, params string[] roles) =>
        policy.RequireAuthenticatedUser().RequireRole(roles).RequireAssertion(context => !context.User.MustChangePassword());
}
