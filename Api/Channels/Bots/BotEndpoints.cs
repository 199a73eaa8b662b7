using Microsoft.AspNetCore.Mvc;

namespace ContactHub.Bots;

/// <summary>
/// What bots call: the Bot Connector's API (microsoft/botframework-sdk, botframework-channel.json; microsoft/Agents, specs/activity), below an address that
/// has the bot's secret in it. docs/bots.md says what of it.
/// </summary>
internal static class BotEndpoints
{
    /// <summary>Largest request body, in bytes.</summary>
    public const int MaxBody = 256 * 1024;

    /// <summary>Largest one with a file in it, in base64: 10 MB of a file.</summary>
    public const int MaxFileBody = 14 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup(BotRegistry.Path + "/{botId}/{secret}/v3").AllowAnonymous().RequireRateLimiting(BotRates.Name)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody)).AddEndpointFilter<BotFilter>();
        group.MapPost("/conversations", Create);
        var one = group.MapGroup("/conversations/{conversationId}");
        var withFiles = new RequestSizeLimitAttribute(MaxFileBody);
        one.MapPost("/activities", (string conversationId, HttpContext http, BotCalls calls) => calls.Post(http, conversationId, null)).WithMetadata(withFiles);
        one.MapPost("/activities/{activityId}", (string conversationId, string activityId, HttpContext http, BotCalls calls) => calls.Post(http, conversationId, activityId))
            .WithMetadata(withFiles);
        one.MapPost("/attachments", (string conversationId, HttpContext http, BotCalls calls) => calls.Upload(http, conversationId)).WithMetadata(withFiles);
        BotFileEndpoints.MapUploads(group);
        one.MapPut("/activities/{activityId}", (string conversationId, string activityId, HttpContext http, BotCalls calls) => calls.Update(http, conversationId, activityId));
        one.MapDelete("/activities/{activityId}", (string conversationId, string activityId, HttpContext http, BotCalls calls) => calls.Delete(http, conversationId, activityId));
        one.MapPost("/activities/history", (string conversationId, HttpContext http, BotCalls calls) => calls.History(http, conversationId));
        one.MapGet("/members", async (string conversationId, HttpContext http, BotCalls calls) => TypedResults.Ok(await calls.Members(http, conversationId)));
        one.MapGet("/activities/{activityId}/members", async (string conversationId, HttpContext http, BotCalls calls) => TypedResults.Ok(await calls.Members(http, conversationId)));
        one.MapGet("/pagedmembers", async (string conversationId, HttpContext http, BotCalls calls) => TypedResults.Ok(new PagedMembers(await calls.Members(http, conversationId))));
        one.MapGet("/members/{memberId}", async (string conversationId, string memberId, HttpContext http, BotCalls calls) =>
            TypedResults.Ok((await calls.Members(http, conversationId)).FirstOrDefault(member => member.Id == memberId) ?? throw BotErrors.NotFound("There is no such member.")));
        group.Map("/{**rest}", Nothing);
    }

    private static async Task<IResult> Create(HttpContext http, BotCalls calls) => await calls.Create(http);

    private static void Nothing() => throw BotErrors.NotFound("The hub has no such operation.");
}

/// <summary>Somebody in a conversation.</summary>
internal sealed record BotMember(string Id, string Name, string Role);

/// <summary>All of them: conversations have two.</summary>
internal sealed record PagedMembers(BotMember[] Members);

/// <summary>The id of what was done.</summary>
internal sealed record BotResource(string? Id = null, string? ActivityId = null, string? ServiceUrl = null);
