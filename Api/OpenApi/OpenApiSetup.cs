using ContactHub.Citizens;

namespace ContactHub.OpenApi;

/// <summary>Registers what the open API works on.</summary>
internal static class OpenApiSetup
{
    public static IServiceCollection AddContactHubOpenApi(this IServiceCollection services)
    {
        services.AddSingleton<ApiRequestStore>().AddSingleton<Idempotency>().AddSingleton<CommitWaiter>();
        services.AddSingleton<ContactStore>().AddSingleton<ApiContacts>();
        services.AddSingleton<ApiConversations>().AddSingleton<ConversationPages>();
        services.AddSingleton<OpenConversations>().AddSingleton<SourceMessages>();
        return services.AddOpenApiDocument();
    }

    /// <summary>After the keys' limits, before the endpoints.</summary>
    public static IApplicationBuilder UseIdempotency(this IApplicationBuilder app)
    {
        var idempotency = app.ApplicationServices.GetRequiredService<Idempotency>();
        return app.Use((context, next) => idempotency.Pass(context, next));
    }
}
