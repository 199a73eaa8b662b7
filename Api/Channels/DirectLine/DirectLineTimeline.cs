using ContactHub.Conversations;
using ContactHub.Realtime;
using ContactHub.Storage;

namespace ContactHub.DirectLine;

/// <summary>An entry that a user may see, with the conversation whose it is.</summary>
public readonly record struct VisibleEntry(string ConversationId, TimelineEntry Entry);

/// <summary>A part of a user's timeline.</summary>
/// <param name="More">Whether there is more behind <paramref name="Next"/> already.</param>
/// <param name="CurrentId">The conversation that it goes on in now.</param>
/// <param name="CitizenOnline">Whether staff see the citizen as connected there; null when it has not been opened.</param>
public sealed record TimelineSlice(IReadOnlyList<VisibleEntry> Entries, Watermark Next, bool More, string CurrentId, bool? CitizenOnline);

/// <summary>
/// Reads a user's timeline from a watermark on: that of the own conversation and, while staff have merged it into another, what follows there. Any node
/// reads the same.
/// </summary>
public sealed class DirectLineTimeline(IGrainFactory grains, ConversationCalls conversations, IEventLog log)
{
    /// <summary>Most entries of one conversation in one answer.</summary>
    private const int PageLimit = 500;

    /// <summary>Where the timeline stands now.</summary>
    public async Task<Watermark> End(DirectLineToken token)
    {
        var own = await Read(token, new Watermark(long.MaxValue));
        return own.Next.TargetId is null ? own.Next : (await Read(token, own.Next with { TargetSeq = long.MaxValue })).Next;
    }

    /// <summary>What comes after a watermark; one that is ahead of the timeline (a restored backup) stands for its end.</summary>
    public async Task<TimelineSlice> Read(DirectLineToken token, Watermark after)
    {
        var own = await Take(token.ConversationId, after.Seq);
        var entries = Visible(token.ConversationId, own.Entries, default);
        var next = after with { Seq = own.Last, Greeted = true };
        bool? online = own.Page.Summary is null ? null : own.Page.CitizenOnline;
        if (own.More || own.Page.Summary?.MergedInto is null) return new TimelineSlice(entries, next, own.More, token.ConversationId, online);
        if (await grains.GetGrain<IConversationGrain>(token.ConversationId).MergedInto() is not { } route)
            return new TimelineSlice(entries, next, false, token.ConversationId, online);

        var known = string.Equals(after.TargetId, route.TargetId, StringComparison.Ordinal);
        var target = await Take(route.TargetId, known ? after.TargetSeq : Math.Max(0, route.FromSeq - 1));
        var view = string.Equals(target.Page.Summary?.CitizenId, token.CitizenId, StringComparison.Ordinal) ? default : new CitizenView(token.CitizenId, route.FromSeq);
        // It was split off again a moment ago; the next reading says so.
        if (!view.IsAllowed(target.Page)) return new TimelineSlice(entries, next, false, token.ConversationId, online);
        entries.AddRange(Visible(route.TargetId, target.Entries, view));
        return new TimelineSlice(entries, new Watermark(next.Seq, route.TargetId, target.Last), target.More, route.TargetId, target.Page.CitizenOnline);
    }

    private static List<VisibleEntry> Visible(string conversationId, IReadOnlyList<TimelineEntry> entries, CitizenView view) =>
        [.. entries.Where(entry => !view.Hides(entry)).Select(entry => new VisibleEntry(conversationId, entry))];

    private async Task<Part> Take(string conversationId, long after)
    {
        var page = await conversations.To(conversationId).Join(after);
        if (after >= page.LastSeq) return new Part(page, [], page.LastSeq, false);
        // The grain answers with the newest page to who is far behind; the log has the rest.
        IReadOnlyList<TimelineEntry> entries = page.Entries.Length > 0 && page.Entries[0].Seq == after + 1
            ? page.Entries
            : [.. (await log.Read(conversationId, after, PageLimit)).Select(EventCodec.FromStored)];
        var last = entries.Count == 0 ? after : entries[^1].Seq;
        return new Part(page, entries, last, entries.Count > 0 && last < page.LastSeq);
    }

    private sealed record Part(TimelinePage Page, IReadOnlyList<TimelineEntry> Entries, long Last, bool More);
}
