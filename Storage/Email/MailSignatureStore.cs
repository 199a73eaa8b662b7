using ContactHub.Audit;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.Email;

/// <summary>Signatures of mails.</summary>
public sealed class MailSignatureStore(HubDatabase database, AuditLog audit)
{
    private const string Columns = "SELECT kind, owner_id AS OwnerId, title, text FROM mail_signatures ";

    /// <summary>Null when there is none.</summary>
    public async Task<MailSignature?> Find(string kind, string ownerId, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return await connection.QuerySingleOrDefaultAsync<MailSignature>(Columns + "WHERE kind = @kind AND owner_id = @ownerId", new { kind, ownerId });
    }

    /// <summary>Those of departments and mailboxes.</summary>
    public async Task<IReadOnlyList<MailSignature>> Defaults(CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return [.. await connection.QueryAsync<MailSignature>(Columns + "WHERE kind <> @kind ORDER BY kind, owner_id", new { kind = MailSignature.Agent })];
    }

    /// <summary>Makes or replaces one; one that says nothing is removed.</summary>
    /// <param name="entry">What the audit trail keeps of it; null for agents' own.</param>
    public async Task Save(MailSignature signature, AuditEntry? entry, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(
            signature.Title.Length + signature.Text.Length == 0
                ? "DELETE FROM mail_signatures WHERE kind = @Kind AND owner_id = @OwnerId"
                : """
                  INSERT INTO mail_signatures (kind, owner_id, title, text) VALUES (@Kind, @OwnerId, @Title, @Text)
                  ON CONFLICT (kind, owner_id) DO UPDATE SET title = excluded.title, text = excluded.text
                  """,
            signature, transaction);
        if (entry is not null) await audit.Append(connection, transaction, entry);
        await transaction.CommitAsync(ct);
    }
}
