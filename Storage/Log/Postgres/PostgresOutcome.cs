using Npgsql;

namespace ContactHub.Storage;

/// <summary>
/// Finds out what became of a transaction whose commit got no answer: takes the writers' lock, which waits for the transaction's end if the server
/// is still at it, and compares the rows. Transaction ids would not do: after a crash the server may give the same id again.
/// </summary>
internal sealed class PostgresOutcome(NpgsqlDataSource source, PostgresLogOptions options, TimeProvider time)
{
    /// <exception cref="StorageUnavailableException">The server did not come back in time; the outcome is unknown.</exception>
    public async Task<bool> WasCommitted(AppendBatch plan, Exception cause)
    {
        if (plan.Events.Count == 0) return false;
        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await Compare(plan);
            }
            catch (Exception) when (time.GetElapsedTime(since) < options.OutcomeTimeout)
            {
                await Task.Delay(options.RetryDelay, time);
            }
            catch (Exception)
            {
                // Whatever the reason, saying "refused" would be a guess.
                throw new StorageUnavailableException("The connection broke during a commit and did not come back.", cause, outcomeUnknown: true);
            }
        }
    }

    private async Task<bool> Compare(AppendBatch plan)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var wait = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection);
        wait.Parameters.Add(new NpgsqlParameter<long> { TypedValue = PostgresAppend.Lock });
        await wait.ExecuteNonQueryAsync();

        await using var rows = new NpgsqlCommand(
            "SELECT position, conversation, seq, at, kind, channel, actor, payload FROM events WHERE position BETWEEN $1 AND $2 ORDER BY position",
            connection);
        rows.Parameters.Add(new NpgsqlParameter<long> { TypedValue = plan.Events[0].Position });
        rows.Parameters.Add(new NpgsqlParameter<long> { TypedValue = plan.LastPosition });
        await using var reader = await rows.ExecuteReaderAsync();
        foreach (var planned in plan.Events)
        {
            if (!await reader.ReadAsync() || !IsSame(reader, planned)) return false;
        }

        return true;
    }

    private static bool IsSame(NpgsqlDataReader row, PlannedEvent planned) =>
        row.GetInt64(0) == planned.Position &&
        row.GetInt64(1) == planned.Conversation.Number &&
        row.GetInt64(2) == planned.Seq &&
        row.GetInt64(3) == planned.Event.At.UtcTicks &&
        row.GetString(4) == planned.Event.Kind &&
        row.GetString(5) == planned.Event.Channel &&
        row.GetString(6) == planned.Event.Actor &&
        row.GetFieldValue<byte[]>(7).AsSpan().SequenceEqual(planned.Event.Payload.Span);
}
