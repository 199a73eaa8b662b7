using ContactHub.Bots;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Realtime;
using ContactHub.Visitors;

namespace ContactHub.DirectLine;

/// <summary>Timeline entries as activities for one user. Pure; what the user may not see has been left out before.</summary>
/// <param name="token">Whose screen it is.</param>
/// <param name="site">The site, for its greeting and its title, which the hub's own lines come from.</param>
/// <param name="links">Where files can be had.</param>
public sealed class ActivityWriter(DirectLineToken token, SiteOptions site, DirectLineLinks links)
{
    /// <summary>Before a client's own id in the command's: the hub's commands and the widget's begin otherwise.</summary>
    internal const string CommandPrefix = "dl.";

    private readonly ActivityConversation _conversation = new(token.ConversationId);
    private readonly ActivityAccount _hub = new("hub", "bot", site.Title.In(token.Language));

    /// <summary>The id of the activity that an entry is: ASCII and fit for an address.</summary>
    public static string IdOf(string conversationId, long seq) => ActivityIds.Of(conversationId, seq);

    /// <summary>What a client is shown of a slice, with the site's greeting before all else for one who has seen nothing.</summary>
    /// <param name="after">The watermark that was read from.</param>
    /// <param name="now">When the greeting is given, unless there is something to come before: clients order by time.</param>
    public List<Activity> Write(TimelineSlice slice, Watermark after, DateTimeOffset now)
    {
        List<Activity> activities = [];
        if (!after.Greeted && site.Greeting.In(token.Language) is { Length: > 0 } greeting)
            activities.Add(Line(IdOf(token.ConversationId, 0), 0, slice.Entries.Count > 0 ? slice.Entries[0].Entry.At : now, greeting, "greeting"));
        activities.AddRange(slice.Entries.Select(visible => Write(visible.ConversationId, visible.Entry)).OfType<Activity>());
        return activities;
    }

    /// <summary>An entry's activity; null for what is not shown.</summary>
    /// <param name="conversationId">Whose entry it is.</param>
    public Activity? Write(string conversationId, TimelineEntry entry)
    {
        var id = IdOf(conversationId, entry.Seq);
        return entry.Event switch
        {
            MessagePosted message => Message(conversationId, id, entry, message),
            // Under the id of the message that it is about, whose place Web Chat gives to the last one that came under it.
            MessageUpdated update => Message(conversationId, IdOf(conversationId, update.Seq), entry, new MessagePosted(update.Text, Options: update.Options, Cards: update.Cards)) with
            {
                ChannelData = new ActivityData(PlaceOf(entry.At, entry.Seq), Kind: "messageUpdated"),
            },
            MessageDeleted deleted => new Activity("messageDelete", IdOf(conversationId, deleted.Seq), entry.At, Other(entry.By), _conversation),
            QueueEntered => Line(id, entry.Seq, entry.At, TimelineTexts.Queued(token.Language), "queueEntered"),
            AgentAssigned assigned => Line(id, entry.Seq, entry.At, TimelineTexts.Joined(token.Language, assigned.AgentName), "agentAssigned"),
            ConversationResolved => Line(id, entry.Seq, entry.At, TimelineTexts.Resolved(token.Language), "conversationResolved"),
            HandoffRequested or AgentReleased or ConversationReopened or RequestRecorded => new Activity(
                "event", id, entry.At, _hub, _conversation, Name: "contacthub." + EventCodec.WireKindOf(entry.Event), ChannelData: new ActivityData(PlaceOf(entry.At, entry.Seq))),
            _ => null,
        };
    }

    /// <summary>Somebody on the other side types.</summary>
    public Activity Typing(Actor by, string id, DateTimeOffset at) => new("typing", id, at, Other(by), _conversation);

    private Activity Message(string conversationId, string id, TimelineEntry entry, MessagePosted message)
    {
        var isOwn = entry.By.Kind == ActorKind.Citizen;
        return new Activity(
            "message", id, entry.At, isOwn ? new ActivityAccount(token.Sender, "user", token.UserName) : Other(entry.By), _conversation,
            Text: message.Text,
            TextFormat: entry.By.Kind == ActorKind.Bot ? "markdown" : "plain",
            Locale: token.Language,
            ChannelData: new ActivityData(
                PlaceOf(entry.At, entry.Seq), isOwn && message.ClientId?.StartsWith(CommandPrefix, StringComparison.Ordinal) == true ? message.ClientId[CommandPrefix.Length..] : null),
            SuggestedActions: message.Options.IsDefaultOrEmpty ? null : new SuggestedActions(CardWriter.Actions(message.Options)),
            Attachments: message.Attachments.IsDefaultOrEmpty ? CardWriter.Write(message.Cards)
                : [.. message.Attachments.Select(file => FileOf(conversationId, entry.Seq, file)), .. CardWriter.Write(message.Cards) ?? []]);
    }

    private ActivityAttachment FileOf(string conversationId, long seq, Attachment file)
    {
        var address = links.Of(conversationId, seq, file.Id);
        return new ActivityAttachment(file.ContentType, address, file.Name, ThumbnailUrl: FileAnswer.IsPicture(file) ? address : null);
    }

    private ActivityAccount Other(Actor by) => by.Kind == ActorKind.Agent
        ? new ActivityAccount(by.Id, "bot", by.Name)
        : new ActivityAccount(by.Id, "bot", by.Name ?? _hub.Name);

    private Activity Line(string id, long seq, DateTimeOffset at, string text, string kind) => new(
        "message", id, at, _hub, _conversation, Text: text, TextFormat: "plain", Locale: token.Language, ChannelData: new ActivityData(PlaceOf(at, seq), Kind: kind));

    /// <summary>By time, for a merged conversation goes on in another one's sequence, and in the sequence within a millisecond.</summary>
    private static double PlaceOf(DateTimeOffset at, long seq) => at.ToUnixTimeMilliseconds() + (seq % 1000 / 1000.0);
}
