using ContactHub.Storage;
using Dapper;

namespace ContactHub.Messengers;

/// <summary>
/// What messengers call messages by, of those that came and those that went, so that an answer or a reaction to one finds it. Kept for a year; of what is
/// older, or was before, nothing is known, and nothing depends on it.
/// </summary>
public sealed class MessengerMessages(HubDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);
    private static readonly TimeSpan PruneEvery = TimeSpan.FromDays(1);

    private long _prunedAt;

    /// <summary>Keeps it; what is known already stays.</summary>
    /// <param name="place">See <see cref="MessengerPlace.IdOf"/>: messengers may call messages in two places the same.</param>
    /// <param name="message">The messenger's own id of it.</param>
    public async Task Note(string place, string message, string conversation, long seq, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync(
            "INSERT INTO messenger_messages (place, message, conversation, seq, at) VALUES (@place, @message, @conversation, @seq, @at) ON CONFLICT (place, message) DO NOTHING",
            new { place, message, conversation, seq, at = now.UtcTicks });
        var last = Interlocked.Read(ref _prunedAt);
        if (now.UtcTicks - last < PruneEvery.Ticks || Interlocked.CompareExchange(ref _prunedAt, now.UtcTicks, last) != last) return;
        await connection.ExecuteAsync("DELETE FROM messenger_messages WHERE at < @before", new { before = (now - Kept).UtcTicks });
    }

    /// <summary>Where it stands; null when that is not known.</summary>
    public async Task<(string Conversation, long Seq)?> Find(string place, string message, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>("SELECT conversation, seq FROM messenger_messages WHERE place = @place AND message = @message", new { place, message });
        return row is null ? null : (row.Conversation, row.Seq);
    }

    private sealed class Row
    {
        public required string Conversation { get; init; }
        public required long Seq { get; init; }
    }
}
