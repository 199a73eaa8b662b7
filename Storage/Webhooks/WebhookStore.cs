using System.Data.Common;
using ContactHub.Audit;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.Webhooks;

/// <summary>The registered webhooks. What administrators change and what the hub notes of their state are written apart, so that neither undoes the other.</summary>
public sealed class WebhookStore(HubDatabase database, AuditLog audit)
{
    private const string Columns =
        """
        SELECT id, url, description, kinds, enabled, secret, previous_secret AS PreviousSecret, previous_until AS PreviousUntil, created_at AS CreatedAt,
            failing_since AS FailingSince, off_reason AS OffReason, off_at AS OffAt FROM webhooks
        """;

    /// <summary>The oldest first.</summary>
    public async Task<IReadOnlyList<Webhook>> All(CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return [.. (await connection.QueryAsync<Row>(Columns + " ORDER BY created_at, id")).Select(row => row.Webhook())];
    }

    /// <summary>Null when there is none with this id.</summary>
    public async Task<Webhook?> Find(string id, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>(Columns + " WHERE id = @id", new { id }))?.Webhook();
    }

    /// <summary>Registers one.</summary>
    public Task<bool> Add(Webhook webhook, AuditEntry entry, CancellationToken ct = default) => Change(
        """
        INSERT INTO webhooks (id, url, description, kinds, enabled, secret, created_at)
        VALUES (@Id, @Url, @Description, @kinds, @enabled, @Secret, @createdAt)
        """,
        new { webhook.Id, webhook.Url, webhook.Description, kinds = Joined(webhook), enabled = webhook.Enabled ? 1 : 0, webhook.Secret, createdAt = webhook.CreatedAt.UtcTicks },
        entry, ct);

    /// <summary>Changes address, description, kinds and whether it is on. One that is switched on begins with a clean record.</summary>
    /// <returns>False when there is none with this id.</returns>
    public Task<bool> Change(Webhook webhook, AuditEntry entry, CancellationToken ct = default) => Change(
        """
        UPDATE webhooks SET url = @Url, description = @Description, kinds = @kinds, enabled = @enabled,
            failing_since = CASE WHEN @enabled = 1 AND enabled = 0 THEN NULL ELSE failing_since END,
            off_reason = CASE WHEN @enabled = 1 THEN NULL ELSE off_reason END, off_at = CASE WHEN @enabled = 1 THEN NULL ELSE off_at END
        WHERE id = @Id
        """,
        new { webhook.Id, webhook.Url, webhook.Description, kinds = Joined(webhook), enabled = webhook.Enabled ? 1 : 0 }, entry, ct);

    /// <summary>Gives it a new secret; the one of now stays good for a while.</summary>
    /// <returns>False when there is none with this id.</returns>
    public Task<bool> Rotate(string id, string secret, DateTimeOffset previousUntil, AuditEntry entry, CancellationToken ct = default) => Change(
        "UPDATE webhooks SET previous_secret = secret, previous_until = @until, secret = @secret WHERE id = @id",
        new { id, secret, until = previousUntil.UtcTicks }, entry, ct);

    /// <summary>Removes it and what was to be delivered to it.</summary>
    /// <returns>False when there is none with this id.</returns>
    public Task<bool> Delete(string id, string channel, AuditEntry entry, CancellationToken ct = default) => Change(
        "DELETE FROM webhooks WHERE id = @id", new { id }, entry, ct,
        (connection, transaction) => connection.ExecuteAsync("DELETE FROM deliveries WHERE channel = @channel AND target = @id", new { channel, id }, transaction));

    /// <summary>Notes that an attempt failed; the first one of a row counts.</summary>
    public async Task Failing(string id, DateTimeOffset since, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync("UPDATE webhooks SET failing_since = @since WHERE id = @id AND failing_since IS NULL", new { id, since = since.UtcTicks });
    }

    /// <summary>Notes that an attempt succeeded.</summary>
    public async Task Recovered(string id, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync("UPDATE webhooks SET failing_since = NULL WHERE id = @id", new { id });
    }

    /// <summary>The hub itself switches it off.</summary>
    /// <param name="reason">One of <see cref="WebhookOff"/>.</param>
    /// <returns>False when it is off already.</returns>
    public Task<bool> SwitchOff(string id, string reason, DateTimeOffset at, AuditEntry entry, CancellationToken ct = default) => Change(
        "UPDATE webhooks SET enabled = 0, off_reason = @reason, off_at = @at WHERE id = @id AND enabled = 1", new { id, reason, at = at.UtcTicks }, entry, ct);

    private static string Joined(Webhook webhook) => string.Join(',', webhook.Kinds);

    private async Task<bool> Change(
        string sql, object values, AuditEntry entry, CancellationToken ct, Func<DbConnection, DbTransaction, Task>? more = null)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await connection.ExecuteAsync(sql, values, transaction) == 0) return false;
        if (more is not null) await more(connection, transaction);
        await audit.Append(connection, transaction, entry);
        await transaction.CommitAsync(ct);
        return true;
    }

    private sealed class Row
    {
        public required string Id { get; init; }
        public required string Url { get; init; }
        public required string Description { get; init; }
        public required string Kinds { get; init; }
        public required int Enabled { get; init; }
        public required string Secret { get; init; }
        public string? PreviousSecret { get; init; }
        public long? PreviousUntil { get; init; }
        public required long CreatedAt { get; init; }
        public long? FailingSince { get; init; }
        public string? OffReason { get; init; }
        public long? OffAt { get; init; }

        public Webhook Webhook() => new(
            Id, Url, Description, [.. Kinds.Split(',', StringSplitOptions.RemoveEmptyEntries)], Enabled == 1, Secret, PreviousSecret, Time(PreviousUntil),
            Time(CreatedAt)!.Value, Time(FailingSince), OffReason, Time(OffAt));

        private static DateTimeOffset? Time(long? ticks) => ticks is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
    }
}
