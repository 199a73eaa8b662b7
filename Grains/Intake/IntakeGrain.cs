using ContactHub.Citizens;
using ContactHub.Conversations;

namespace ContactHub.Intake;

/// <summary>
/// Finds the conversation of a source once, keeps the answer, and records there. Any step may be repeated after a crash: what it makes up (citizens,
/// conversations) it makes up from the source's own id, and what it records bears the source's own key.
/// </summary>
public sealed class IntakeGrain(IntakeRoutes routes, CitizenStore citizens, CitizenFamilies families, TimeProvider clock) : Grain, IIntakeGrain
{
    private const int MostMoves = 8;
    private string? route;

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => await Task.Yield();

    public async Task<ContactReceipt> Receive(Contact contact)
    {
        var source = SourceKeys.Hash(contact.SourceId);
        var identity = contact.Identity is { } given ? Identities.Normalise(given) : null;
        if (route is null || await Conversation(route).Summary() is null) route = await Route(contact, source, identity);
        return await Record(contact, source, identity, route);
    }

    public async Task<OutreachPlace> Place(Outreach outreach)
    {
        var source = SourceKeys.Hash(outreach.SourceId);
        var identity = Identities.Normalise(outreach.Identity) ?? throw new ArgumentException("That is no identity.", nameof(outreach));
        var proven = await citizens.FindByVerified(identity.Kind, identity.Value) is { } known ? await families.Root(known) : null;
        var citizen = outreach.CitizenId is { } said ? await families.Root(said) : proven ?? "q-" + source;
        var isProven = string.Equals(proven, citizen, StringComparison.Ordinal);
        var kept = await routes.Find(outreach.Channel, source);
        // Somebody else's that was open when it was asked for before may be over now.
        if (kept is not null && await Conversation(kept).Receipt(outreach.CommandId) is not null) return new OutreachPlace(kept, citizen, isProven);
        var found = await GrainFactory.GetGrain<ICitizenGrain>(citizen).Reach("c-" + source);
        var place = await routes.Keep(outreach.Channel, source, found, kept, clock.GetUtcNow());
        if (await Conversation(place).Summary() is null && await IsStranger(citizen, identity)) await Claim(citizen, identity, outreach.Name);
        return new OutreachPlace(place, citizen, isProven);
    }

    public async Task<string?> ConversationOf(string channel, string sourceId)
    {
        var found = route ??= await routes.Find(channel, SourceKeys.Hash(sourceId));
        return found is null ? null : (await Conversation(found).MergedInto())?.TargetId ?? found;
    }

    /// <summary>The conversation that all of this source goes to.</summary>
    private async Task<string> Route(Contact contact, string source, CitizenIdentity? identity)
    {
        var kept = await routes.Find(contact.Channel, source);
        // One that was kept and never opened was only reserved, and the reservation may be gone: ask again, and offer it first.
        if (kept is not null && await Conversation(kept).Summary() is not null) return kept;
        var wanted = kept ?? "c-" + source;
        var found = await Find(contact, source, identity, wanted);
        return await routes.Keep(contact.Channel, source, found, kept, clock.GetUtcNow());
    }

    private async Task<string> Find(Contact contact, string source, CitizenIdentity? identity, string wanted)
    {
        var thread = contact.ConversationId is { } id ? await Conversation(id).Summary() : null;
        var choice = IntakeDecision.Of(thread, identity, contact.By);
        if (choice == IntakeChoice.Thread) return contact.ConversationId!;
        if (choice == IntakeChoice.Alone) return wanted;
        // A citizen's one open conversation; of a resolved thread, that same one when no other is open.
        var citizen = await CitizenOf(contact, source, identity, thread);
        var resolved = thread is { MergedInto: null } && string.Equals(await families.Root(thread.CitizenId), citizen, StringComparison.Ordinal) ? contact.ConversationId! : wanted;
        return await GrainFactory.GetGrain<ICitizenGrain>(citizen).Reach(resolved);
    }

    private async Task<ContactReceipt> Record(Contact contact, string source, CitizenIdentity? identity, string conversationId)
    {
        var target = await Conversation(conversationId).Summary();
        var citizen = target?.CitizenId ?? await CitizenOf(contact, source, identity, thread: null);
        var by = contact.By ?? new Actor(ActorKind.Citizen, citizen, Identities.NormaliseName(contact.Name));
        var e = contact.Event is EmailReceived mail && target is not null && await IsStranger(target.CitizenId, identity)
            ? mail with { Flags = (mail.Flags ?? new EmailFlags()) with { Stranger = true } }
            : contact.Event;
        var opening = new Opening(citizen, contact.Language, Identities.NormaliseName(contact.Name), identity is { Verified: true }, contact.DepartmentId);
        // Of a call, which queue it waits in comes after what opens the conversation; one that has no department yet gets that one's.
        var command = CommandFor(contact, by, e, target is null || contact.DepartmentId is not null ? opening : null);
        for (var moves = 0; ; moves++)
        {
            var result = await Conversation(conversationId).Execute(command);
            if (result.Error != CommandError.Moved || moves == MostMoves) return new ContactReceipt(conversationId, citizen, result);
            // Not the refusal's own word for it: the target might not know of this citizen and its calls yet, or might know them no longer.
            conversationId = (await Conversation(conversationId).MergedInto())?.TargetId ?? conversationId;
        }
    }

    /// <summary>What is written in a messenger is a message like any other: the bot has the first word, and who is a guest stays one.</summary>
    private static ConversationCommand CommandFor(Contact contact, Actor by, ConversationEvent e, Opening? opening) => e is MessagePosted said
        ? new PostMessage(by, contact.CommandId, contact.Channel, said.Text, said.OptionId, opening, said.Attachments, said.Via, Quote: said.Quote)
        : new RecordContact(by, contact.CommandId, contact.Channel, e, opening);

    /// <summary>Whether a mail came into a conversation from an address that its citizen has not given or proven.</summary>
    private async Task<bool> IsStranger(string citizenId, CitizenIdentity? identity)
    {
        if (identity is null) return true;
        var profile = await citizens.Profile(await families.Root(citizenId));
        return profile is null || !profile.Identities.Any(known => known.Kind == identity.Kind && string.Equals(known.Value, identity.Value, StringComparison.Ordinal));
    }

    /// <summary>The citizen who proved the identity; for one that nobody proved, or that is merely claimed, a new citizen with an id made of it or of the source.</summary>
    /// <param name="thread">The conversation that the contact names; who proves there what was claimed there is its citizen.</param>
    private async Task<string> CitizenOf(Contact contact, string source, CitizenIdentity? identity, ConversationSummary? thread)
    {
        if (identity is null) return "q-" + source;
        if (identity.Verified || contact.By is { Kind: ActorKind.Agent })
        {
            if (await citizens.FindByVerified(identity.Kind, identity.Value) is { } known) return await families.Root(known);
            if (!identity.Verified) return await Claim("q-" + source, identity, contact.Name);
            if (thread is not null && !await IsStranger(thread.CitizenId, identity)
                && await GrainFactory.GetGrain<ICitizenGrain>(thread.CitizenId).AddIdentity(identity, contact.Name) != IdentityResult.BelongsToAnother)
            {
                return await families.Root(thread.CitizenId);
            }

            var made = "p-" + SourceKeys.Hash($"{identity.Kind}:{identity.Value}");
            if (await GrainFactory.GetGrain<ICitizenGrain>(made).AddIdentity(identity, contact.Name) != IdentityResult.BelongsToAnother) return made;
            // Somebody proved it between the two calls.
            return await families.Root((await citizens.FindByVerified(identity.Kind, identity.Value))!);
        }

        return await Claim("q-" + source, identity, contact.Name);
    }

    private async Task<string> Claim(string citizenId, CitizenIdentity identity, string? name)
    {
        await GrainFactory.GetGrain<ICitizenGrain>(citizenId).AddIdentity(identity with { Verified = false }, name);
        return citizenId;
    }

    private IConversationGrain Conversation(string id) => GrainFactory.GetGrain<IConversationGrain>(id);
}
