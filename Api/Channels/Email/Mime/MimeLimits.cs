namespace ContactHub.Email;

/// <summary>How much of a mail is read. What lies beyond is left out, and a defect says so; nothing is refused.</summary>
/// <param name="Depth">Multiparts and containers within each other.</param>
/// <param name="Parts">Parts in all.</param>
/// <param name="HeaderBytes">Bytes of one header (of the mail or of a part).</param>
/// <param name="HeaderFields">Fields of one header.</param>
/// <param name="FieldBytes">Bytes of one field.</param>
/// <param name="Addresses">Mailboxes of one field, and ids of References.</param>
/// <param name="TextCharacters">Characters of the text, and of the HTML.</param>
/// <param name="Attachments">Attachments in all.</param>
/// <param name="ContentBytes">Decoded bytes in all, which is what stops containers that unpack to more than they are.</param>
public sealed record MimeLimits(
    int Depth = 24,
    int Parts = 1_000,
    int HeaderBytes = 256 * 1024,
    int HeaderFields = 1_000,
    int FieldBytes = 64 * 1024,
    int Addresses = 1_000,
    int TextCharacters = 2 * 1024 * 1024,
    int Attachments = 500,
    int ContentBytes = 100 * 1024 * 1024)
{
    /// <summary>Room for every mail that a mail server of today lets through.</summary>
    public static MimeLimits Default { get; } = new();
}
