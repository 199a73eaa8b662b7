using ContactHub.Storage;
using Dapper;

namespace ContactHub.Email;

/// <summary>How far a mailbox was read: everything up to this UID, as long as UIDVALIDITY stays (RFC 3501 section 2.3.1.1). 0 and 0 when never.</summary>
public sealed record MailboxPosition(long UidValidity, long LastUid);

/// <summary>
/// Positions in mailboxes. A lease (<see cref="LeaseStore"/>) gives each mailbox one reader in a cluster; two readers whose clocks differ
/// would record the same mails under the same keys.
/// </summary>
public sealed class MailboxStore(HubDatabase database)
{
    /// <summary>The name of a mailbox's lease.</summary>
    public static string LeaseOf(string id) => "mailbox/" + id;

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
        // The table's own holder is the one of releases without leases.
        var saved = await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO mailboxes (id, uid_validity, last_uid, holder, held_until)
            SELECT @id, @UidValidity, @LastUid, @holder, 0 FROM leases WHERE name = @lease AND holder = @holder
            ON CONFLICT (id) DO UPDATE SET uid_validity = excluded.uid_validity, last_uid = excluded.last_uid
            """,
            new { id, holder, lease = LeaseOf(id), position.UidValidity, position.LastUid }, cancellationToken: ct));
        return saved > 0;
    }
}
