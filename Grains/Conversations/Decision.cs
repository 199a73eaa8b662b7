using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>An event that a decision wants appended.</summary>
public readonly record struct NewEntry(Actor By, string Channel, ConversationEvent Event);

/// <summary>What a command leads to: events to append, a refusal, or nothing at all (an earlier receipt, or a change that changes nothing).</summary>
public readonly record struct Decision(ImmutableArray<NewEntry> Entries, CommandResult? Result)
{
    public static Decision Refuse(CommandError error, string? detail = null) => new([], CommandResult.Refused(error, detail));

    /// <summary>Nothing has to change; the command succeeded.</summary>
    public static Decision Nothing { get; } = new([], new CommandResult(CommandError.None, 0, default));

    public static Decision Append(params ImmutableArray<NewEntry> entries) => new(entries, null);
}

/// <summary>What a decision may know beyond the conversation itself.</summary>
/// <param name="DefaultDepartmentId">Where a conversation waits when no department was chosen.</param>
/// <param name="ClosedNotice">What the bot says when the department is closed now; null when it is open.</param>
/// <param name="RequestNotice">What the bot says when a request was recorded.</param>
/// <param name="BotId">The bot from outside that a conversation which is opened now gets; null: the FAQ bot.</param>
/// <param name="Now">Given with messages of agents, which some channels take only for a time.</param>
/// <param name="Elsewhere">The receipt of the same command in a conversation that is or was merged with this one.</param>
public sealed record DecisionContext(
    string DefaultDepartmentId, BotMessage? ClosedNotice = null, BotMessage? RequestNotice = null, CommandResult? Elsewhere = null, string? BotId = null,
    DateTimeOffset Now = default);
