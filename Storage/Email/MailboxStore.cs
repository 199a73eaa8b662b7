using ContactHub.Storage;
using Dapper;

namespace ContactHub.Email;

/// <summary>How far a mailbox was read: everything up to this UID, as long as UIDVALIDITY stays (RFC 3501 section 2.3.1.1). 0 and 0 when never.</summary>
public sealed record MailboxPosition(long UidValidity, long LastUid);

/// <summary>
/// Positions in mailboxes, and a lease that gives each mailbox one reader in a cluster. The lease only saves work: two readers whose clocks differ
/// would record the same mails under the same keys.
/// </summary>
public sealed class MailboxStore(HubDatabase database, TimeProvider clock)
{
    /// <summary>A name to hold leases by. On SQLite one process has the database, so a new one need not wait for the lease of one that was killed.</summary>
    public string NewHolder() => database.IsPostgres ? Guid.NewGuid().ToString("n") : "hub";

    /// <summary>Takes or renews the lease of a mailbox; false when somebody else has it.</summary>
    public async Task<bool> Hold(string id, string holder, TimeSpan life, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var now = clock.GetUtcNow();
        var values = new { id, holder, now = now.UtcTicks, until = (now + life).UtcTicks };
        var taken = await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO mailboxes (id, uid_validity, last_uid, holder, held_until) VALUES (@id, 0, 0, @holder, @until)
            ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until WHERE mailboxes.holder = @holder OR mailboxes.held_until < @now
            """,
            values, cancellationToken: ct));
        return taken > 0;
    }

    /// <summary>Gives the lease back, so that another process need not wait for its end.</summary>
    public async Task Release(string id, string holder)
    {
        await using var connection = await database.Open();
        await connection.ExecuteAsync("UPDATE mailboxes SET held_until = 0 WHERE id = @id AND holder = @holder", new { id, holder });
    }

    /// <summary>How far it was read.</summary>
    public async Task<MailboxPosition> Position(string id, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.QuerySingleOrDefaultAsync<MailboxPosition>(new CommandDefinition(
            "SELECT uid_validity AS UidValidity, last_uid AS LastUid FROM mailboxes WHERE id = @id", new { id }, cancellationToken: ct)) ?? new MailboxPosition(0, 0);
    }

    /// <summary>Keeps how far it was read; false when somebody else reads it by now.</summary>
    public async Task<bool> Save(string id, string holder, MailboxPosition position, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var saved = await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE mailboxes SET uid_validity = @UidValidity, last_uid = @LastUid WHERE id = @id AND holder = @holder",
            new { id, holder, position.UidValidity, position.LastUid }, cancellationToken: ct));
        return saved > 0;
    }
}
