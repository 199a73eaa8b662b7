using System.Text.Json;
using ContactHub.Conversations;
using ContactHub.Departments;
using ContactHub.Intake;
using ContactHub.Storage;
using Microsoft.Extensions.Logging;

namespace ContactHub.Bots;

/// <summary>What became of something that a bot did: its id, or why it was refused.</summary>
public sealed record BotResult(string? Id, CommandResult? Refusal = null);

/// <summary>
/// Does in a conversation what its bot says. The conversation decides whether the bot still has the turn, in the same step in which the words are stored,
/// so a person who took over is never talked over.
/// </summary>
public sealed class BotConversations(IGrainFactory grains, IEventLog log, StaffStore departments, ILogger<BotConversations> logger)
{
    /// <summary>How many attachments of an activity are looked at.</summary>
    public const int MostAttachments = 10;

    private const int MaxNote = ConversationLimits.StaffText;

    /// <summary>An activity that the bot sent.</summary>
    /// <param name="replyToId">The activity that it answers; null or any other id: none.</param>
    /// <param name="commandId">One for an activity and its repetitions, at most 56 characters.</param>
    /// <param name="files">What of its attachments was taken in, by their places, and kept for good.</param>
    public async Task<BotResult> Post(
        BotOptions bot, string conversationId, string? replyToId, JsonElement activity, string commandId, IReadOnlyDictionary<int, Attachment>? files = null)
    {
        var turn = ActivityIds.SeqOf(conversationId, replyToId) ?? 0;
        switch (activity.Text("type"))
        {
            case "message": return await Say(bot, conversationId, turn, activity, commandId, files);
            case "typing": return await Type(bot, conversationId, activity);
            case "event" when activity.Text("name") == "handoff.initiate": return await HandOff(bot, conversationId, turn, activity, commandId);
            case "endOfConversation":
                var by = BotRegistry.ActorOf(bot);
                return await Execute(bot, conversationId, bot.Role == BotRole.First ? new LeaveToFaqBot(by, commandId) : new ResolveConversation(by, commandId, "botEnded"));
            case "invoke" or "invokeResponse":
                return new BotResult(null, CommandResult.Refused(
                    CommandError.Invalid, "The hub takes no invoke activities: what a citizen does comes to the bot as a message, and Action.Execute as Action.Submit."));
            default:
                // Traces, other events and the like: accepted, as the protocol wants, and not for anybody here.
                return new BotResult(ActivityIds.Unstored());
        }
    }

    /// <summary>Changes a message of the bot's own.</summary>
    public async Task<BotResult> Update(BotOptions bot, string conversationId, string activityId, JsonElement activity, string commandId)
    {
        if (await Own(bot, conversationId, activityId) is not { } seq) return NotFound();
        var message = BotMessages.Read(bot, activity, SourceKeys.Hash(commandId)[..12]);
        if (BotMessages.IsEmpty(message)) return new BotResult(null, CommandResult.Refused(CommandError.Empty));
        var result = await Execute(bot, conversationId, new UpdateMessage(BotRegistry.ActorOf(bot), commandId, seq, message));
        return result.Refusal is null ? new BotResult(activityId) : result;
    }

    /// <summary>Takes a message of the bot's own back.</summary>
    public async Task<BotResult> Delete(BotOptions bot, string conversationId, string activityId)
    {
        if (await Own(bot, conversationId, activityId) is not { } seq) return NotFound();
        return await Execute(bot, conversationId, new DeleteMessage(BotRegistry.ActorOf(bot), "delete:" + activityId[^Math.Min(activityId.Length, 40)..], seq));
    }

    /// <summary>A transcript of what was said elsewhere before, kept as a note for staff.</summary>
    public async Task<BotResult> History(BotOptions bot, string conversationId, JsonElement transcript, string commandId)
    {
        var lines = transcript.List("activities").Where(activity => activity.Text("type") == "message" && activity.Text("text") is { Length: > 0 })
            .Select(activity => $"{activity.Object("from").Text("name") ?? activity.Object("from").Text("id") ?? "?"}: {activity.Text("text")}");
        var note = Limits.Cut(string.Join('\n', lines.Take(500)), MaxNote);
        return note.Length == 0
            ? new BotResult(ActivityIds.Unstored())
            : await Execute(bot, conversationId, new PostBotTurn(BotRegistry.ActorOf(bot), commandId, 0, [], null, null, "", Note: note));
    }

    /// <summary>What a bot sends in its answer instead of calling back (delivery mode expectReplies).</summary>
    internal async Task Replies(BotOptions bot, string conversationId, string activityId, JsonElement? body)
    {
        if (body is not { } answer) return;
        var number = 0;
        foreach (var activity in answer.List("activities").Take(50))
            await Post(bot, conversationId, activityId, activity, $"reply:{SourceKeys.Hash(activityId)}:{number++}");
    }

    private async Task<BotResult> Say(
        BotOptions bot, string conversationId, long turn, JsonElement activity, string commandId, IReadOnlyDictionary<int, Attachment>? files)
    {
        var stream = StreamPart.Of(activity);
        // The end of a stream is known by it, however often it is sent.
        if (stream is { Type: "final", Id: { Length: > 0 } id }) commandId = "stream:" + SourceKeys.Hash(id);
        var message = BotMessages.Read(bot, activity, SourceKeys.Hash(commandId)[..12], files);
        if (BotMessages.IsEmpty(message)) return new BotResult(ActivityIds.Unstored());
        return await Execute(bot, conversationId, new PostBotTurn(BotRegistry.ActorOf(bot), commandId, turn, [message], null, null, ""));
    }

    /// <summary>Shown while the bot has the turn, and to nobody afterwards.</summary>
    private async Task<BotResult> Type(BotOptions bot, string conversationId, JsonElement activity)
    {
        var stream = StreamPart.Of(activity);
        var conversation = grains.GetGrain<IConversationGrain>(conversationId);
        if (await conversation.Summary() is { Owner: Owner.Bot })
        {
            var text = stream is { Type: "streaming" or "informative" } && activity.Text("text") is { Length: > 0 and <= ConversationLimits.BotText } words ? words : null;
            await conversation.Signal(new TypingSignal(BotRegistry.ActorOf(bot), true, text));
        }

        return new BotResult(stream?.Id is { Length: > 0 } id ? id : ActivityIds.Unstored());
    }

    /// <summary>
    /// The bot wants a person (protocol-botframework-handoff). Of its value, which every hub defines for itself: <c>department</c> or <c>skill</c>, an id or a
    /// name of a department; <c>message</c> or <c>note</c>, for staff.
    /// </summary>
    private async Task<BotResult> HandOff(BotOptions bot, string conversationId, long turn, JsonElement activity, string commandId)
    {
        var value = activity.Object("value");
        var wanted = Any(value, "department", "Department", "skill", "Skill");
        var department = wanted is null ? null : await Department(wanted);
        var note = Any(value, "message", "Message", "note", "Note", "reason", "Reason");
        if (wanted is not null && department is null) note = string.Join('\n', new[] { wanted, note }.OfType<string>());
        var result = await Execute(bot, conversationId, new PostBotTurn(
            BotRegistry.ActorOf(bot), commandId, turn, [], "botAsked", null, "", department, note is null ? null : Limits.Cut(note, MaxNote)));
        if (result.Refusal is not null) return result;
        // Closed: the citizen was told so and the turn is the bot's still.
        if (await grains.GetGrain<IConversationGrain>(conversationId).Summary() is { Owner: Owner.Bot } summary)
        {
            await grains.GetGrain<IBotGrain>(conversationId).RefuseHandoff(new BotNews(
                bot.Id, 0, 0, 0, summary.Language, new Actor(ActorKind.Citizen, summary.CitizenId, summary.CitizenName)));
        }

        return result;
    }

    private async Task<string?> Department(string wanted)
    {
        foreach (var department in await departments.Departments())
        {
            if (string.Equals(department.Id, wanted, StringComparison.OrdinalIgnoreCase) || string.Equals(department.NameTr, wanted, StringComparison.OrdinalIgnoreCase)
                || string.Equals(department.NameEn, wanted, StringComparison.OrdinalIgnoreCase)) return department.Id;
        }

        return null;
    }

    private static string? Any(JsonElement value, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (value.Text(name) is { Length: > 0 } text) return text;
        }

        return null;
    }

    /// <summary>The place of a message that this bot wrote; null for anything else.</summary>
    private async Task<long?> Own(BotOptions bot, string conversationId, string activityId)
    {
        if (ActivityIds.SeqOf(conversationId, activityId) is not { } seq) return null;
        return await log.Read(conversationId, seq - 1, 1) is [var stored] && EventCodec.FromStored(stored) is { Event: MessagePosted, By: { Kind: ActorKind.Bot } by }
            && string.Equals(by.Id, bot.Id, StringComparison.Ordinal) ? seq : null;
    }

    private async Task<BotResult> Execute(BotOptions bot, string conversationId, ConversationCommand command)
    {
        var result = await grains.GetGrain<IConversationGrain>(conversationId).Execute(command);
        if (result.Succeeded) return new BotResult(ActivityIds.Of(conversationId, result.Seq));
        BotLog.Refused(logger, conversationId, bot.Id, result.Error);
        return new BotResult(null, result);
    }

    private static BotResult NotFound() => new(null, CommandResult.Refused(CommandError.NotFound));
}
