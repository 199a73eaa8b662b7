using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>Decisions about what is said, noted and read.</summary>
internal static class MessageDecisions
{
    public static Decision Post(ConversationState state, PostMessage post, DecisionContext context)
    {
        var limit = post.By.Kind == ActorKind.Citizen ? ConversationLimits.CitizenText : ConversationLimits.StaffText;
        if ((CheckFiles(post.Attachments) ?? CheckText(post.Text, limit, post.Attachments.IsDefaultOrEmpty)) is { } refusal) return refusal;
        if (post.By.Kind == ActorKind.Agent)
        {
            if (state.Owner == Owner.None) return Decision.Refuse(CommandError.Resolved);
            if (!OwnershipDecisions.IsOwner(state, post.By)) return Decision.Refuse(CommandError.NotOwner, state.AgentName);
        }

        // Whatever way a bot's words come, they are for while the bot has the turn.
        if (post.By.Kind == ActorKind.Bot && state.Owner != Owner.Bot) return Decision.Refuse(CommandError.NotBotsTurn);
        // Citizens are the ones who open the window.
        if (post.By.Kind != ActorKind.Citizen && CheckWindow(state, post, context) is { } closed) return closed;
        // What a citizen says stands where it was said; what is answered goes where the citizen last wrote, whatever the one who answers believes.
        var place = post.By.Kind == ActorKind.Citizen || !state.IsOpened ? new ReplyTo(post.Channel, post.Via) : state.ReplyTo;
        var message = Said(post.By, place, new MessagePosted(post.Text, post.OptionId, Attachments: Files(post.Attachments), Value: post.Value, Template: post.Template, Quote: post.Quote) { ClientId = post.CommandId });
        if (!state.IsOpened)
        {
            var opened = OwnershipDecisions.Open(post.By, post.Channel, post.Opening!, context.BotId);
            return post.OptionId == OptionIds.Person
                ? Decision.Append([opened, message, .. OwnershipDecisions.HandOff(state, place, post.Opening!.DepartmentId, "asked", context)])
                : Decision.Append(opened, message);
        }

        if (post.By.Kind != ActorKind.Citizen) return Decision.Append(message);
        if (state.Owner == Owner.None) return Decision.Append([.. OwnershipDecisions.ComeBack(state, post, context), message]);
        return (state.Owner, post.OptionId) switch
        {
            (Owner.Bot, OptionIds.Person) => Decision.Append([message, .. OwnershipDecisions.HandOff(state, place, null, "asked", context)]),
            (Owner.Bot, OptionIds.Request) => Decision.Append([message, .. OwnershipDecisions.Record(state, place, state.Matter ?? post.Text, context)]),
            _ => Decision.Append(message),
        };
    }

    /// <summary>The bot speaks only while it has had the turn ever since the message that it answers: the handoff wins every race.</summary>
    public static Decision BotTurn(ConversationState state, PostBotTurn turn, DecisionContext context)
    {
        if (!BotDecisions.HasTurn(state, turn.By) || (turn.TurnSeq > 0 && turn.TurnSeq < state.BotSince)) return Decision.Refuse(CommandError.NotBotsTurn);
        if (turn.Messages.Any(message => message.Text.Length > ConversationLimits.BotText)) return Decision.Refuse(CommandError.TooLong, $"At most {ConversationLimits.BotText} characters.");
        if (turn.Messages.Select(message => CheckFiles(message.Attachments)).FirstOrDefault(fault => fault is not null) is { } refusal) return refusal;
        var entries = ImmutableArray.CreateBuilder<NewEntry>(turn.Messages.Length + 5);
        if (turn.Feedback?.Split(':', 2) is [var verdict, var faqId])
            entries.Add(new NewEntry(turn.By, Channels.Hub, new FaqFeedbackGiven(faqId, verdict == "yes")));
        foreach (var message in turn.Messages)
        {
            entries.Add(Said(turn.By, state.ReplyTo, new MessagePosted(
                message.Text, null, message.Options, message.FaqId, turn.TurnSeq > 0 ? turn.TurnSeq : null, Files(message.Attachments), Cards: message.Cards)));
        }

        if (turn.Memory.Length > 0 && turn.Memory != state.BotMemory) entries.Add(new NewEntry(turn.By, Channels.Hub, new BotRemembered(turn.Memory)));
        if (!string.IsNullOrWhiteSpace(turn.Note)) entries.Add(new NewEntry(turn.By, Channels.Hub, new NoteAdded(turn.Note)));
        if (turn.HandoffReason is { } reason) entries.AddRange(OwnershipDecisions.HandOff(state, state.ReplyTo, turn.DepartmentId, reason, context));
        if (entries.Count == 0) return Decision.Nothing;
        entries[0] = entries[0] with { Event = entries[0].Event with { ClientId = turn.CommandId } };
        return Decision.Append(entries.ToImmutable());
    }

    /// <summary>A message on the channel and in the place that it is said in or goes to.</summary>
    public static NewEntry Said(Actor by, ReplyTo place, MessagePosted message) =>
        new(by, place.Channel, place.Via is null ? message : message with { Via = place.Via });

    public static Decision Note(AddNote note)
    {
        if (!OwnershipDecisions.ActsForStaff(note.By)) return Decision.Refuse(CommandError.Forbidden);
        if (note.CallId?.Length > ConversationLimits.SourceId) return Decision.Refuse(CommandError.TooLong);
        return CheckText(note.Text, ConversationLimits.StaffText)
            ?? Decision.Append(new NewEntry(note.By, Channels.Of(note.By), new NoteAdded(note.Text, note.CallId) { ClientId = note.CommandId }));
    }

    /// <summary>A read mark only ever moves forward, and never past the last message: a mark of a mark would never end.</summary>
    public static Decision Read(ConversationState state, MarkRead read)
    {
        var upTo = Math.Min(read.UpTo, state.LastMessageSeq);
        var known = read.By.IsStaff ? state.ReadByStaff : state.ReadByCitizen;
        if (upTo <= known) return Decision.Nothing;
        return Decision.Append(new NewEntry(read.By, read.By.IsStaff ? Channels.Desk : state.Channel, new MessagesRead(upTo)));
    }

    /// <summary>None is stored as nothing at all: the event of a message without files is what it always was.</summary>
    private static ImmutableArray<Attachment> Files(ImmutableArray<Attachment> files) => files.IsDefaultOrEmpty ? default : files;

    private static Decision? CheckFiles(ImmutableArray<Attachment> files) => !files.IsDefault && files.Length > ConversationLimits.MessageFiles
        ? Decision.Refuse(CommandError.TooLong, $"At most {ConversationLimits.MessageFiles} files.")
        : null;

    /// <summary>What would not arrive is refused before it is said; a template is what goes at any time, where there are templates.</summary>
    private static Decision? CheckWindow(ConversationState state, PostMessage post, DecisionContext context)
    {
        if (post.Template is null) return state.ReplyUntil is { } until && context.Now >= until ? Decision.Refuse(CommandError.WindowClosed) : null;
        return state.ReplyTo.Channel == Channels.WhatsApp && post.By.Kind is ActorKind.Agent or ActorKind.System
            ? null
            : Decision.Refuse(CommandError.Invalid, "Templates are for people and systems to say, on WhatsApp.");
    }

    private static Decision? CheckText(string text, int limit, bool needed = true) =>
        string.IsNullOrWhiteSpace(text) ? needed ? Decision.Refuse(CommandError.Empty) : null
        : text.Length > limit ? Decision.Refuse(CommandError.TooLong, $"At most {limit} characters.")
        : null;
}

/// <summary>Option ids with a meaning of their own.</summary>
public static class OptionIds
{
    /// <summary>Hand over to a person.</summary>
    public const string Person = "person";

    /// <summary>Record what was asked as a request.</summary>
    public const string Request = "request";
}
