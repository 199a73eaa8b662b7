using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContactHub.Conversations;

/// <summary>The fold of mails, calls and merges.</summary>
public sealed partial class ConversationState
{
    /// <summary>Where this conversation was merged to; null when it was not, or was split off again.</summary>
    public Merged? Merge { get; set; }

    /// <summary>The conversations that are merged into this one.</summary>
    public ImmutableArray<MergedSource> Sources { get; set; } = [];

    /// <summary>Every conversation that is or was merged with this one: what they have stored is not stored here again.</summary>
    public ImmutableArray<string> Linked { get; set; } = [];

    /// <summary>The CİMER application that it is about; null when it is about none.</summary>
    public CimerFile? Cimer { get; set; }

    /// <summary>Whether this is a citizen of a conversation that is merged into this one.</summary>
    public bool IsGuest(string citizenId) => Sources.Any(source => source.Citizens.Contains(citizenId, StringComparer.Ordinal));

    /// <summary>Who sees this conversation from which sequence on, because of a merge.</summary>
    [JsonIgnore]
    public ImmutableArray<Guest> Guests => Sources.IsEmpty
        ? default
        : [.. Sources.SelectMany(source => source.Citizens.Select(citizen => new Guest(citizen, source.FromSeq))).DistinctBy(guest => guest.CitizenId)];

    /// <summary>Every citizen who may write here.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Citizens => [.. Sources.SelectMany(source => source.Citizens).Prepend(OpenedBy).Prepend(CitizenId).Distinct(StringComparer.Ordinal)];

    private void ApplyContact(TimelineEntry entry)
    {
        switch (entry.Event)
        {
            case EmailReceived mail:
                Show(mail.Subject.Length == 0 ? mail.Text : $"{mail.Subject}: {mail.Text}", entry);
                if (mail.Flags is not { Auto: true }) Waits(entry);
                break;
            case EmailSent { Auto: false } mail:
                Show(mail.Text, entry);
                (UnreadRuns, WaitingSince, ReadByStaff) = ([], null, entry.Seq);
                break;
            case CallRang or CallAnswered or CallEnded: ApplyCall(entry); break;
            case CimerReceived received:
                Cimer = new CimerFile(received.Number, received.Kind, received.ReceivedOn, received.DueOn);
                Show(received.Subject.Length == 0 ? received.Text : $"{received.Subject}: {received.Text}", entry);
                Waits(entry);
                break;
            case CimerAnswered answered:
                Cimer = Cimer is { } file ? file with { AnsweredOn = answered.AnsweredOn } : null;
                Show(answered.Text, entry);
                (UnreadRuns, WaitingSince, ReadByStaff) = ([], null, entry.Seq);
                break;
            case ConversationsMerged merged: Apply(entry, merged); break;
            case ConversationSplit split: Apply(split); break;
        }
    }

    /// <summary>A person should see this, and the citizen waits for one.</summary>
    private void Waits(TimelineEntry entry)
    {
        UnreadRuns = SeqRuns.With(UnreadRuns, entry.Seq);
        if (Owner is Owner.Queue or Owner.Agent) WaitingSince ??= entry.At;
    }

    private void Apply(TimelineEntry entry, ConversationsMerged merged)
    {
        Linked = [.. Linked.Union(merged.Linked, StringComparer.Ordinal)];
        if (merged.Role == MergeRole.Source)
        {
            Merge = new Merged(
                merged.MergeId, merged.SourceId, merged.TargetId, merged.TargetNumber, entry.By, Owner, AgentId, AgentName, merged.Citizens, merged.Linked, merged.WaitingSince, Calls);
            Linked = [.. Linked.Append(merged.TargetId).Distinct(StringComparer.Ordinal)];
            Own(Owner.None, entry);
            (WaitingSince, UnansweredSeq, Calls) = (null, 0, PendingCalls.None);
            return;
        }

        Sources = Sources.Add(new MergedSource(merged.MergeId, merged.SourceId, merged.SourceNumber, entry.Seq, merged.Citizens));
        JoinRoutes(merged);
        JoinCalls(merged.Calls ?? PendingCalls.None, merged.SourceId);
        if (merged.WaitingSince is { } since && (Owner is Owner.Queue or Owner.Agent)) WaitingSince = WaitingSince < since ? WaitingSince : since;
    }

    private void Apply(ConversationSplit split)
    {
        if (split.Role == MergeRole.Source)
        {
            TakeBack(split.Calls ?? Merge?.Calls ?? PendingCalls.None);
            Merge = null;
            return;
        }

        if (Sources.FirstOrDefault(source => source.MergeId == split.MergeId) is not { } parted) return;
        Sources = Sources.Remove(parted);
        PartRoutes(parted);
        PartCalls(parted);
    }
}
