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
    public static IApplicationBuilder UseIdempotency(this IApplicationBuilder app) =>
        // Asked for only now: making it opens the database, and a fault of that is the start's to tell.
        app.Use((context, next) => context.RequestServices.GetRequiredService<Idempotency>().Pass(context, next));
}
