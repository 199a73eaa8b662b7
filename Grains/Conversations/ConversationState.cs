using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContactHub.Conversations;

/// <summary>Where a command's main event stands, so that the same command again gets the same receipt.</summary>
public readonly record struct Receipt(long Seq, DateTimeOffset At);

/// <summary>
/// A conversation as the fold of its events. Mutable, and private to its grain: decisions read it, <see cref="After"/> folds events into a
/// copy, and the copy takes its place once the events are durable.
/// </summary>
public sealed partial class ConversationState
{
    private const int PreviewLength = 120;

    /// <summary>Number of this fold's shape. A snapshot of another version is passed over: the events are all there, and are folded anew.</summary>
    public const int Version = 8;

    public long LastSeq { get; set; }
    public DateTimeOffset LastAt { get; set; }
    public DateTimeOffset OpenedAt { get; set; }
    public string CitizenId { get; set; } = "";

    /// <summary>The citizen id of the first message; <see cref="CitizenId"/> becomes the verified one when the citizen is identified later.</summary>
    public string OpenedBy { get; set; } = "";

    public string? CitizenName { get; set; }
    public bool Verified { get; set; }
    public string Language { get; set; } = "tr";
    public string Channel { get; set; } = Channels.Chat;
    public Owner Owner { get; set; }
    public string? DepartmentId { get; set; }
    public string? AgentId { get; set; }
    public string? AgentName { get; set; }

    /// <summary>The agent who owned it last, asked first when the citizen comes back.</summary>
    public string? LastAgentId { get; set; }

    public string? PreferredAgentId { get; set; }
    public DateTimeOffset? QueuedAt { get; set; }
    public DateTimeOffset? WaitingSince { get; set; }
    public string? Preview { get; set; }
    public ActorKind PreviewBy { get; set; }

    /// <summary>The citizen's messages that no member of staff has read or answered past, ascending.</summary>
    public ImmutableArray<SeqRun> UnreadRuns { get; set; } = [];

    [JsonIgnore]
    public int Unread => SeqRuns.Count(UnreadRuns);

    public int Priority { get; set; }
    public ImmutableArray<string> Labels { get; set; } = [];
    public int? Rating { get; set; }
    public long ReadByStaff { get; set; }
    public long ReadByCitizen { get; set; }

    /// <summary>The first sequence from which the bot has had the turn without a break; 0 when it has not.</summary>
    public long BotSince { get; set; }

    /// <summary>The last message of anybody: no read mark goes further.</summary>
    public long LastMessageSeq { get; set; }

    /// <summary>The last citizen message that the bot has not answered; 0 when there is none.</summary>
    public long UnansweredSeq { get; set; }

    public string? UnansweredText { get; set; }

    /// <summary>Whether the unanswered message is files without a word.</summary>
    public bool UnansweredFiles { get; set; }

    /// <summary>The last thing the citizen wrote in own words, not by a button: what a recorded request is about.</summary>
    public string? Matter { get; set; }

    public string? UnansweredOptionId { get; set; }

    /// <summary>What the bot remembers, and whether it has spoken yet.</summary>
    public string BotMemory { get; set; } = "";

    public bool BotHasSpoken { get; set; }

    /// <summary>Receipts by command id, for the life of the conversation.</summary>
    public Dictionary<string, Receipt> Receipts { get; init; } = new(StringComparer.Ordinal);

    public bool IsOpened => LastSeq > 0;

    /// <summary>The number that people call the conversation by; 0 before it is opened.</summary>
    public long Number { get; set; }

    /// <summary>The state after these events. Shares the receipts, which <see cref="Remember"/> adds when the events are durable.</summary>
    public ConversationState After(ImmutableArray<TimelineEntry> entries)
    {
        var next = (ConversationState)MemberwiseClone();
        foreach (var entry in entries) next.Apply(entry);
        return next;
    }

    /// <summary>Keeps the receipts of durable events.</summary>
    public void Remember(TimelineEntry entry)
    {
        if (entry.Event.ClientId is { } clientId) Receipts[clientId] = new Receipt(entry.Seq, entry.At);
    }

    private void Apply(TimelineEntry entry)
    {
        LastSeq = entry.Seq;
        LastAt = entry.At;
        if (BotId is not null && IsNewsForBot(entry)) BotNewsSeq = entry.Seq;
        switch (entry.Event)
        {
            case MessagePosted message: Apply(entry, message); break;
            case ConversationOpened opened: Apply(entry, opened); break;
            case QueueEntered queued:
                Own(Owner.Queue, entry);
                (DepartmentId, PreferredAgentId) = (queued.DepartmentId, queued.PreferredAgentId);
                QueuedAt = entry.At;
                WaitingSince ??= entry.At;
                break;
            case AgentAssigned assigned:
                Own(Owner.Agent, entry);
                (AgentId, AgentName, LastAgentId) = (assigned.AgentId, assigned.AgentName, assigned.AgentId);
                DepartmentId = assigned.DepartmentId ?? DepartmentId;
                break;
            case AgentReleased: (AgentId, AgentName) = (null, null); break;
            case ConversationResolved:
                Own(Owner.None, entry);
                (WaitingSince, UnansweredSeq, Calls) = (null, 0, Calls with { Owed = [] });
                break;
            case ConversationReopened: Own(Owner.Bot, entry); break;
            case MessagesRead read: Apply(entry, read); break;
            case CitizenIdentified identified: Apply(identified); break;
            case LabelsChanged labels:
                Labels = [.. Labels.Except(labels.Removed, StringComparer.Ordinal).Union(labels.Added, StringComparer.Ordinal)];
                break;
            case PriorityChanged priority: Priority = priority.Priority; break;
            case SatisfactionRated rated: Rating = rated.Score; break;
            case MessageUpdated updated when updated.Seq == LastMessageSeq: Preview = Cut(Words(updated.Text, updated.Cards)); break;
            case MessageDeleted deleted when deleted.Seq == LastMessageSeq: Preview = null; break;
            case BotChanged changed: BotId = changed.BotId; break;
            case BotTold told: BotToldSeq = Math.Max(BotToldSeq, told.UpTo); break;
            case BotRemembered remembered: BotMemory = remembered.Memory; break;
            default: ApplyContact(entry); break;
        }
    }

    public ConversationSummary Summarize(string id) => new(
        id, Owner, DepartmentId, AgentId, AgentName, CitizenId, CitizenName, Verified, Channel, Language, Preview, PreviewBy, OpenedAt,
        LastAt, WaitingSince, QueuedAt, Unread, Priority, Labels, Rating, LastSeq, PreferredAgentId, Merge?.TargetId,
        ReplyTo.Channel == Channel ? null : ReplyTo.Channel, ReplyTo.Via, CallBack, Cimer, ReplyUntil);

    private void Apply(TimelineEntry entry, ConversationOpened opened)
    {
        OpenedAt = entry.At;
        Channel = entry.Channel;
        (CitizenId, CitizenName, Verified) = (opened.CitizenId, opened.CitizenName, opened.Verified);
        OpenedBy = opened.CitizenId;
        (Language, DepartmentId) = (opened.Language, opened.DepartmentId);
        BotId = opened.BotId;
        if (BotId is not null) BotNewsSeq = entry.Seq;
        Own(opened.Owner, entry);
    }

    private void Apply(TimelineEntry entry, MessagePosted message)
    {
        var wordless = !message.Attachments.IsDefaultOrEmpty && string.IsNullOrWhiteSpace(message.Text) && message.Cards.IsDefaultOrEmpty;
        Show(wordless ? $"📎 {message.Attachments[0].Name}" : Words(message.Text, message.Cards), entry);
        switch (entry.By.Kind)
        {
            case ActorKind.Citizen:
                Hear(entry, message.Via);
                UnreadRuns = SeqRuns.With(UnreadRuns, entry.Seq);
                if (Owner is Owner.Queue or Owner.Agent) WaitingSince ??= entry.At;
                (UnansweredSeq, UnansweredText, UnansweredOptionId) = (entry.Seq, message.Text, message.OptionId);
                UnansweredFiles = wordless;
                if (message.OptionId is null && message.Guest is null && !wordless) Matter = message.Text;
                break;
            case ActorKind.Agent:
                (UnreadRuns, WaitingSince, ReadByStaff, UnansweredSeq) = ([], null, entry.Seq, 0);
                break;
            case ActorKind.Bot:
                BotHasSpoken = true;
                if (message.ReplyToSeq >= UnansweredSeq) UnansweredSeq = 0;
                break;
        }
    }

    private void Apply(TimelineEntry entry, MessagesRead read)
    {
        if (entry.By.IsStaff)
        {
            ReadByStaff = Math.Max(ReadByStaff, read.UpTo);
            UnreadRuns = SeqRuns.Above(UnreadRuns, read.UpTo);
        }
        else
        {
            ReadByCitizen = Math.Max(ReadByCitizen, read.UpTo);
        }
    }

    private void Apply(CitizenIdentified identified)
    {
        // Who a guest claims to be says nothing of the citizen, who would be shown that name.
        if (identified.Guest is not null) return;
        CitizenName = identified.Name ?? (identified.Kind == "name" ? identified.Value : CitizenName);
        Verified |= identified.Verified;
        if (identified.Verified) CitizenId = identified.CitizenId;
    }

    private void Own(Owner owner, TimelineEntry entry)
    {
        if (owner != Owner.Bot) BotSince = 0;
        else if (Owner != Owner.Bot || BotSince == 0) BotSince = entry.Seq;
        Owner = owner;
        if (owner != Owner.Queue) (QueuedAt, PreferredAgentId) = (null, null);
        if (owner != Owner.Agent) (AgentId, AgentName) = (null, null);
    }

    private void Show(string text, TimelineEntry entry)
    {
        Preview = Cut(text);
        PreviewBy = entry.By.Kind;
        LastMessageSeq = entry.Seq;
    }

    private static string Cut(string text) => text.Length <= PreviewLength ? text : Shorten(text);

    /// <summary>Cuts between characters, never inside a surrogate pair.</summary>
    private static string Shorten(string text) =>
        string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[PreviewLength - 2]) ? PreviewLength - 2 : PreviewLength - 1), "…");
}
