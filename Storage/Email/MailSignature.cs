namespace ContactHub.Email;

/// <summary>What stands below the mails of an agent, or by default below those of a department or a mailbox.</summary>
/// <param name="Kind"><see cref="Agent"/>, <see cref="Department"/> or <see cref="Mailbox"/>.</param>
/// <param name="OwnerId">The id of the agent, the department or the mailbox.</param>
/// <param name="Title">An agent's, such as of a post; empty for none and for defaults.</param>
/// <param name="Text">May hold {name}, {title} and {department}; empty when there is only a title.</param>
public sealed record MailSignature(string Kind, string OwnerId, string Title, string Text)
{
    public const string Agent = "agent";
    public const string Department = "department";
    public const string Mailbox = "mailbox";
}
