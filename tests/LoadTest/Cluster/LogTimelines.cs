using ContactHub.LoadTest.Faults;
using ContactHub.LoadTest.Load;
using Npgsql;

namespace ContactHub.LoadTest.Cluster;

/// <summary>Reads timelines from the event log's tables, past all grains and caches.</summary>
internal sealed class LogTimelines(string connectionString)
{
    /// <summary>What is stored of a conversation, in ascending sequence.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> OfAsync(string conversationId, CancellationToken cancel)
    {
        await using NpgsqlConnection connection = new(connectionString + ";Pooling=false");
        await connection.OpenAsync(cancel);
        await using NpgsqlCommand command = new(
            "SELECT e.seq, e.kind, e.payload FROM events e JOIN conversations c ON c.number = e.conversation WHERE c.id = $1 ORDER BY e.seq", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversationId });
        List<TimelineEntry> entries = [];
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            entries.Add(new TimelineEntry(reader.GetInt64(0), reader.GetString(1) == "messagePosted" ? NumberIn(reader.GetFieldValue<byte[]>(2)) : null));
        return entries;
    }

    private static int? NumberIn(ReadOnlySpan<byte> payload) => MessageBody.TryTake(ref payload, out MessageMark mark) ? mark.Number : null;
}
