namespace ContactHub.Conversations;

/// <summary>Why a command was refused. A closed set; the names are the wire format.</summary>
[GenerateSerializer, Alias("command-error")]
public enum CommandError
{
    /// <summary>Not refused.</summary>
    None = 0,
    /// <summary>No conversation has this id, or it has not been opened yet.</summary>
    NotFound = 1,
    /// <summary>The actor is not part of this conversation, or the role does not allow it.</summary>
    Forbidden = 2,
    /// <summary>The text is empty or a value is missing.</summary>
    Empty = 3,
    /// <summary>The text or a value is over its limit.</summary>
    TooLong = 4,
    /// <summary>A value is not one of those allowed.</summary>
    Invalid = 5,
    /// <summary>The conversation is resolved; reopen it first.</summary>
    Resolved = 6,
    /// <summary>Somebody else owns the conversation now.</summary>
    NotOwner = 7,
    /// <summary>The bot no longer has the turn; its answer was dropped.</summary>
    NotBotsTurn = 8,
    /// <summary>The store can't take writes at the moment; nothing was kept, try again.</summary>
    Unavailable = 9,
    /// <summary>
    /// The citizen already has another open conversation, or this one is merged into another: its id is in the detail. The same command, under the same
    /// id, belongs there.
    /// </summary>
    Moved = 10,
    /// <summary>The conversation has gone on since the sequence that the command was made for.</summary>
    Changed = 11,
    /// <summary>The channel takes no answer any more to what the citizen last wrote there; it does when they write again.</summary>
    WindowClosed = 12,
}

/// <summary>What became of a command: the receipt (last sequence it made, and when), or why it was refused.</summary>
/// <param name="Seq">The sequence of the command's main event; the last one when nothing had to change, 0 when refused.</param>
[GenerateSerializer, Immutable, Alias("command-result")]
public sealed record CommandResult(
    [property: Id(0)] CommandError Error,
    [property: Id(1)] long Seq,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string? Detail = null)
{
    /// <summary>Whether the command took effect (now, or when its id was first seen).</summary>
    public bool Succeeded => Error == CommandError.None;

    /// <summary>A refusal.</summary>
    public static CommandResult Refused(CommandError error, string? detail = null) => new(error, 0, default, detail);
}
