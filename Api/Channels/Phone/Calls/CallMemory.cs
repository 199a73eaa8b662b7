using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactHub.Citizens;

namespace ContactHub.Phone;

/// <summary>A call as the fold of its events: what a process that takes over has to know of it. Kept as JSON.</summary>
/// <param name="Call">The source's own id.</param>
/// <param name="Source">Who tells of it: <see cref="Asterisk"/> or a provider.</param>
public sealed record CallMemory(string Call, string Source)
{
    /// <summary>The own Asterisk as a source.</summary>
    public const string Asterisk = "asterisk";

    private static readonly JsonSerializerOptions Format = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>The number of its last event; 0 for a call that was asked for and has none yet.</summary>
    public int Seq { get; init; }

    public bool HasRung { get; init; }

    public bool HasEnded { get; init; }

    /// <summary>Its end is recorded.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The municipality calls.</summary>
    public bool IsOutbound { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    /// <summary>The extension of who makes the call.</summary>
    public string? Maker { get; init; }

    public DateTimeOffset? RangAt { get; init; }

    /// <summary>The queue that the caller waits in now.</summary>
    public string? Queue { get; init; }

    /// <summary>The queue that the caller waited in last.</summary>
    public string? LastQueue { get; init; }

    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>The extensions that ring for it.</summary>
    public ImmutableArray<string> Offered { get; init; } = [];

    /// <summary>The number that was called directly or that the call was handed to, and that has not answered; perhaps a phone of staff.</summary>
    public string? Rings { get; init; }

    /// <summary>Every extension that it has had to do with.</summary>
    public ImmutableArray<string> Phones { get; init; } = [];

    public int Answers { get; init; }

    public DateTimeOffset? FirstAnswerAt { get; init; }

    /// <summary>The extension of who talks now.</summary>
    public string? Talking { get; init; }

    /// <summary>The extension of whom the one who talks has asked, with the citizen on hold.</summary>
    public string? Consulted { get; init; }

    /// <summary>The extension of who talked last.</summary>
    public string? LastAgent { get; init; }

    public bool IsHeld { get; init; }

    public bool IsAbandoned { get; init; }

    /// <summary>Who clicked, when somebody did, and for what.</summary>
    public CallClick? Click { get; init; }

    /// <summary>Where the call went in the hub; null as long as nothing of it is recorded.</summary>
    public string? ConversationId { get; init; }

    public string? CitizenId { get; init; }

    /// <summary>The last event, which may not have been recorded yet.</summary>
    public CallEvent? Last { get; init; }

    /// <summary>The citizen's number in E.164; null when it is withheld, or no citizen's.</summary>
    [JsonIgnore]
    public string? Number => Click?.Number ?? (PhoneNumber.TryParse(IsOutbound ? To : From, out var number) && number.IsE164 ? number.Value : null);

    /// <summary>The call after an event.</summary>
    public CallMemory After(CallEvent e)
    {
        var next = this with { Seq = Math.Max(Seq, e.Seq), From = From ?? e.From, To = To ?? (e.Kind == CallKind.Transferred ? null : e.To), Last = e };
        next = next.Having(e.Agent);
        // Of a call whose beginning nobody watched, the numbers alone say who calls whom.
        if (!HasRung && e.Kind != CallKind.Rang) next = next with { IsOutbound = Click is null && !IsCitizens(next.From) && IsCitizens(next.To) };
        return e.Kind switch
        {
            CallKind.Rang when e.IsOutbound => next with { HasRung = true, IsOutbound = true, Maker = e.Agent, RangAt = e.At, WaitingSince = e.At },
            CallKind.Rang => next.Having(e.To) with { HasRung = true, RangAt = e.At, WaitingSince = e.At, Rings = e.To },
            CallKind.Queued => next with { Queue = e.Queue, LastQueue = e.Queue, WaitingSince = e.At, Rings = null },
            CallKind.Offered when e.Agent is { } agent => next with { Offered = [.. Offered.Append(agent).Distinct(StringComparer.Ordinal)] },
            CallKind.Declined when e.Agent is { } agent => next with { Offered = Offered.Remove(agent, StringComparer.Ordinal) },
            CallKind.Answered when IsHeld && Talking is not null => next with { Consulted = e.Agent, Answers = Answers + 1 },
            CallKind.Answered => next with
            {
                Queue = null, Offered = [], Rings = null, Talking = e.Agent, LastAgent = e.Agent, Answers = Answers + 1, FirstAnswerAt = FirstAnswerAt ?? e.At, IsHeld = false,
            },
            CallKind.Held => next with { IsHeld = true },
            CallKind.Resumed => next with { IsHeld = false, Consulted = null },
            CallKind.Transferred when e.To is not null && e.To == Consulted => next with { Talking = e.To, LastAgent = e.To, Consulted = null, IsHeld = false },
            CallKind.Transferred => next.Having(e.To) with { Talking = null, IsHeld = false, WaitingSince = e.At, Rings = e.To },
            CallKind.Abandoned => next with { Queue = null, Offered = [], IsAbandoned = true },
            CallKind.Left => next with { Queue = null, Offered = [] },
            CallKind.Ended => next with { Queue = null, Offered = [], Talking = null, IsHeld = false, HasEnded = true },
            _ => next,
        };
    }

    private static bool IsCitizens(string? written) => PhoneNumber.TryParse(written, out var number) && number.IsE164;

    private CallMemory Having(string? phone) =>
        phone is null || Phones.Contains(phone, StringComparer.Ordinal) ? this : this with { Phones = Phones.Add(phone) };

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>What was kept.</summary>
    /// <exception cref="JsonException">It is of a version that wrote it otherwise.</exception>
    public static CallMemory Read(string json) => JsonSerializer.Deserialize<CallMemory>(json, Format) ?? throw new JsonException("A kept call is null.");
}

/// <summary>A call that an agent asked for at the desk.</summary>
/// <param name="AgentId">The account.</param>
/// <param name="Extension">The phone that is rung first.</param>
/// <param name="Number">Whom the agent wants to reach, in E.164.</param>
/// <param name="ConversationId">Where it belongs.</param>
public sealed record CallClick(string AgentId, string Extension, string Number, string ConversationId, DateTimeOffset At);
