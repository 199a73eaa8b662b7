using System.Text.Json.Serialization;

namespace ContactHub.Conversations;

/// <summary>The fold of calls: who is on the line, and who is to be called back.</summary>
public sealed partial class ConversationState
{
    /// <summary>The end of a call may get lost; the oldest are forgotten.</summary>
    private const int MostOngoing = 20;

    /// <summary>Calls that have not ended, and who is owed one.</summary>
    public PendingCalls Calls { get; set; } = PendingCalls.None;

    /// <summary>
    /// What there is to be called back for; every further call in vain is the same task, which is done when the citizen is reached. Of several citizens
    /// it is who has waited longest, and of one number that two conversations brought, both.
    /// </summary>
    [JsonIgnore]
    public CallBack? CallBack
    {
        get
        {
            if (Calls.Owed.MinBy(owed => owed.CallBack.Since) is not { CallBack: var oldest }) return null;
            if (oldest.Number is not { } number) return oldest;
            return oldest with { Calls = Calls.Owed.Where(owed => owed.CallBack.Number == number).Sum(owed => owed.CallBack.Calls) };
        }
    }

    /// <summary>
    /// What a split gives back to a conversation that is merged into this one. A call of an agent's that may be either's goes along and stays as well:
    /// it may be answered where it is then no longer known by its number, and would count as the answer to somebody else.
    /// </summary>
    public PendingCalls CallsOf(MergedSource source) => new(
        [.. Calls.Ongoing.Where(call => call.SourceId == source.SourceId || (call.SourceId is null && call.CitizenId is null))],
        [.. Calls.Owed.Where(owed => owed.SourceId == source.SourceId)]);

    private void ApplyCall(TimelineEntry entry)
    {
        switch (entry.Event)
        {
            case CallRang call:
                Calls = Calls with { Ongoing = [.. Calls.Ongoing.TakeLast(MostOngoing - 1), Ringing(entry, call)] };
                if (call.Direction == CallDirection.Out) break;
                (Preview, PreviewBy) = (call.From, ActorKind.Citizen);
                break;
            case CallAnswered answered:
                var reached = Ongoing(answered.CallId);
                Calls = Calls with { Owed = Calls.Owed.RemoveAll(owed => IsOfSame(owed, reached) || (owed.CallBack.Number is { } n && n == reached?.Number)) };
                if (entry.By.IsStaff) WaitingSince = null;
                break;
            case CallEnded ended:
                if (ended.IsMissed) Miss(entry, Ongoing(ended.CallId));
                Calls = Calls with { Ongoing = Calls.Ongoing.RemoveAll(call => call.CallId == ended.CallId) };
                break;
        }
    }

    private OngoingCall? Ongoing(string callId) => Calls.Ongoing.FirstOrDefault(call => call.CallId == callId);

    /// <summary>Whom an agent calls is who is owed a call at that number, or else the conversation's one citizen.</summary>
    private OngoingCall Ringing(TimelineEntry entry, CallRang call)
    {
        if (call.Direction == CallDirection.In)
        {
            var caller = entry.By.Kind == ActorKind.Citizen ? entry.By.Id : CitizenId;
            return new OngoingCall(call.CallId, call.From, caller, SourceOf(caller));
        }

        var owed = Calls.Owed.FirstOrDefault(owed => owed.CallBack.Number is { } number && number == call.To);
        return new OngoingCall(call.CallId, call.To, owed?.CitizenId ?? (Sources.IsEmpty ? CitizenId : null), owed?.SourceId);
    }

    private void Miss(TimelineEntry entry, OngoingCall? call)
    {
        LastMessageSeq = entry.Seq;
        Waits(entry);
        var before = Calls.Owed.FirstOrDefault(owed => IsOfSame(owed, call));
        var back = new CallBack(call?.Number ?? before?.CallBack.Number, before?.CallBack.Since ?? entry.At, (before?.CallBack.Calls ?? 0) + 1);
        var owed = new OwedCall(back, call?.CitizenId ?? before?.CitizenId ?? CitizenId, call?.SourceId);
        Calls = Calls with { Owed = before is null ? Calls.Owed.Add(owed) : Calls.Owed.Replace(before, owed) };
    }

    /// <summary>The merged conversation whose citizen this is; null for the conversation's own.</summary>
    private string? SourceOf(string? citizenId) =>
        citizenId is null || IsOwn(citizenId) ? null : Sources.FirstOrDefault(source => source.Citizens.Contains(citizenId, StringComparer.Ordinal))?.SourceId;

    /// <summary>Whoever the conversation's own citizen was known as; of a call whose beginning is not known, it is that one.</summary>
    private bool IsOfSame(OwedCall owed, OngoingCall? call) =>
        owed.SourceId == call?.SourceId && (owed.CitizenId == call?.CitizenId || (IsOwn(owed.CitizenId) && (call is null || IsOwn(call.CitizenId))));

    private bool IsOwn(string? citizenId) => citizenId == CitizenId || citizenId == OpenedBy;

    /// <summary>A merged conversation's calls are this one's to end, and its call-backs this one's to make.</summary>
    private void JoinCalls(PendingCalls joining, string sourceId) => Calls = new PendingCalls(
        [.. Calls.Ongoing.Concat(joining.Ongoing.Select(call => call with { SourceId = sourceId })).TakeLast(MostOngoing)],
        [.. Calls.Owed, .. joining.Owed.Select(owed => owed with { SourceId = sourceId })]);

    private void PartCalls(MergedSource source) => Calls = new PendingCalls(
        Calls.Ongoing.RemoveAll(call => call.SourceId == source.SourceId), Calls.Owed.RemoveAll(owed => owed.SourceId == source.SourceId));

    /// <summary>What comes back from the target is this conversation's own, or that of one that is merged into it.</summary>
    private void TakeBack(PendingCalls calls) => Calls = new PendingCalls(
        [.. calls.Ongoing.Select(call => call with { SourceId = SourceOf(call.CitizenId) })], [.. calls.Owed.Select(owed => owed with { SourceId = SourceOf(owed.CitizenId) })]);
}
