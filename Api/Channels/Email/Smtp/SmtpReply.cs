using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ContactHub.Email;

/// <summary>What an SMTP server answered to one command (RFC 5321 section 4.2).</summary>
/// <param name="Code">Three digits; 2 and 3 in front: good, 4: not now, 5: never.</param>
/// <param name="Status">Enhanced status code such as <c>5.1.1</c> (RFC 3463); null when the server gives none.</param>
/// <param name="Text">The words behind, its lines on one, without the status.</param>
public sealed partial record SmtpReply(int Code, string? Status, string Text)
{
    public bool IsGood => Code is >= 200 and < 400;

    /// <summary>Whether the same may succeed later.</summary>
    public bool IsPassing => Code is >= 400 and < 500;

    /// <summary>The server ends the connection (RFC 5321 section 3.8).</summary>
    public bool IsFarewell => Code == 421;

    /// <summary>Made of the lines of a reply without their ends.</summary>
    /// <exception cref="MailServerException">They are none.</exception>
    internal static SmtpReply Parse(IReadOnlyList<string> lines)
    {
        var codes = lines.Select(line => line.Length >= 3 && int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : 0).Distinct().ToList();
        if (codes is not [>= 200 and < 600 and var only]) throw new MailServerException(MailServerFault.Protocol, "The server sent something that is no SMTP reply.");
        var texts = lines.Select(line => line.Length > 4 ? line[4..] : "").ToImmutableArray();
        var status = StatusForm().Match(texts[0]) is { Success: true } match && match.Value[0] == lines[0][0] ? match.Groups[1].Value : null;
        return new SmtpReply(only, status, string.Join(' ', texts.Select(text => status is not null && text.StartsWith(status, StringComparison.Ordinal) ? text[status.Length..].Trim() : text.Trim())));
    }

    /// <summary>As the server would write it.</summary>
    public override string ToString() => string.Join(' ', new[] { Code.ToString(CultureInfo.InvariantCulture), Status, Text }.Where(part => part is { Length: > 0 }));

    [GeneratedRegex(@"^([245]\.\d{1,3}\.\d{1,3})(?:\s|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex StatusForm();
}

/// <summary>Who a mail goes to and where reports about it go, whatever its header says.</summary>
/// <param name="From">Where reports go; empty for nowhere, as automatic mail wants it (RFC 3834).</param>
public sealed record SmtpEnvelope(string From, ImmutableArray<string> Recipients)
{
    /// <summary>Whether it takes a server that knows SMTPUTF8 (RFC 6531).</summary>
    public bool NeedsUtf8 => Recipients.Append(From).Any(address => !System.Text.Ascii.IsValid(address));
}

/// <summary>What became of a mail for one recipient: the server answers for it now, or <paramref name="Reply"/> says why not.</summary>
public sealed record SmtpResult(string Recipient, SmtpReply Reply);
