using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>Decisions about what is known of a conversation: rating, identity, labels, priority.</summary>
internal static class DetailDecisions
{
    public static Decision Rate(ConversationState state, RateConversation rate)
    {
        if (rate.By.Kind != ActorKind.Citizen) return Decision.Refuse(CommandError.Forbidden);
        if (rate.Score is < 1 or > 5) return Decision.Refuse(CommandError.Invalid, "The score must be 1 to 5.");
        if (rate.Comment?.Length > ConversationLimits.Comment) return Decision.Refuse(CommandError.TooLong);
        if (state.Owner != Owner.None) return Decision.Refuse(CommandError.Invalid, "Only a resolved conversation can be rated.");
        return Decision.Append(new NewEntry(rate.By, state.Channel, new SatisfactionRated(rate.Score, rate.Comment) { ClientId = rate.CommandId }));
    }

    public static Decision Identify(ConversationState state, IdentifyCitizen identify)
    {
        if (string.IsNullOrWhiteSpace(identify.Value)) return Decision.Refuse(CommandError.Empty);
        if (identify.Value.Length > ConversationLimits.Value || identify.Name?.Length > ConversationLimits.Value)
            return Decision.Refuse(CommandError.TooLong);
        if (identify.Kind is not ("phone" or "email" or "name" or "external")) return Decision.Refuse(CommandError.Invalid, "The kind is not known.");
        // Whoever types a value only claims it; the proof comes from the hub itself.
        if (identify.Verified && identify.By.Kind != ActorKind.System) return Decision.Refuse(CommandError.Forbidden);
        return Decision.Append(new NewEntry(identify.By, identify.By.IsStaff ? Channels.Desk : state.Channel,
            new CitizenIdentified(identify.CitizenId, identify.Kind, identify.Value, identify.Verified, identify.Name) { ClientId = identify.CommandId }));
    }

    public static Decision Labels(ConversationState state, ChangeLabels change)
    {
        if (!OwnershipDecisions.ActsForStaff(change.By)) return Decision.Refuse(CommandError.Forbidden);
        if (change.Add.Any(l => string.IsNullOrWhiteSpace(l))) return Decision.Refuse(CommandError.Empty);
        if (change.Add.Any(l => l.Length > ConversationLimits.LabelLength)) return Decision.Refuse(CommandError.TooLong);
        ImmutableArray<string> added = [.. change.Add.Except(state.Labels, StringComparer.Ordinal)];
        ImmutableArray<string> removed = [.. change.Remove.Intersect(state.Labels, StringComparer.Ordinal)];
        if (state.Labels.Length + added.Length - removed.Length > ConversationLimits.Labels)
            return Decision.Refuse(CommandError.TooLong, $"At most {ConversationLimits.Labels} labels.");
        return added.IsEmpty && removed.IsEmpty
            ? Decision.Nothing
            : Decision.Append(new NewEntry(change.By, Channels.Of(change.By), new LabelsChanged(added, removed) { ClientId = change.CommandId }));
    }

    public static Decision Priority(ConversationState state, ChangePriority change)
    {
        if (!OwnershipDecisions.ActsForStaff(change.By)) return Decision.Refuse(CommandError.Forbidden);
        if (change.Priority is < -1 or > 2) return Decision.Refuse(CommandError.Invalid, "The priority must be -1 to 2.");
        return change.Priority == state.Priority
            ? Decision.Nothing
            : Decision.Append(new NewEntry(change.By, Channels.Of(change.By), new PriorityChanged(change.Priority) { ClientId = change.CommandId }));
    }
}
