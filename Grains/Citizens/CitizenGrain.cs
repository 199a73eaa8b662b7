using ContactHub.Storage;

namespace ContactHub.Citizens;

/// <summary>A citizen. Keeps no state of its own but which conversation is open; the rest is in the store and in the log.</summary>
public sealed class CitizenGrain(IEventLog log, CitizenStore store, CitizenFamilies families, TimeProvider clock) : Grain, ICitizenGrain
{
    private string? open;

    private string Id => this.GetPrimaryKeyString();

    public async Task<string> OpenConversation(string proposedId)
    {
        // The log is asked every time: a hint that it was resolved may have been lost. What was reserved but not opened yet isn't in it.
        var stored = open is null ? null : await log.Summary(open);
        if (open is not null && stored?.Row.Owner != SummaryOwner.None) return open;

        var summaries = await log.Summaries(new SummaryQuery(CitizenId: Id, Status: "open", Limit: 1));
        return open = summaries.Count > 0 ? summaries[0].Row.ConversationId : proposedId;
    }

    public async Task<string> Reach(string proposedId)
    {
        foreach (var member in await families.Members(Id))
        {
            if (string.Equals(member, Id, StringComparison.Ordinal)) continue;
            var summaries = await log.Summaries(new SummaryQuery(CitizenId: member, Status: "open", Limit: 1));
            if (summaries.Count > 0) return summaries[0].Row.ConversationId;
        }

        return await OpenConversation(proposedId);
    }

    public Task ConversationClosed(string conversationId)
    {
        if (string.Equals(open, conversationId, StringComparison.Ordinal)) open = null;
        return Task.CompletedTask;
    }

    public async Task<IdentityResult> AddIdentity(CitizenIdentity identity, string? name)
    {
        if (Identities.Normalise(identity) is not { } normal) return IdentityResult.Invalid;
        var result = await store.AddIdentity(Id, normal, clock.GetUtcNow());
        if (result != IdentityResult.BelongsToAnother) await KeepName(name, identity.Verified);
        return result;
    }

    public Task<CitizenProfile?> Profile() => store.Profile(Id);

    private async Task KeepName(string? name, bool verified)
    {
        if (Identities.NormaliseName(name) is { } tidy) await store.SetName(Id, tidy, verified, clock.GetUtcNow());
    }
}
