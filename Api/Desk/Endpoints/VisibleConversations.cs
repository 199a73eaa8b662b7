using System.Security.Claims;
using ContactHub.Conversations;
using ContactHub.Realtime;
using ContactHub.Security;

namespace ContactHub.Desk;

/// <summary>A conversation that somebody of the staff may see.</summary>
/// <param name="Viewer">Who asked, with what they may see now.</param>
public sealed record VisibleConversation(ConversationCall Call, ConversationSummary Summary, DeskViewer Viewer);

/// <summary>Finds the conversation that a request of the desk is about. What a person may not see is answered like what is not there.</summary>
public sealed class VisibleConversations(ConversationCalls conversations, DeskViewers viewers)
{
    /// <summary>Null when there is none of this id, or none that is theirs to see.</summary>
    public async Task<VisibleConversation?> Find(ClaimsPrincipal user, string? conversationId)
    {
        if (conversationId is null || !ConversationIds.IsOne(conversationId)) return null;
        var call = conversations.To(conversationId);
        if (await call.Summary() is not { } summary) return null;
        var viewer = await viewers.For(user);
        return DeskAccess.MaySee(viewer, summary) ? new VisibleConversation(call, summary, viewer) : null;
    }
}
