namespace ContactHub.Email;

/// <summary>Codes for what is wrong with a mail. They are stable: <c>mail parse</c> prints them and docs/email.md lists them.</summary>
public static class MimeDefect
{
    public const string Empty = "empty";
    public const string NoHeader = "no-header";
    public const string MboxFromLine = "mbox-from-line";
    public const string ByteOrderMark = "byte-order-mark";
    public const string LeadingBlankLines = "leading-blank-lines";
    public const string BareCarriageReturn = "bare-cr";
    public const string MixedLineEnds = "mixed-line-ends";
    public const string NulBytes = "nul-bytes";
    public const string MissingSeparator = "missing-separator";
    public const string InvalidHeader = "invalid-header";
    public const string HeaderEightBit = "header-8bit";
    public const string DuplicateHeader = "duplicate-header";
    public const string MissingFrom = "missing-from";
    public const string SeveralFrom = "several-from";
    public const string InvalidAddress = "invalid-address";
    public const string InvalidMessageId = "invalid-message-id";
    public const string InvalidDate = "invalid-date";
    public const string ObsoleteDate = "obsolete-date";
    public const string InvalidEncodedWord = "invalid-encoded-word";
    public const string InvalidParameter = "invalid-parameter";
    public const string EncodedParameter = "encoded-word-parameter";
    public const string InvalidContentType = "invalid-content-type";
    public const string UnknownTransferEncoding = "unknown-transfer-encoding";
    public const string EncodedMultipart = "encoded-multipart";
    public const string UnknownCharset = "unknown-charset";
    public const string RefusedCharset = "refused-charset";
    public const string WrongCharset = "wrong-charset";
    public const string InvalidBase64 = "invalid-base64";
    public const string InvalidQuotedPrintable = "invalid-quoted-printable";
    public const string MissingBoundary = "missing-boundary";
    public const string BoundaryNotFound = "boundary-not-found";
    public const string MissingEndBoundary = "missing-end-boundary";
    public const string EmptyMultipart = "empty-multipart";
    public const string InvalidUuencode = "invalid-uuencode";
    public const string InvalidYenc = "invalid-yenc";
    public const string InvalidTnef = "invalid-tnef";
    public const string InvalidSmime = "invalid-smime";
    public const string Encrypted = "encrypted";
    public const string InvalidReport = "invalid-report";
    public const string PlainBounce = "plain-bounce";
    public const string HtmlTooComplex = "html-too-complex";
    public const string TooDeep = "too-deep";
    public const string TooManyParts = "too-many-parts";
    public const string TooManyFields = "too-many-fields";
    public const string HeaderTooLong = "header-too-long";
    public const string TooManyAddresses = "too-many-addresses";
    public const string TooManyAttachments = "too-many-attachments";
    public const string TextTooLong = "text-too-long";
    public const string ContentTooLarge = "content-too-large";
}
