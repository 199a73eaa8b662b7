using System.Collections.Immutable;

namespace ContactHub.Phone;

/// <summary>What providers have reported, so that repeated requests tell nothing twice. Immutable: a state counts once its events have arrived.</summary>
public sealed record ReportedCalls
{
    /// <summary>How many calls are remembered; the oldest are forgotten.</summary>
    public const int Remembered = 10_000;

    public static ReportedCalls Empty { get; } = new();

    private ImmutableDictionary<string, ReportedCall> Calls { get; init; } = ImmutableDictionary.Create<string, ReportedCall>(StringComparer.Ordinal);

    private ImmutableQueue<string> Order { get; init; } = [];

    /// <summary>Folds what one request reports into the calls.</summary>
    /// <param name="received">All fields of the request, which its events carry along.</param>
    /// <param name="now">For reports that do not say when.</param>
    public (ReportedCalls Next, ImmutableArray<CallEvent> Events) Apply(
        string provider, IEnumerable<CallReport> reports, IReadOnlyDictionary<string, string> received, DateTimeOffset now)
    {
        var next = this;
        var events = ImmutableArray.CreateBuilder<CallEvent>();
        foreach (var report in reports)
        {
            var id = $"{provider}:{report.Call}";
            foreach (var one in (next.Calls.GetValueOrDefault(id) ?? ReportedCall.New).Whole(report, now))
            {
                if ((next.Calls.GetValueOrDefault(id) ?? ReportedCall.New).Take(one, now) is not ({ } taken, { } told)) continue;
                next = next.With(id, taken);
                events.Add(told with { Call = id, Received = received });
            }
        }

        return (next, events.ToImmutable());
    }

    /// <summary>Takes over what was kept of a call, when it is further than what is known here: another node may have heard the rest.</summary>
    public ReportedCalls Knowing(CallMemory kept) =>
        Calls.TryGetValue(kept.Call, out var known) && known.Seq >= kept.Seq ? this : With(kept.Call, ReportedCall.Of(kept));

    private ReportedCalls With(string id, ReportedCall call)
    {
        var next = this with { Calls = Calls.SetItem(id, call), Order = Calls.ContainsKey(id) ? Order : Order.Enqueue(id) };
        return next.Calls.Count <= Remembered ? next : next with { Calls = next.Calls.Remove(next.Order.Peek()), Order = next.Order.Dequeue() };
    }
}

/// <summary>One call as reported so far.</summary>
internal sealed record ReportedCall
{
    public static ReportedCall New { get; } = new();

    public int Seq { get; private init; }

    private string? From { get; init; }

    private string? To { get; init; }

    private string? LastAgent { get; init; }

    private bool IsAnswered { get; init; }

    private bool HasEnded { get; init; }

    private DateTimeOffset? AnsweredAt { get; init; }

    private ImmutableHashSet<string> Told { get; init; } = [];

    /// <summary>What was kept of a call. Which reports it was made of is not: what they tell is recorded once by what it says.</summary>
    public static ReportedCall Of(CallMemory kept) => new()
    {
        Seq = kept.Seq,
        From = kept.From,
        To = kept.To,
        LastAgent = kept.LastAgent,
        IsAnswered = kept.Answers > 0,
        AnsweredAt = kept.FirstAnswerAt,
        HasEnded = kept.IsClosed,
    };

    /// <summary>
    /// A report with what it implies: somebody had answered a call that ends answered, though the provider told of no answer. Whoever waited to be
    /// called back was reached by it.
    /// </summary>
    public IEnumerable<CallReport> Whole(CallReport report, DateTimeOffset now) =>
        report is { Kind: CallKind.Ended, Outcome: CallOutcome.Answered } && !IsAnswered && !HasEnded
            ? [report with { Kind = CallKind.Answered, At = (report.At ?? now) - TimeSpan.FromSeconds(report.Seconds ?? 0), Seconds = null, Outcome = null }, report]
            : [report];

    /// <summary>Takes a report; nothing when it was told already. After the end only recordings come, which providers finish later.</summary>
    public (ReportedCall Call, CallEvent Event)? Take(CallReport report, DateTimeOffset now)
    {
        var what = Occurrence(report);
        if (Told.Contains(what) || (HasEnded && report.Kind != CallKind.Recorded)) return null;
        var at = report.At ?? now;
        var isAnswer = report.Kind == CallKind.Answered;
        var isEnd = report.Kind == CallKind.Ended;
        var taken = this with
        {
            Seq = Seq + 1,
            From = From ?? report.From,
            To = To ?? report.To,
            LastAgent = isAnswer ? report.Agent : LastAgent,
            IsAnswered = IsAnswered || isAnswer,
            AnsweredAt = AnsweredAt ?? (isAnswer ? at : null),
            HasEnded = HasEnded || isEnd,
            Told = Told.Add(what),
        };
        CallOutcome? outcome = isEnd ? report.Outcome ?? (IsAnswered ? CallOutcome.Answered : CallOutcome.NoAnswer) : null;
        var seconds = report.Seconds ?? (outcome == CallOutcome.Answered && AnsweredAt is { } since ? Math.Max(0, (int)(at - since).TotalSeconds) : null);
        var agent = report.Agent ?? (isEnd ? LastAgent : null);
        return (taken, new CallEvent("", taken.Seq, report.Kind, at, taken.From, taken.To, report.Queue, agent, seconds, outcome)
        {
            Recording = report.Recording, IsOutbound = report.IsOutbound, Occurrence = what,
        });
    }

    /// <summary>What makes two reports one: a call rings and ends once, an agent answers it once, and the rest may happen again at another time.</summary>
    private static string Occurrence(CallReport report) => report.Kind switch
    {
        CallKind.Rang or CallKind.Abandoned or CallKind.Ended => report.Kind.ToString(),
        CallKind.Answered => $"{report.Kind} {report.Agent}",
        CallKind.Recorded => $"{report.Kind} {report.Recording}",
        _ => $"{report.Kind} {report.Agent} {report.Queue} {report.At:O}",
    };
}
