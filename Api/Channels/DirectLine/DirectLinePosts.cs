using System.Collections.Immutable;
using System.Text.Json;
using ContactHub.Bots;
using ContactHub.Conversations;
using ContactHub.Realtime;
using ContactHub.Visitors;

namespace ContactHub.DirectLine;

/// <summary>What a client's activities do: the widget's commands under the client's own ids, so that one that is posted again has one effect.</summary>
public sealed class DirectLinePosts(ConversationCalls conversations, VisitorLimits limits, TimeProvider clock)
{
    /// <summary>How far back a button may be whose text is posted.</summary>
    private const int LookBack = 20;

    private const int MostMoves = 4;

    /// <summary>Does it, and answers the activity's id.</summary>
    /// <exception cref="DirectLineException">It is refused.</exception>
    /// <param name="files">What came with a message, kept for good.</param>
    public async Task<string> Post(DirectLineToken token, SiteOptions site, ActivityInput activity, string address, ImmutableArray<Attachment> files = default)
    {
        switch (activity.Type)
        {
            case "message":
                Allow(token, address);
                return await Message(token, site, activity, files);
            case "endOfConversation":
                Allow(token, address);
                return await Execute(token, new ResolveConversation(token.Actor, CommandId(activity), "citizenLeft"));
            case "typing":
                if (await conversations.To(token.ConversationId).Summary() is { } summary)
                    await conversations.To(summary.MergedInto ?? token.ConversationId).Signal(new TypingSignal(token.Actor, true));
                return Unstored();
            default:
                // Events of the page, reactions and the like: accepted, as the protocol wants, and not for anybody here.
                return Unstored();
        }
    }

    private static string CommandId(ActivityInput activity) => activity.ClientActivityId is { } id ? ActivityWriter.CommandPrefix + id : Unnamed();

    /// <summary>A hub's own id, with a colon, so that no client's can be the same and none is echoed.</summary>
    private static string Unnamed() => "dl:" + Guid.NewGuid().ToString("N");

    private string Unstored() => "unstored-" + Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");

    private void Allow(DirectLineToken token, string address)
    {
        if (limits.TrySend(token.CitizenId, address) is { } seconds) throw DirectLineErrors.RateLimited(seconds);
    }

    private async Task<string> Message(DirectLineToken token, SiteOptions site, ActivityInput activity, ImmutableArray<Attachment> files)
    {
        var page = await conversations.To(token.ConversationId).Page(long.MaxValue, LookBack);
        var opening = new Opening(token.CitizenId, token.Language, token.UserName, false, site.Department, null, site.Id);
        var pressed = PressedButton.Find(page, activity);
        var text = pressed is null ? activity.Text : pressed.Said ?? pressed.Text;
        // A form has no words of its own, and the timeline shows that it was sent.
        if (text.Length == 0 && activity.Value is { } form) text = Filled(page, form, TimelineTexts.Form(token.Language));
        return await Execute(token, new PostMessage(
            token.Actor, CommandId(activity), Channels.DirectLine, text, pressed?.Id, opening, files, Value: pressed is null ? activity.Value : null));
    }

    /// <summary>What was filled in, with the card's own words where the card is known; clients post it without saying which it was.</summary>
    private static string Filled(TimelinePage page, string form, string heading)
    {
        using var posted = JsonDocument.Parse(form);
        if (posted.RootElement.ValueKind != JsonValueKind.Object) return heading;
        var filled = posted.RootElement.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String)
            .DistinctBy(member => member.Name, StringComparer.Ordinal).ToDictionary(member => member.Name, member => posted.RootElement.Text(member.Name) ?? "", StringComparer.Ordinal);
        return FilledCard.For(page, filled) is { } card ? FilledCard.Words(heading, card, filled) : heading;
    }

    /// <summary>In the conversation that goes on for the own one.</summary>
    private async Task<string> Execute(DirectLineToken token, ConversationCommand command)
    {
        var id = token.ConversationId;
        var result = await conversations.To(id).Execute(command);
        for (var moves = 0; result is { Error: CommandError.Moved, Detail: { } target } && moves < MostMoves; moves++)
            result = await conversations.To(id = target).Execute(command);
        return result.Succeeded ? ActivityWriter.IdOf(await Keeper(id, command.CommandId), result.Seq) : throw DirectLineErrors.Of(result);
    }

    /// <summary>Whose the receipt is: what is posted again may have been stored in the other one of two conversations that are, or were, merged.</summary>
    private async Task<string> Keeper(string id, string commandId)
    {
        var linked = await conversations.To(id).Linked();
        if (linked.IsEmpty || await conversations.To(id).Receipt(commandId) is not null) return id;
        foreach (var other in linked)
        {
            if (await conversations.To(other).Receipt(commandId) is not null) return other;
        }

        return id;
    }
}
