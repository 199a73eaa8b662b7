using System.Data.Common;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.Outbound;

/// <summary>
/// The outbox: deliveries that wait, and how far each channel has looked through the event log. A delivery is claimed by moving its due time beyond the
/// time that sending may take, so that one whose process dies is due again by itself.
/// </summary>
public sealed class DeliveryStore(HubDatabase database, TimeProvider clock)
{
    /// <summary>
    /// Of a key only the first that waits is due. Whoever finds the same rows at the same time waits for the other's commit, then sees them claimed
    /// (PostgreSQL's READ COMMITTED looks at the row again); on SQLite writers take turns anyway.
    /// </summary>
    private const string IsHead =
        """
        (d.state = 1 OR d.state = 0 AND NOT EXISTS (SELECT 1 FROM deliveries AS earlier WHERE earlier.channel = d.channel AND earlier.order_key = d.order_key
            AND earlier.state = 0 AND (earlier.position, earlier.ordinal) < (d.position, d.ordinal)))
        """;

    /// <summary>How far a channel has come; one that is new begins at <paramref name="end"/>.</summary>
    public async Task<long> Position(string channel, long end, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync("INSERT INTO outbound_channels (name, position) VALUES (@channel, @end) ON CONFLICT (name) DO NOTHING", new { channel, end });
        return await connection.QuerySingleAsync<long>("SELECT position FROM outbound_channels WHERE name = @channel", new { channel });
    }

    /// <summary>Stores what a channel selected and moves its position, all or nothing. What is stored already stays as it is.</summary>
    /// <returns>False when the channel is not at <paramref name="from"/> any more: somebody else moved it, and nothing was stored.</returns>
    public async Task<bool> Advance(string channel, long from, long to, IReadOnlyList<(StoredEvent Event, NewDelivery Delivery)> selected, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var moved = await connection.ExecuteAsync(
            "UPDATE outbound_channels SET position = @to WHERE name = @channel AND position = @from", new { channel, from, to }, transaction);
        if (moved == 0) return false;
        foreach (var ((e, delivery), ordinal) in selected.Select((s, i) => (s, i))) await Add(connection, transaction, channel, e, delivery, ordinal);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Takes deliveries that are due and are the first of their keys; they are this holder's until then.</summary>
    public async Task<IReadOnlyList<Delivery>> Claim(string channel, string holder, TimeSpan life, int most, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var now = clock.GetUtcNow();
        var rows = await connection.QueryAsync<DeliveryRow>(
            $"""
            UPDATE deliveries SET due_at = @until, claimed_by = @holder, first_at = coalesce(first_at, @now), attempts = attempts + (1 - state)
            WHERE state < 2 AND due_at <= @now AND id IN (
                SELECT d.id FROM deliveries AS d WHERE d.channel = @channel AND d.state < 2 AND d.due_at <= @now AND {IsHead} ORDER BY d.due_at, d.position LIMIT @most)
            RETURNING {DeliveryRow.Columns}
            """,
            new { channel, holder, most, now = now.UtcTicks, until = (now + life).UtcTicks });
        return [.. rows.Select(row => row.Delivery()).OrderBy(d => d.Position)];
    }

    /// <summary>When the next one of a channel is due, also one that is claimed now; null when none waits.</summary>
    public async Task<DateTimeOffset?> NextDue(string channel, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var ticks = await connection.ExecuteScalarAsync<long?>(
            $"SELECT d.due_at FROM deliveries AS d WHERE d.channel = @channel AND d.state < 2 AND {IsHead} ORDER BY d.due_at LIMIT 1", new { channel });
        return ticks is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
    }

    /// <summary>Keeps what an attempt led to.</summary>
    /// <returns>False when the claim was lost meanwhile: somebody else sends it again.</returns>
    public async Task<bool> Finish(Delivery delivery, string holder, DeliveryStep step, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow().UtcTicks;
        var values = new
        {
            delivery.Id, delivery.Channel, delivery.OrderKey, holder, now,
            state = (int)step.State, due = step.DueAt?.UtcTicks ?? now,
            finished = step.State >= DeliveryState.Delivered ? now : (long?)null,
            code = Short(step.Code, 40), detail = Short(step.Detail, 1000), millis = (long?)step.Took?.TotalMilliseconds,
        };
        var kept = await connection.ExecuteAsync(
            """
            UPDATE deliveries SET state = @state, due_at = @due, claimed_by = NULL, finished_at = @finished,
                last_at = CASE WHEN state = 0 THEN @now ELSE last_at END, millis = coalesce(@millis, millis), code = @code, detail = @detail
            WHERE id = @Id AND claimed_by = @holder
            """,
            values, transaction);
        // Those behind it can't go before it: so that nobody looks at them in vain, they are due with it.
        if (kept > 0 && step.State == DeliveryState.Waiting)
            await connection.ExecuteAsync("UPDATE deliveries SET due_at = @due WHERE channel = @Channel AND order_key = @OrderKey AND state = 0 AND due_at < @due", values, transaction);
        await transaction.CommitAsync(ct);
        return kept > 0;
    }

    /// <summary>Gives a claim back without an attempt.</summary>
    public async Task Release(Delivery delivery, string holder)
    {
        await using var connection = await database.Open();
        await connection.ExecuteAsync(
            "UPDATE deliveries SET due_at = @now, claimed_by = NULL, attempts = attempts - (1 - state) WHERE id = @Id AND claimed_by = @holder AND state < 2",
            new { delivery.Id, holder, now = clock.GetUtcNow().UtcTicks });
    }

    /// <summary>Gives back what the process before had claimed when it died. Only on SQLite, where no other process can be sending it.</summary>
    public async Task ReleaseAll(CancellationToken ct = default)
    {
        if (database.IsPostgres) return;
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync("UPDATE deliveries SET due_at = @now, claimed_by = NULL WHERE state < 2 AND claimed_by IS NOT NULL", new { now = clock.GetUtcNow().UtcTicks });
    }

    private async Task Add(DbConnection connection, DbTransaction transaction, string channel, StoredEvent e, NewDelivery delivery, int ordinal)
    {
        var now = clock.GetUtcNow().UtcTicks;
        await connection.ExecuteAsync(
            """
            INSERT INTO deliveries (id, channel, target, order_key, position, ordinal, conversation, seq, kind, payload, created_at, state, attempts, due_at)
            VALUES (@id, @channel, @Target, @OrderKey, @Position, @ordinal, @ConversationId, @Seq, @Kind, @payload, @now, 0, 0,
                coalesce((SELECT max(due_at) FROM deliveries WHERE channel = @channel AND order_key = @OrderKey AND state = 0 AND claimed_by IS NULL), @now))
            ON CONFLICT (id) DO NOTHING
            """,
            new
            {
                id = Delivery.IdOf(channel, delivery.Target, e), channel, delivery.Target, delivery.OrderKey, e.Position, ordinal, e.ConversationId, e.Seq, e.Kind, now,
                payload = delivery.Payload.ToArray(),
            },
            transaction);
    }

    private static string? Short(string? text, int most) => text is null ? null : Clean(text.Length <= most ? text : text[..most]);

    /// <summary>PostgreSQL keeps no NUL in a text, and half of a surrogate pair is none.</summary>
    private static string Clean(string text) => (text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[..^1] : text).Replace('\0', ' ');
}
