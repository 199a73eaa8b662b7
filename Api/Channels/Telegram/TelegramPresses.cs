using ContactHub.Conversations;
using ContactHub.Intake;
using ContactHub.Messengers;
using ContactHub.Realtime;
using ContactHub.Storage;

namespace ContactHub.Telegram;

/// <summary>Pressed buttons: an option of a message is chosen, or an ended conversation is rated. What a press names is believed only of its own chat.</summary>
internal sealed class TelegramPresses(
    MessengerIntake intake, MessengerPlaces places, ConversationCalls conversations, IEventLog log, TelegramGestures gestures, TimeProvider clock, ILogger<TelegramPresses> logger)
{
    /// <exception cref="TimeoutException">The store cannot take it now; repeat it later.</exception>
    public async Task Take(TelegramBot bot, TelegramPress press, CancellationToken ct)
    {
        var place = TelegramIntake.PlaceOf(bot, press.ChatId, press.From);
        if (TelegramButton.Read(press.Data) is not { } button) await gestures.Answered(bot, press, null, takeButtons: false, ct);
        else if (button.IsRating) await Rate(bot, press, button, place, ct);
        else await Choose(bot, press, button, place, ct);
    }

    private async Task Choose(TelegramBot bot, TelegramPress press, TelegramButton button, MessengerPlace place, CancellationToken ct)
    {
        var stored = await log.Read(button.ConversationId, button.Seq - 1, 1, ct);
        if (stored.Count == 1 && EventCodec.FromStored(stored[0]).Event is MessagePosted { Options.IsDefaultOrEmpty: false } asked
            && string.Equals(asked.Via, place.Id, StringComparison.Ordinal) && button.Choice < asked.Options.Length)
        {
            var option = asked.Options[button.Choice];
            // Not the press's own id: who presses twice because nothing seems to happen means one answer.
            var receipt = await intake.Take(
                new WrittenMessage(place, "option:" + press.Data, TelegramIntake.IdentityOf(press.From), press.From.Name, option.Text, clock.GetUtcNow(), option.Id), ct);
            if (!receipt.Result.Succeeded) TelegramLog.Refused(logger, bot.Id, press.Id, receipt.Result.Error);
        }

        await gestures.Answered(bot, press, null, takeButtons: true, ct);
    }

    private async Task Rate(TelegramBot bot, TelegramPress press, TelegramButton button, MessengerPlace place, CancellationToken ct)
    {
        var known = await places.Find(place.Id, ct);
        var summary = await conversations.To(button.ConversationId).Summary();
        var isOwn = summary is not null && (known?.ConversationId == button.ConversationId || summary.ReplyVia == place.Id);
        var result = isOwn
            ? await conversations.To(button.ConversationId).Execute(new RateConversation(
                new Actor(ActorKind.Citizen, summary!.CitizenId, summary.CitizenName), SourceKeys.Command(Channels.Telegram, place.Id, press.Data), button.Choice))
            : CommandResult.Refused(CommandError.NotFound);
        if (result.Error == CommandError.Unavailable) throw new TimeoutException("The store takes no writes at the moment.");
        var language = press.From.Language;
        await gestures.Answered(bot, press, result.Succeeded ? MessengerTexts.Rated(language) : MessengerTexts.NotRated(language), takeButtons: true, ct);
    }
}
