using System.Text.Json;
using ContactHub.Conversations;
using ContactHub.Realtime;
using ContactHub.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Bots;

/// <summary>Does what a bot calls for, in conversations that it has or had, and in no others.</summary>
internal sealed class BotCalls(BotConversations acts, BotFiles files, BotCommandIds ids, BotRegistry bots, IEventLog log)
{
    /// <summary>An activity; in answer to another one or by itself.</summary>
    public async Task<IResult> Post(HttpContext http, string conversationId, string? replyToId)
    {
        var bot = await Having(http, conversationId);
        var body = await Read(http);
        using var activity = Parse(body);
        var command = await ids.Of(bot, conversationId, replyToId ?? "", body);
        var taken = await files.Take(bot, conversationId, activity.RootElement, http.RequestAborted);
        return Answer(await acts.Post(bot, conversationId, replyToId ?? activity.RootElement.Text("replyToId"), activity.RootElement, command.Text, taken), command);
    }

    public async Task<IResult> Update(HttpContext http, string conversationId, string activityId)
    {
        var bot = await Having(http, conversationId);
        var body = await Read(http);
        using var activity = Parse(body);
        var command = await ids.Of(bot, conversationId, "put " + activityId, body);
        return Answer(await acts.Update(bot, conversationId, activityId, activity.RootElement, command.Text), command);
    }

    public async Task<IResult> Delete(HttpContext http, string conversationId, string activityId)
    {
        var bot = await Having(http, conversationId);
        return (await acts.Delete(bot, conversationId, activityId)).Refusal is { } refusal ? throw BotErrors.Of(refusal) : TypedResults.Ok();
    }

    /// <summary>What was said elsewhere before, for staff.</summary>
    public async Task<IResult> History(HttpContext http, string conversationId)
    {
        var bot = await Having(http, conversationId);
        var body = await Read(http);
        using var transcript = Parse(body);
        var command = await ids.Of(bot, conversationId, "history", body);
        return Answer(await acts.History(bot, conversationId, transcript.RootElement, command.Text), command);
    }

    /// <summary>A file that the bot sends ahead, to name it in a message of its within a day.</summary>
    public async Task<IResult> Upload(HttpContext http, string conversationId)
    {
        var bot = await Having(http, conversationId);
        using var data = Parse(await Read(http));
        return TypedResults.Json(new BotResource(await files.Upload(bot, data.RootElement, http.RequestAborted)), statusCode: StatusCodes.Status201Created);
    }

    public async Task<BotMember[]> Members(HttpContext http, string conversationId)
    {
        var bot = await Having(http, conversationId);
        var opened = (await Opening(bot, conversationId))!;
        return [new BotMember(opened.CitizenId, opened.CitizenName ?? "", "user"), new BotMember(bot.Id, bot.Name, "bot")];
    }

    /// <summary>
    /// A bot that wants to write to a citizen whom it knows: the open conversation that they have. There is no other way to reach somebody who chats, so
    /// no new one is made.
    /// </summary>
    public async Task<IResult> Create(HttpContext http)
    {
        var bot = BotCallers.Of(http);
        using var wanted = Parse(await Read(http));
        var members = wanted.RootElement.List("members").Select(member => member.Text("id")).OfType<string>().Where(id => id != bot.Id).ToList();
        if (members is not [var citizen]) throw BotErrors.Bad("'members' must name one citizen.");
        foreach (var summary in await log.Summaries(new SummaryQuery(CitizenId: citizen, Status: "open", Limit: 10), http.RequestAborted))
        {
            var id = summary.Row.ConversationId;
            if (await Opening(bot, id) is null) continue;
            string? activityId = null;
            if (wanted.RootElement.Object("activity") is { ValueKind: JsonValueKind.Object } activity)
            {
                var command = await ids.Of(bot, id, "create", JsonSerializer.SerializeToUtf8Bytes(activity));
                var result = await acts.Post(bot, id, null, activity, command.Text, await files.Take(bot, id, activity, http.RequestAborted));
                if (result.Refusal is { } refusal) throw BotErrors.Of(refusal);
                ids.Answered(command);
                activityId = result.Id;
            }

            return TypedResults.Json(new BotResource(id, activityId, bots.ServiceUrl(bot)), statusCode: StatusCodes.Status201Created);
        }

        throw BotErrors.NotFound("The bot has no open conversation with this citizen.");
    }

    private Ok<BotResource> Answer(BotResult result, BotCommandId command)
    {
        if (result.Refusal is { Error: CommandError.Unavailable }) throw BotErrors.Unavailable();
        ids.Answered(command);
        return result.Refusal is { } refusal ? throw BotErrors.Of(refusal) : TypedResults.Ok(new BotResource(result.Id));
    }

    private async Task<BotOptions> Having(HttpContext http, string conversationId)
    {
        var bot = BotCallers.Of(http);
        if (!ConversationIds.IsOne(conversationId) || await Opening(bot, conversationId) is null) throw BotErrors.NotFound("The bot has no such conversation.");
        return bot;
    }

    /// <summary>The conversation's beginning, if it began with this bot.</summary>
    private async Task<ConversationOpened?> Opening(BotOptions bot, string conversationId) =>
        await log.Read(conversationId, 0, 1) is [var first] && EventCodec.FromStored(first).Event is ConversationOpened opened
        && string.Equals(opened.BotId, bot.Id, StringComparison.Ordinal) ? opened : null;

    private static async Task<byte[]> Read(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return body.ToArray();
    }

    private static JsonDocument Parse(byte[] body)
    {
        try
        {
            var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw BotErrors.Bad("The body is not a JSON object.");
    }
}
