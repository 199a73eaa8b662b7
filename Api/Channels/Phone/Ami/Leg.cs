namespace ContactHub.Phone;

/// <summary>What a channel is to its call.</summary>
internal enum LegRole
{
    Unknown,

    /// <summary>Somebody who called the PBX: a citizen over a trunk, or an agent from the own phone.</summary>
    Caller,

    /// <summary>The first phone of a call that the PBX was asked to make.</summary>
    Originated,

    /// <summary>An agent's phone that a queue rings.</summary>
    Offered,

    /// <summary>A phone that the dialplan or a transfer rings.</summary>
    Dialled,
}

/// <summary>One stay in a queue.</summary>
internal sealed record QueueVisit(string Queue, DateTimeOffset? Since)
{
    /// <summary>How long it lasted in seconds, once the PBX has said that it was in vain.</summary>
    public int? GivenUpAfter { get; init; }

    /// <summary>The PBX has said that the stay is over; why, comes after.</summary>
    public bool IsOver { get; init; }
}

/// <summary>One channel of a call.</summary>
internal sealed class Leg(string uniqueid, CallState call, long firstSeen)
{
    public string Uniqueid { get; } = uniqueid;

    public CallState Call { get; set; } = call;

    /// <summary>Number of the message that it was first seen in.</summary>
    public long FirstSeen { get; } = firstSeen;

    /// <summary>Number of the message that listed it last.</summary>
    public long ListedAt { get; set; }

    public string Name { get; set; } = "";

    public int? State { get; set; }

    public string? Number { get; set; }

    public string? Exten { get; set; }

    public LegRole OwnRole { get; set; }

    /// <summary>The Local channel that this phone is at the far end of: whoever answers here answers there.</summary>
    public Leg? FarEndOf { get; set; }

    /// <summary>An own phone calls: its number is its device.</summary>
    public bool IsInternal { get; set; }

    /// <summary>It began in another call, which was joined with this one.</summary>
    public bool HasJoined { get; set; }

    /// <summary>It has taken the call that another phone rang for, whose interface it is spoken of with from then on.</summary>
    public bool HasPickedUp { get; set; }

    /// <summary>The queue member's interface, of an offered leg.</summary>
    public string? Interface { get; set; }

    public string? Queue { get; set; }

    public string? DialString { get; set; }

    public DateTimeOffset? DialledAt { get; set; }

    /// <summary>The first result of its dial; the PBX may send others after.</summary>
    public string? DialStatus { get; set; }

    public bool WasOffered { get; set; }

    public bool HasDeclined { get; set; }

    public bool HasAnswered => AnsweredIn is not null;

    /// <summary>The call whose timeline says that this phone has answered; another one when a consultation was joined with the call.</summary>
    public CallState? AnsweredIn { get; set; }

    public bool HangupAsked { get; set; }

    public bool IsGone { get; set; }

    public QueueVisit? Visit { get; set; }

    /// <summary>The queue that the dialplan has put the caller before.</summary>
    public string? QueueAhead { get; set; }

    /// <summary>It has come out of <see cref="QueueAhead"/> already.</summary>
    public bool HasLeft { get; set; }

    public bool IsRecording { get; set; }

    public string? RecordingFile { get; set; }

    public string? Bridge { get; set; }

    /// <summary>The name of the conference that it is in.</summary>
    public string? Conference { get; set; }

    /// <summary>From a list of channels: the application it is in, its data, and since when it exists.</summary>
    public string? Application { get; set; }

    public string? ApplicationData { get; set; }

    public TimeSpan? Age { get; set; }

    public bool IsLocal => ChannelNames.IsLocal(Name);

    /// <summary>It was dialled over a trunk. Queues dial their members' interfaces, which look alike.</summary>
    public bool IsOverTrunk => Person.Interface is null && ChannelNames.OutsideNumber(DialString) is not null;

    public Leg Person => FarEndOf?.Person ?? this;

    public LegRole Role => Person.OwnRole;

    public void Update(ChannelSnapshot snapshot)
    {
        Name = snapshot.Name;
        State = snapshot.State ?? State;
        Number = snapshot.Caller ?? Number;
        Exten = snapshot.Exten ?? Exten;
    }

    /// <summary>The extension of the agent who sits at it; null when it is no agent's.</summary>
    public string? Agent
    {
        get
        {
            if (Person.Interface is { } member) return ChannelNames.Extension(member);
            if (ChannelNames.OutsideNumber(DialString) is { } outside) return Role == LegRole.Originated ? null : outside;
            return Role == LegRole.Caller && !IsInternal ? null : ChannelNames.Device(Name);
        }
    }
}
