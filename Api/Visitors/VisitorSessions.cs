using System.Security.Cryptography;
using System.Text;
using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Realtime;
using ContactHub.Texts;

namespace ContactHub.Visitors;

public sealed record SessionRequest(string? Site, string? Language, string? Token, string? Identity, bool Fresh);

public sealed record SessionAnswer(string Token, DateTimeOffset ExpiresAt, string ConversationId, string VisitorId, bool Verified);

/// <summary>
/// Makes and renews the token that binds a visitor to one conversation. An anonymous visitor leaves nothing on the server by it; a vouched one
/// is led to the citizen's open conversation.
/// </summary>
public sealed class VisitorSessions(IGrainFactory grains, ConversationCalls conversations, VisitorTokens tokens, TimeProvider clock)
{
    /// <summary>The new session, or why the identity was refused.</summary>
    public async Task<(SessionAnswer? Session, StaffText? Refusal)> Make(SiteOptions site, SessionRequest request)
    {
        var held = tokens.ReadForRenewal(request.Token) is { } token && token.Site == site.Id ? token : null;
        var language = Array.Find(site.Languages, l => l == request.Language) ?? held?.Language ?? site.Languages[0];
        VouchedIdentity? vouched = null;
        if (!string.IsNullOrEmpty(request.Identity))
        {
            (vouched, var refusal) = SiteIdentity.Read(request.Identity, site.IdentitySecret, clock.GetUtcNow());
            if (vouched is null) return (null, refusal);
            // Somebody else signed in on this browser: nothing of the first citizen goes on.
            if (held is { Verified: true } && held.CitizenId != CitizenIdFor(site.Id, vouched.Subject)) held = null;
        }

        if (held is not null) held = await FollowMerge(held);
        var visitorId = held?.VisitorId ?? "v-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        var conversationId = await Continue(held, request.Fresh);
        var next = new VisitorToken(
            visitorId, held?.CitizenId ?? visitorId, conversationId, site.Id, language, held?.Verified ?? false, held?.Name, clock.GetUtcNow() + VisitorTokens.Life);
        if (held is { IsGuest: true } && conversationId == held.ConversationId) next = next with { Origin = held.Origin, FromSeq = held.FromSeq };
        if (vouched is not null) next = await Verify(next, site, vouched);
        else if (next is { Verified: true, IsGuest: false }) next = next with { ConversationId = await grains.GetGrain<ICitizenGrain>(next.CitizenId).OpenConversation(conversationId) };
        return (new SessionAnswer(tokens.Write(next), next.ExpiresAt, next.ConversationId, visitorId, next.Verified), null);
    }

    /// <summary>
    /// Where the visitor's own conversation goes on: in what staff merged it into, as the citizen's own or, when that is another citizen's, as a guest who
    /// sees what follows; or by itself again, when they split it off.
    /// </summary>
    private async Task<VisitorToken> FollowMerge(VisitorToken held)
    {
        var own = held.Origin ?? held.ConversationId;
        var back = held with { ConversationId = own, Origin = null, FromSeq = 0 };
        if (await grains.GetGrain<IConversationGrain>(own).MergedInto() is not { } route) return back;
        var target = await grains.GetGrain<IConversationGrain>(route.TargetId).Summary();
        return string.Equals(target?.CitizenId, held.CitizenId, StringComparison.Ordinal)
            ? back with { ConversationId = route.TargetId }
            : back with { ConversationId = route.TargetId, Origin = own, FromSeq = route.FromSeq };
    }

    /// <summary>The conversation held before, unless it is resolved and the visitor wants a new one.</summary>
    private async Task<string> Continue(VisitorToken? held, bool fresh)
    {
        if (held is null) return ConversationIds.New(clock);
        if (!fresh) return held.ConversationId;
        var summary = await conversations.To(held.ConversationId).Summary();
        return summary is null or { Owner: not Owner.None } ? held.ConversationId : ConversationIds.New(clock);
    }

    private async Task<VisitorToken> Verify(VisitorToken token, SiteOptions site, VouchedIdentity vouched)
    {
        var citizenId = CitizenIdFor(site.Id, vouched.Subject);
        var citizen = grains.GetGrain<ICitizenGrain>(citizenId);
        await citizen.AddIdentity(new CitizenIdentity("external", $"{site.Id}:{vouched.Subject}", true), vouched.Name);
        if (vouched.Email is { } email) await citizen.AddIdentity(new CitizenIdentity("email", email, true), vouched.Name);
        if (vouched.Phone is { } phone) await citizen.AddIdentity(new CitizenIdentity("phone", phone, true), vouched.Name);
        // Vouched for once more: whose conversation staff merged away stays with it.
        if (token is { IsGuest: true, Verified: true } && token.CitizenId == citizenId) return token with { Name = vouched.Name };
        // What a guest is shown never becomes the guest's own, whoever that turns out to be.
        if (token.IsGuest || await IsAnothers(token.ConversationId, citizenId))
            token = token with { ConversationId = ConversationIds.New(clock), Origin = null, FromSeq = 0 };
        var conversationId = await citizen.OpenConversation(token.ConversationId);
        if (conversationId == token.ConversationId && token.CitizenId != citizenId)
        {
            // The chat began before the citizen signed in: it becomes the citizen's. Not found means that nothing was said yet.
            await conversations.To(conversationId).Execute(new IdentifyCitizen(
                Actor.Hub, $"verified:{citizenId}"[..Math.Min(64, 9 + citizenId.Length)], citizenId, "external", $"{site.Id}:{vouched.Subject}", true, vouched.Name));
        }

        return token with { CitizenId = citizenId, ConversationId = conversationId, Verified = true, Name = vouched.Name };
    }

    /// <summary>A token from before somebody signed in still names the conversation that became theirs; it must not become the next one's.</summary>
    private async Task<bool> IsAnothers(string conversationId, string citizenId) =>
        await conversations.To(conversationId).Summary() is { Verified: true } summary
        && !string.Equals(summary.CitizenId, citizenId, StringComparison.Ordinal);

    /// <summary>The same subject of the same site is always the same citizen, without looking anything up.</summary>
    private static string CitizenIdFor(string site, string subject) =>
        "k-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{site}\n{subject}")).AsSpan(0, 16));
}
