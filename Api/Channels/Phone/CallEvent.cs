using System.Globalization;
using System.Text.Json.Serialization;

namespace ContactHub.Phone;

/// <summary>What happened in a call. docs/phone.md says for each which fields it has.</summary>
public enum CallKind
{
    /// <summary>A call came in, or a phone was called. Once for a call, and its first event.</summary>
    Rang,

    /// <summary>The caller began to wait in a queue.</summary>
    Queued,

    /// <summary>A queue rings an agent's phone.</summary>
    Offered,

    /// <summary>The agent rejected the offer or let it ring out. Not: another agent was faster, or the caller gave up.</summary>
    Declined,

    /// <summary>A person answered; a menu or an announcement is none.</summary>
    Answered,

    Held,

    Resumed,

    /// <summary>The call was handed to another number.</summary>
    Transferred,

    /// <summary>The caller hung up while waiting for somebody to answer.</summary>
    Abandoned,

    /// <summary>The caller came out of a queue unanswered and is still on the line: time-out, empty or full queue.</summary>
    Left,

    /// <summary>The last leg is gone. Once for a call, and its last event.</summary>
    Ended,

    /// <summary>A recording was begun.</summary>
    Recorded,
}

/// <summary>How a call ended.</summary>
public enum CallOutcome
{
    /// <summary>A person had answered.</summary>
    Answered,

    Busy,

    /// <summary>Nobody answered, and the caller did not hang up waiting.</summary>
    NoAnswer,

    /// <summary>The called phone could not be reached at all.</summary>
    Failed,

    /// <summary>The caller hung up waiting.</summary>
    Abandoned,
}

/// <summary>One event of a call's timeline.</summary>
/// <param name="Call">The call: Asterisk's Linkedid, or a provider's name and its id of the call.</param>
/// <param name="Seq">1, 2, .. within the call.</param>
/// <param name="At">When it happened; null when the source does not say.</param>
/// <param name="From">The caller's number, as the source writes it.</param>
/// <param name="To">The called number; of a transfer, where it went.</param>
/// <param name="Queue">The queue, of events that a queue causes.</param>
/// <param name="Agent">The agent's extension, such as 1001.</param>
/// <param name="Seconds">What lasted until this event: the ringing that was declined, the wait that was answered, abandoned or left, the hold that ended, the talk that ended.</param>
/// <param name="Outcome">Of the end.</param>
public sealed record CallEvent(
    string Call, int Seq, CallKind Kind, DateTimeOffset? At, string? From, string? To, string? Queue, string? Agent, int? Seconds, CallOutcome? Outcome)
{
    /// <summary>Of <see cref="CallKind.Recorded"/>: the file at the PBX, or the provider's address; null when unknown.</summary>
    public string? Recording { get; init; }

    /// <summary>Of <see cref="CallKind.Rang"/>: the municipality calls, and <see cref="Agent"/> is who does.</summary>
    public bool IsOutbound { get; init; }

    /// <summary>What makes it this occurrence among all of its call, whoever tells of it and whenever: <see cref="Seq"/> begins anew with every process.</summary>
    public string Occurrence { get; init; } = OccurrenceOf(Kind, At, Queue, Agent, To);

    /// <summary>What a provider sent, all fields as received; null for events of an own PBX.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string>? Received { get; init; }

    /// <summary>A call rings and ends once; the rest may happen again, at another time.</summary>
    private static string OccurrenceOf(CallKind kind, DateTimeOffset? at, string? queue, string? agent, string? to) => kind is CallKind.Rang or CallKind.Ended
        ? kind.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{kind} {at?.UtcDateTime:O} {queue} {agent} {(kind == CallKind.Transferred ? to : null)}");
}

/// <summary>Where call events go, in the order in which they happened. A failure stops the source, which tries again.</summary>
public delegate ValueTask CallSink(CallEvent callEvent, CancellationToken ct);
