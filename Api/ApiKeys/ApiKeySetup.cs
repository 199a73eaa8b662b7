using Microsoft.AspNetCore.Authentication;

namespace ContactHub.ApiKeys;

/// <summary>Registers keys of other systems: their store, how they are recognised, and how often they may ask.</summary>
internal static class ApiKeySetup
{
    public static IServiceCollection AddContactHubApiKeys(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeyStore>().AddSingleton<ApiKeyLimits>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        ApiKeyAuthentication.AddPolicies(services.AddAuthorizationBuilder());
        return services;
    }

    /// <summary>After authorization, which has found out whose key it is.</summary>
    public static IApplicationBuilder UseApiKeyLimits(this IApplicationBuilder app)
    {
        var limits = app.ApplicationServices.GetRequiredService<ApiKeyLimits>();
        return app.Use((context, next) => limits.Pass(context, next));
    }
}
