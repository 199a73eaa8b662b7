using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Intake;
using ContactHub.Realtime;

namespace ContactHub.Messengers;

/// <summary>
/// Something more that a messenger vouches for, such as a number that a citizen shared as their own: it becomes one of the citizen's proven identities. When
/// it is proven of somebody else already, it is only a claim, and staff are shown that the two may be one person.
/// </summary>
internal sealed class MessengerIdentities(IGrainFactory grains, ConversationCalls conversations)
{
    /// <param name="receipt">Of the message that it came with.</param>
    /// <param name="source">Of the same source it is said once in a conversation: the messenger's own id of that message, or what it is when it comes with each.</param>
    /// <exception cref="TimeoutException">The store cannot take it now; repeat it later.</exception>
    public async Task Prove(ContactReceipt receipt, MessengerPlace place, string source, CitizenIdentity proof, string? name)
    {
        if (Identities.Normalise(proof) is not { } identity) return;
        // In a conversation that staff merged this one into, it is not that citizen's.
        var summary = await conversations.To(receipt.ConversationId).Summary();
        var isGuest = !string.Equals(summary?.CitizenId, receipt.CitizenId, StringComparison.Ordinal);
        var added = await grains.GetGrain<ICitizenGrain>(receipt.CitizenId).AddIdentity(identity, name);
        if (isGuest || added is IdentityResult.Invalid) return;
        var result = await conversations.To(receipt.ConversationId).Execute(new IdentifyCitizen(
            Actor.Hub, SourceKeys.Command(place.Channel, $"{place.Id}\n{source}", identity.Kind), receipt.CitizenId, identity.Kind, identity.Value,
            added != IdentityResult.BelongsToAnother, null));
        if (result.Error == CommandError.Unavailable) throw new TimeoutException("The store takes no writes at the moment.");
    }
}
