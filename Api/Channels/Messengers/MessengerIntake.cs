using ContactHub.Conversations;
using ContactHub.Intake;
using ContactHub.Links;

namespace ContactHub.Messengers;

/// <summary>
/// Takes what citizens write in messengers into conversations. Each message is a source of its own, so that one that is told again, however late, changes
/// nothing; the citizen is known by what the messenger vouches for, and has one open conversation, whatever the channel.
/// </summary>
public sealed class MessengerIntake(IGrainFactory grains, MessengerPlaces places, MessengerQuotes quotes, LinkReports links, TimeProvider clock)
{
    /// <summary>How long after its end a conversation is gone on with; later a new one begins.</summary>
    private static readonly TimeSpan GoesOn = TimeSpan.FromHours(24);

    /// <summary>Stores the message; what is longer than a citizen's message may be becomes several.</summary>
    /// <exception cref="TimeoutException">The store cannot take it now; repeat it later.</exception>
    /// <returns>Where its last part went, or why it was refused.</returns>
    public async Task<ContactReceipt> Take(WrittenMessage message, CancellationToken ct)
    {
        var place = message.Place;
        var now = clock.GetUtcNow();
        // Before the message: the bot may answer at once, and the answer needs the place.
        await places.Heard(place, message.At < now ? message.At : now, message.HeardAs ?? message.Id, ct);
        var thread = await Thread(await places.Find(place.Id, ct));
        var source = $"{place.Id}\n{message.Id}";
        IReadOnlyList<string> parts = MessageText.Split(message.Text, ConversationLimits.CitizenText) is { Count: > 0 } some ? some : [""];
        var quote = await quotes.Find(place.Id, message.Quotes, ct);
        ContactReceipt receipt = null!;
        for (var i = 0; i < parts.Count; i++)
        {
            var said = new MessagePosted(parts[i], message.OptionId, Attachments: i == parts.Count - 1 ? message.Files : default, Via: place.Id, Quote: i == 0 ? quote : null);
            receipt = await grains.GetGrain<IIntakeGrain>(SourceKeys.Grain(place.Channel, source)).Receive(new Contact(
                place.Channel, source, SourceKeys.Command(place.Channel, source, $"said:{i}"), said, message.Identity, message.Name, place.Language,
                message.DepartmentId, thread));
            if (receipt.Result.Error == CommandError.Unavailable) throw new TimeoutException("The store takes no writes at the moment.");
            if (!receipt.Result.Succeeded) return receipt;
        }

        await places.Went(place.Id, receipt.ConversationId, ct);
        await quotes.Note(place.Id, message.HeardAs ?? message.Id, receipt.ConversationId, receipt.Result.Seq, ct);
        await links.Heard(place.Channel, place.Account, ct);
        return receipt;
    }

    /// <summary>
    /// Whether a reaction there is shown: to whoever of staff has the conversation or will have it. To the bot it says nothing, and it opens no conversation
    /// that has ended.
    /// </summary>
    public async Task<bool> TakesReactions(string placeId, CancellationToken ct) =>
        (await places.Find(placeId, ct))?.ConversationId is { } conversation
        && await grains.GetGrain<IConversationGrain>(conversation).Summary() is { Owner: Owner.Agent or Owner.Queue };

    /// <summary>The conversation of the place, unless it ended long ago.</summary>
    private async Task<string?> Thread(MessengerPlace? known)
    {
        if (known?.ConversationId is not { } id || await grains.GetGrain<IConversationGrain>(id).Summary() is not { } summary) return null;
        var ended = summary is { Owner: Owner.None, MergedInto: null } && summary.LastAt < clock.GetUtcNow() - GoesOn;
        return ended ? null : id;
    }
}
