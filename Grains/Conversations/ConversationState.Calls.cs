using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>A call that has not ended.</summary>
/// <param name="Number">The citizen's; null when it is withheld.</param>
public sealed record OpenCall(string CallId, string? Number);

/// <summary>The fold of calls: who is on the line, and who is to be called back.</summary>
public sealed partial class ConversationState
{
    /// <summary>The end of a call may get lost; the oldest are forgotten.</summary>
    private const int MostOpenCalls = 20;

    /// <summary>Calls that have not ended.</summary>
    public ImmutableArray<OpenCall> OpenCalls { get; set; } = [];

    /// <summary>What there is to be called back for; every further call in vain is the same task, which is done when the citizen is reached.</summary>
    public CallBack? CallBack { get; set; }

    private void ApplyCall(TimelineEntry entry)
    {
        switch (entry.Event)
        {
            case CallRang call:
                var number = call.Direction == CallDirection.In ? call.From : call.To;
                OpenCalls = [.. OpenCalls.TakeLast(MostOpenCalls - 1), new OpenCall(call.CallId, number)];
                if (call.Direction == CallDirection.Out) break;
                (Preview, PreviewBy) = (call.From, ActorKind.Citizen);
                break;
            case CallAnswered:
                CallBack = null;
                if (entry.By.IsStaff) WaitingSince = null;
                break;
            case CallEnded { IsMissed: true } missed:
                LastMessageSeq = entry.Seq;
                Waits(entry);
                var caller = OpenCalls.FirstOrDefault(call => call.CallId == missed.CallId)?.Number;
                CallBack = new CallBack(caller ?? CallBack?.Number, CallBack?.Since ?? entry.At, (CallBack?.Calls ?? 0) + 1);
                Close(missed);
                break;
            case CallEnded ended: Close(ended); break;
        }
    }

    private void Close(CallEnded ended) => OpenCalls = OpenCalls.RemoveAll(call => call.CallId == ended.CallId);
}
