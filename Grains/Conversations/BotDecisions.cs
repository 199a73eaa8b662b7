namespace ContactHub.Conversations;

/// <summary>Decisions about what only bots from outside do. Like every bot, they act while the conversation is theirs, and at no other time.</summary>
internal static class BotDecisions
{
    /// <summary>Whether it is this bot's turn.</summary>
    public static bool HasTurn(ConversationState state, Actor by) =>
        state.Owner == Owner.Bot && by.Kind == ActorKind.Bot && string.Equals(by.Id, state.BotId ?? Actor.FaqBot.Id, StringComparison.Ordinal);

    /// <summary>After a handoff nothing that the citizen sees may change: an update could say what a late answer would have.</summary>
    public static Decision Update(ConversationState state, UpdateMessage update)
    {
        if (!HasTurn(state, update.By)) return Decision.Refuse(CommandError.NotBotsTurn);
        if (update.Message.Text.Length > ConversationLimits.BotText) return Decision.Refuse(CommandError.TooLong);
        return Decision.Append(new NewEntry(update.By, state.Channel, new MessageUpdated(update.Seq, update.Message.Text, update.Message.Options, update.Message.Cards)
        {
            ClientId = update.CommandId,
        }));
    }

    public static Decision Delete(ConversationState state, DeleteMessage delete) => HasTurn(state, delete.By)
        ? Decision.Append(new NewEntry(delete.By, state.Channel, new MessageDeleted(delete.Seq) { ClientId = delete.CommandId }))
        : Decision.Refuse(CommandError.NotBotsTurn);

    public static Decision Leave(ConversationState state, LeaveToFaqBot leave) =>
        state.BotId is null ? Decision.Nothing
        : HasTurn(state, leave.By) ? Decision.Append(new NewEntry(leave.By, Channels.Hub, new BotChanged { ClientId = leave.CommandId }))
        : Decision.Refuse(CommandError.NotBotsTurn);

    /// <summary>Only ever forward, and whoever has the turn by now.</summary>
    public static Decision Told(ConversationState state, MarkTold told)
    {
        if (told.By.Kind != ActorKind.Bot || !string.Equals(told.By.Id, state.BotId, StringComparison.Ordinal)) return Decision.Refuse(CommandError.Forbidden);
        return told.UpTo <= state.BotToldSeq
            ? Decision.Nothing
            : Decision.Append(new NewEntry(told.By, Channels.Hub, new BotTold(Math.Min(told.UpTo, state.LastSeq)) { ClientId = told.CommandId }));
    }
}
