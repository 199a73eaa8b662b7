using System.Globalization;
using ContactHub.Conversations;
using ContactHub.FaqBot;
using ContactHub.Security;
using ContactHub.Storage;

namespace ContactHub.Desk;

/// <summary>Reads rows that a person may see from the log's summaries, newest change first.</summary>
public sealed class ConversationList(IEventLog log)
{
    /// <summary>Rows of one page.</summary>
    public const int Page = 50;

    /// <summary>Summaries looked at for one page: a search for rare words ends here, and its last row leads on.</summary>
    public const int LookedAt = 20_000;

    private const int Chunk = 500;

    /// <summary>The first <see cref="Page"/> that are visible and match.</summary>
    /// <param name="only">What else they must be; null: anything.</param>
    /// <param name="words">Looked for in name, preview, number and CİMER number, whatever the case and the accents; null matches all.</param>
    public async Task<IReadOnlyList<InboxRow>> Read(DeskViewer viewer, SummaryQuery query, string? words, CancellationToken ct, Func<ConversationSummary, bool>? only = null)
    {
        var wanted = words is null ? [] : Fold.Text(words).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var rows = new List<InboxRow>();
        for (var seen = 0; seen < LookedAt; seen += Chunk)
        {
            var chunk = await log.Summaries(query with { Limit = Chunk }, ct);
            foreach (var stored in chunk)
            {
                var summary = SummaryCodec.Read(stored);
                if (!DeskAccess.MaySee(viewer, summary) || !Matches(summary, stored.Number, wanted) || only?.Invoke(summary) == false) continue;
                rows.Add(new InboxRow(summary, stored.Number, stored.LastPosition));
                if (rows.Count == Page) return rows;
            }

            if (chunk.Count < Chunk) break;
            query = query with { BeforePosition = chunk[^1].LastPosition };
        }

        return rows;
    }

    /// <summary>The conversation of a number; null when there is none that this person may see.</summary>
    public async Task<ConversationSummary?> FindByNumber(DeskViewer viewer, long number, CancellationToken ct)
    {
        var found = await log.Summaries(new SummaryQuery(Number: number, Limit: 1), ct);
        return found is [var stored] && SummaryCodec.Read(stored) is var summary && DeskAccess.MaySee(viewer, summary) ? summary : null;
    }

    private static bool Matches(ConversationSummary summary, long number, string[] wanted)
    {
        if (wanted.Length == 0) return true;
        var text = Fold.Text(string.Create(CultureInfo.InvariantCulture, $"{number} {summary.Cimer?.Number} {summary.CitizenName} {summary.Preview}"));
        return wanted.All(word => text.Contains(word, StringComparison.Ordinal));
    }
}
