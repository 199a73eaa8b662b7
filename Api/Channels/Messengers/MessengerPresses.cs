using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Intake;
using ContactHub.Realtime;
using ContactHub.Storage;

namespace ContactHub.Messengers;

/// <summary>What became of a press.</summary>
public enum PressResult
{
    /// <summary>It is not a button of the hub.</summary>
    NotOurs,

    /// <summary>The option is the citizen's message, now or since it was pressed first; or it is not theirs to choose.</summary>
    Chosen,

    /// <summary>The conversation is rated.</summary>
    Rated,

    /// <summary>The conversation can't be rated any more, or not by them.</summary>
    NotRated,
}

/// <summary>A button that a citizen pressed.</summary>
/// <param name="HeardAs">What the messenger calls the press; null when it gives it no name that can be shown as read.</param>
/// <param name="Data">As <see cref="MessengerButton.ToData"/> gave it, or anything else.</param>
public sealed record MessengerPress(MessengerPlace Place, CitizenIdentity Identity, string? Name, string Data, DateTimeOffset At, string? HeardAs = null);

/// <summary>Pressed buttons: an option of a message is chosen, or an ended conversation is rated. What a press names is believed only of its own place.</summary>
public sealed class MessengerPresses(MessengerIntake intake, MessengerPlaces places, ConversationCalls conversations, IEventLog log, ILogger<MessengerPresses> logger)
{
    /// <exception cref="TimeoutException">The store cannot take it now; repeat it later.</exception>
    public async Task<PressResult> Take(MessengerPress press, CancellationToken ct)
    {
        if (MessengerButton.Read(press.Data) is not { } button) return PressResult.NotOurs;
        if (button.IsRating) return await Rate(press, button, ct) ? PressResult.Rated : PressResult.NotRated;
        await Choose(press, button, ct);
        return PressResult.Chosen;
    }

    private async Task Choose(MessengerPress press, MessengerButton button, CancellationToken ct)
    {
        var stored = await log.Read(button.ConversationId, button.Seq - 1, 1, ct);
        if (stored.Count != 1 || EventCodec.FromStored(stored[0]).Event is not MessagePosted asked) return;
        if (!string.Equals(asked.Via, press.Place.Id, StringComparison.Ordinal) || MessengerWords.Choice(asked, button.Choice) is not { } option) return;
        // Not the press's own id: who presses twice because nothing seems to happen means one answer.
        var receipt = await intake.Take(new WrittenMessage(press.Place, "option:" + press.Data, press.Identity, press.Name, option.Said ?? option.Text, press.At, option.Id, HeardAs: press.HeardAs), ct);
        if (!receipt.Result.Succeeded) MessengerLog.Refused(logger, press.Place.Channel, press.Place.Account, receipt.Result.Error);
    }

    private async Task<bool> Rate(MessengerPress press, MessengerButton button, CancellationToken ct)
    {
        var known = await places.Find(press.Place.Id, ct);
        var summary = await conversations.To(button.ConversationId).Summary();
        var isOwn = summary is not null && (known?.ConversationId == button.ConversationId || summary.ReplyVia == press.Place.Id);
        if (!isOwn) return false;
        var result = await conversations.To(button.ConversationId).Execute(new RateConversation(
            new Actor(ActorKind.Citizen, summary!.CitizenId, summary.CitizenName), SourceKeys.Command(press.Place.Channel, press.Place.Id, press.Data), button.Choice));
        if (result.Error == CommandError.Unavailable) throw new TimeoutException("The store takes no writes at the moment.");
        return result.Succeeded;
    }
}
