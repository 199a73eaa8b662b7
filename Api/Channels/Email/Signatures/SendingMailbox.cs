namespace ContactHub.Email;

/// <summary>A mailbox that mail can be sent as.</summary>
/// <param name="Signature">What stands below its mails; null for nothing.</param>
internal sealed record SendingMailbox(string Id, string Address, string? Name, string? Signature);
