namespace ContactHub.Conversations;

/// <summary>Limits on what a command may carry, in UTF-16 characters.</summary>
public static class ConversationLimits
{
    public const int CitizenText = 1_000;
    public const int StaffText = 4_000;

    /// <summary>A bot's answer; what a language model writes may be long.</summary>
    public const int BotText = 16_000;

    public const int Comment = 1_000;
    public const int Value = 256;
    public const int CommandId = 64;
    public const int Labels = 20;
    public const int LabelLength = 40;

    /// <summary>A mail's text, and what it quotes; the rest of a longer one is in the raw message.</summary>
    public const int EmailText = 64_000;

    public const int EmailSubject = 1_000;
    public const int EmailSignature = 2_000;
    public const int EmailAddresses = 200;
    public const int Attachments = 200;

    /// <summary>Files of one message.</summary>
    public const int MessageFiles = 10;

    /// <summary>Ids of calls and mails: Message-IDs are at most one line long (RFC 5322 section 2.1.1).</summary>
    public const int SourceId = 998;
}
