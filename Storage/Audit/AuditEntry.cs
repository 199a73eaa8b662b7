namespace ContactHub.Audit;

/// <summary>Something that somebody of the staff did, to be kept.</summary>
/// <param name="ActorId">The account id.</param>
/// <param name="Actor">The name at that time.</param>
/// <param name="Action">What happened: a thing and a verb in the past tense, such as <c>faq.changed</c>.</param>
/// <param name="Target">What it happened to, readable by a person; null when the action says it.</param>
/// <param name="Detail">JSON of what is new; never the text of a message.</param>
public sealed record AuditEntry(string ActorId, string Actor, string Action, string? Target = null, string? Detail = null);

/// <summary>An entry as kept.</summary>
/// <param name="Id">Ascends in the order of keeping.</param>
public sealed record StoredAuditEntry(long Id, DateTimeOffset At, AuditEntry Entry);

/// <summary>An entry that is kept later than it happened.</summary>
public sealed record DatedAuditEntry(DateTimeOffset At, AuditEntry Entry);
