using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Intake;
using ContactHub.Messengers;
using ContactHub.Realtime;

namespace ContactHub.Telegram;

/// <summary>
/// A number that a citizen shared as their own: Telegram vouches for it, so it becomes one of the citizen's proven identities. When it is proven of somebody
/// else already, it is only a claim, and staff are shown that the two may be one person.
/// </summary>
internal sealed class TelegramPhones(IGrainFactory grains, ConversationCalls conversations)
{
    /// <exception cref="TimeoutException">The store cannot take it now; repeat it later.</exception>
    public async Task Prove(ContactReceipt receipt, MessengerPlace place, TelegramMessage message, string phone)
    {
        if (Identities.Normalise(new CitizenIdentity(Identities.Phone, phone, true)) is not { } identity) return;
        // In a conversation that staff merged this one into, the number is not that citizen's.
        var summary = await conversations.To(receipt.ConversationId).Summary();
        var isGuest = !string.Equals(summary?.CitizenId, receipt.CitizenId, StringComparison.Ordinal);
        var added = await grains.GetGrain<ICitizenGrain>(receipt.CitizenId).AddIdentity(identity, message.From.Name);
        if (isGuest || added == IdentityResult.Invalid) return;
        var result = await conversations.To(receipt.ConversationId).Execute(new IdentifyCitizen(
            Actor.Hub, SourceKeys.Command(place.Channel, $"{place.Id}\n{message.Source}", "phone"), receipt.CitizenId, identity.Kind, identity.Value,
            added != IdentityResult.BelongsToAnother, null));
        if (result.Error == CommandError.Unavailable) throw new TimeoutException("The store takes no writes at the moment.");
    }
}
