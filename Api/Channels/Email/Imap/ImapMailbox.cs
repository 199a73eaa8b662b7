namespace ContactHub.Email;

/// <summary>A selected mailbox.</summary>
/// <param name="UidValidity">As long as it stays, a UID is one message's for ever (RFC 3501 section 2.3.1.1).</param>
/// <param name="Exists">Messages in it.</param>
/// <param name="TakesKeywords">Whether flags of one's own can be kept.</param>
public sealed record ImapMailbox(uint UidValidity, uint Exists, bool TakesKeywords);

/// <summary>What is known of a message before it is read.</summary>
/// <param name="Size">RFC822.SIZE in bytes.</param>
public sealed record ImapMessage(uint Uid, long Size);
