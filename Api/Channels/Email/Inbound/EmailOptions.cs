using System.Text.RegularExpressions;
using ContactHub.Files;

namespace ContactHub.Email;

/// <summary>The configuration section <c>Email</c>; without mailboxes the hub has no mail.</summary>
public sealed record EmailOptions
{
    public const string Section = "Email";

    /// <summary>Signs reply addresses and Message-IDs; the same on every node, at least 32 characters. When it changes, answers to older mail open conversations of their own.</summary>
    public string Secret { get; init; } = "";

    public MailboxOptions[] Mailboxes { get; init; } = [];

    /// <summary>The pause after the first attempt to send that failed for now; it doubles up to an hour.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A mail that could not be sent for so long is given up.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(2);

    /// <summary>The mailbox with this address; null when there is none any more.</summary>
    public MailboxOptions? Mailbox(string address) => Mailboxes.FirstOrDefault(mailbox => string.Equals(mailbox.Address, address, StringComparison.OrdinalIgnoreCase));

    /// <summary>The mailbox of this id, if mail can be sent as it.</summary>
    public MailboxOptions? Sending(string? id) => Mailboxes.FirstOrDefault(mailbox => mailbox.Smtp.IsOn && mailbox.Id == id);

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (Mailboxes.Length > 0 && Secret.Length < 32) yield return "Email:Secret must have at least 32 characters.";
        foreach (var problem in Mailboxes.SelectMany(mailbox => mailbox.Problems())) yield return problem;
        if (RetryPause < TimeSpan.FromSeconds(1) || GiveUpAfter < RetryPause) yield return "Email:RetryPause must be at least a second, and Email:GiveUpAfter not shorter.";
        foreach (var (address, count) in Mailboxes.CountBy(m => m.Address, StringComparer.OrdinalIgnoreCase).Where(m => m.Value > 1))
            yield return $"Email:Mailboxes has {count} mailboxes with the address {address}.";
        foreach (var (id, count) in Mailboxes.CountBy(m => m.Id, StringComparer.Ordinal).Where(m => m.Value > 1)) yield return $"Email:Mailboxes has '{id}' {count} times.";
    }
}

/// <summary>A mailbox that the hub reads: one entry of <c>Email:Mailboxes</c>.</summary>
public sealed partial record MailboxOptions
{
    /// <summary>Lower-case letters, digits and -, 1 to 40. The position in the mailbox is kept under it.</summary>
    public string Id { get; init; } = "";

    /// <summary>The address that citizens write to.</summary>
    public string Address { get; init; } = "";

    /// <summary>The name that citizens see as sender, such as that of the municipality; empty for none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The IMAP server.</summary>
    public string Host { get; init; } = "";

    public int Port { get; init; } = 993;

    public MailSecurity Security { get; init; } = MailSecurity.Tls;

    /// <summary>PEM file of the one authority that is trusted to sign the server's certificate; empty for the system's.</summary>
    public string AuthorityFile { get; init; } = "";

    public string User { get; init; } = "";

    /// <summary>The password; or <see cref="TokenFile"/>, or <see cref="Token"/>.</summary>
    public string Password { get; init; } = "";

    /// <summary>A file with an OAuth 2 access token, read at each connection; something else keeps it fresh.</summary>
    public string TokenFile { get; init; } = "";

    /// <summary>Where the hub itself gets access tokens.</summary>
    public TokenOptions Token { get; init; } = new();

    /// <summary>What sends the mailbox's mail.</summary>
    public SmtpOptions Smtp { get; init; } = new();

    public string Folder { get; init; } = "INBOX";

    /// <summary>Where conversations that mail opens belong; null for the default department.</summary>
    public string? Department { get; init; }

    /// <summary>How often a server without IDLE is asked.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the server may be silent while an answer is due.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Of a larger mail only the header is taken, and a notice stands in for it.</summary>
    public int MostBytes { get; init; } = 25 * 1024 * 1024;

    /// <summary>The authserv-id of the own mail exchanger, whose Authentication-Results (RFC 8601) are believed; empty: nobody's.</summary>
    public string AuthenticationServer { get; init; } = "";

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        var path = $"Email:Mailboxes:{Id}";
        if (!IdForm().IsMatch(Id)) yield return $"Email:Mailboxes: '{Id}' is not an id; use 1 to 40 lower-case letters, digits or -.";
        if (!AddressForm().IsMatch(Address)) yield return $"{path}:Address is not an address such as cozum@ornek.bel.tr.";
        if (Host.Length == 0) yield return $"{path}:Host is missing.";
        if (Port is < 1 or > 65_535) yield return $"{path}:Port must be between 1 and 65535.";
        if (User.Length == 0) yield return $"{path}:User is missing.";
        if (new[] { Password.Length > 0, TokenFile.Length > 0, Token.IsOn }.Count(given => given) != 1) yield return $"{path} needs either Password or TokenFile or Token.";
        if (Security == MailSecurity.None && !Authorities.IsThisMachine(Host)) yield return $"{path}:Security may only be None for a server on this machine.";
        if (PollInterval < TimeSpan.FromSeconds(1) || Timeout < TimeSpan.FromSeconds(1)) yield return $"{path}:PollInterval and Timeout must be at least a second.";
        if (MostBytes is < 1_024 or > FileStore.MaxBytes) yield return $"{path}:MostBytes must be between 1024 and {FileStore.MaxBytes}.";
        if (Authorities.Problem(AuthorityFile, path) is { } authority) yield return authority;
        if (Smtp.IsOn && OutgoingAddress.OnTheWire(Address) is null) yield return $"{path}:Address is not one that mail can be sent as.";
        foreach (var problem in Smtp.Problems(path + ":Smtp").Concat(Token.Problems(path + ":Token"))) yield return problem;
    }

    /// <summary>How the IMAP server is spoken to.</summary>
    public MailServer Imap() => new(Host, Port, Security, Authorities.Read(AuthorityFile), Timeout, MostBytes + (1024 * 1024));

    /// <summary>Without password.</summary>
    public override string ToString() => $"{nameof(MailboxOptions)} {Id}";

    [GeneratedRegex(@"^[a-z0-9-]{1,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^[^@\s+]+@[^@\s]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex AddressForm();
}
