using ContactHub.Bots;
using ContactHub.Conversations;
using ContactHub.Realtime;

namespace ContactHub.Visitors;

/// <summary>What a citizen filled in on a bot's card: the bot gets the values, people read the words.</summary>
internal static class VisitorForms
{
    /// <summary>The message with what was filled in, as the card asks for it; one without fields stays as it is.</summary>
    /// <exception cref="Microsoft.AspNetCore.SignalR.HubException">The card is not there any more, or asks for something else.</exception>
    public static async Task<PostMessage> Fill(VisitorConnection visitor, VisitorMessage message, PostMessage post)
    {
        if (message.Fields is not { Count: > 0 } filled) return post;
        if (message.OptionId is not { } button) throw HubErrors.Invalid("Fields need the optionId of the button that was pressed.");
        if (FilledCard.With(await visitor.Grain.Page(long.MaxValue, FilledCard.LookBack), button) is not { } card)
        {
            // One that is sent again may have been stored while its card was near.
            return await visitor.Grain.Receipt(post.CommandId) is null ? throw HubErrors.Invalid("The card that was filled in is not there any more.") : post;
        }

        if (FilledCard.Fault(card, filled) is { } fault) throw HubErrors.Invalid(fault);
        var pressed = card.Buttons.First(one => one.Id == button);
        return post with { Text = FilledCard.Words(pressed.Said ?? pressed.Text, card, filled), Value = FilledCard.Value(card, filled) };
    }
}
