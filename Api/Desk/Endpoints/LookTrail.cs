using ContactHub.Audit;

namespace ContactHub.Desk;

/// <summary>Keeps who looked at what in the audit trail: a look once, and no look without its entry.</summary>
public sealed class LookTrail(Looks looks, AuditLog audit)
{
    /// <summary>Returns when the entry is kept, or the look is a repeated one. When it can't be kept, nothing is to be shown.</summary>
    /// <param name="id">What is looked at.</param>
    /// <param name="span">For how long looks are one.</param>
    public async Task Note(AuditEntry entry, string id, TimeSpan span, CancellationToken ct)
    {
        if (!looks.IsNew(entry.ActorId, id, span)) return;
        try
        {
            await audit.Append(entry, ct);
        }
        catch
        {
            looks.Forget(entry.ActorId, id);
            throw;
        }
    }
}
