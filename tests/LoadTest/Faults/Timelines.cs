using System.Text;
using System.Text.Json;
using ContactHub.LoadTest.Load;
using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.Faults;

/// <summary>One event of a timeline as a client sees it.</summary>
/// <param name="Number">The load's message number in its text; null for any other event.</param>
internal sealed record TimelineEntry(long Seq, int? Number);

/// <summary>Reads whole timelines page by page, as a client does after a reload (docs/protocol.md, sections 5 and 7).</summary>
internal static class Timelines
{
    private const int PageSize = 100;

    /// <summary>What the citizen's own widget shows, in ascending sequence.</summary>
    public static Task<IReadOnlyList<TimelineEntry>> OfCitizenAsync(HubCaller citizen, CancellationToken cancel) =>
        ReadAsync(citizen, "join", [], cancel);

    /// <summary>What the agent's screen shows.</summary>
    public static Task<IReadOnlyList<TimelineEntry>> OfAgentAsync(HubCaller agent, string conversationId, CancellationToken cancel) =>
        ReadAsync(agent, "open", [conversationId], cancel);

    /// <summary>Reads a JSON array of events.</summary>
    public static List<TimelineEntry> EntriesIn(JsonElement events)
    {
        List<TimelineEntry> entries = [];
        foreach (JsonElement entry in events.EnumerateArray())
            entries.Add(new TimelineEntry(entry.GetProperty("seq").GetInt64(), NumberIn(entry)));
        return entries;
    }

    private static async Task<IReadOnlyList<TimelineEntry>> ReadAsync(HubCaller caller, string join, object[] which, CancellationToken cancel)
    {
        List<TimelineEntry> entries = EntriesOf(await caller.CallAsync(join, [.. which, 0], cancel));
        while (entries.Count > 0 && entries[0].Seq > 1)
        {
            List<TimelineEntry> older = EntriesOf(await caller.CallAsync("page", [.. which, entries[0].Seq, PageSize], cancel));
            if (older.Count == 0)
                break;
            entries.InsertRange(0, older);
        }

        return entries;
    }

    private static List<TimelineEntry> EntriesOf(JsonElement page) => EntriesIn(page.GetProperty("entries"));

    private static int? NumberIn(JsonElement entry)
    {
        if (entry.GetProperty("kind").GetString() != "messagePosted")
            return null;
        ReadOnlySpan<byte> text = Encoding.UTF8.GetBytes(entry.GetProperty("data").GetProperty("text").GetString()!);
        return MessageBody.TryTake(ref text, out MessageMark mark) ? mark.Number : null;
    }
}
