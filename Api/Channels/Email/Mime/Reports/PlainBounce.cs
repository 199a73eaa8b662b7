using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ContactHub.Email;

/// <summary>
/// Delivery reports in words, of servers that predate RFC 3464 or ignore it: qmail (QSBMF, cr.yp.to/proto/qsbmf.txt), Exim, Exchange and the
/// like. Only a mail that a machine sent about a failed delivery is looked at, so that a citizen who quotes one is not taken for one.
/// </summary>
internal static partial class PlainBounce
{
    private const int Within = 20_000;
    private const int MostRecipients = 50;

    private static readonly string[] Copies =
        ["--- Below this line is a copy of the message", "------ This is a copy of", "--- The header of the original message", "Original message headers:", "----- Original message -----", "--- Original message follows", "Özgün ileti üstbilgileri:"];

    public static MailBounce? Read(HeaderBlock headers, MailAddress? from, string? subject, MailParts contents, MimeContext context)
    {
        var text = contents.Text ?? "";
        if (text.Length > Within) text = text[..Within];
        var failed = headers.All("X-Failed-Recipients").SelectMany(value => AddressList.Parse(value, context)).Select(address => address.Address).ToList();
        var known = text.StartsWith("Hi. This is the", StringComparison.Ordinal) || failed.Count > 0;
        if (!known && !(IsMachine(headers, from) && Subject().IsMatch(subject ?? ""))) return null;

        var (body, copy) = Cut(text);
        context.Did(text.Length);
        var recipients = ImmutableArray.CreateBuilder<BounceRecipient>();
        var delayed = Delayed().IsMatch(subject ?? "") || Delayed().IsMatch(body);
        foreach (var (address, words) in Paragraphs(body, failed))
        {
            var status = Status().Match(words) is { Success: true } enhanced ? enhanced.Value : Reply().Match(words) is { Success: true } reply ? reply.Value[0] + ".0.0" : null;
            recipients.Add(new BounceRecipient(address, delayed || status?[0] == '4' ? "delayed" : "failed", status, words.Length == 0 ? null : words));
        }

        foreach (var address in failed.Where(address => !recipients.Any(known => known.Address.Equals(address, StringComparison.OrdinalIgnoreCase))).Take(MostRecipients))
            recipients.Add(new BounceRecipient(address, delayed ? "delayed" : "failed", null, null));
        if (recipients.Count == 0) return null;
        context.Defect(MimeDefect.PlainBounce);
        return new MailBounce(recipients.DrainToImmutable(), Original(contents, copy, context), null);
    }

    private static bool IsMachine(HeaderBlock headers, MailAddress? from) =>
        headers.First("Return-Path")?.Replace(" ", "", StringComparison.Ordinal) == "<>"
        || (from is not null && Machine().IsMatch(from.Address));

    private static (string Body, string Copy) Cut(string text)
    {
        var at = Copies.Select(mark => text.IndexOf(mark, StringComparison.OrdinalIgnoreCase)).Where(found => found >= 0).DefaultIfEmpty(-1).Min();
        return at < 0 ? (text, "") : (text[..at], text[at..]);
    }

    /// <summary>Each address that stands at the beginning of a line (or in brackets after a name), with the words up to the next one.</summary>
    private static IEnumerable<(string Address, string Words)> Paragraphs(string body, List<string> failed)
    {
        var found = Recipient().Matches(body).Where(match => failed.Count == 0 || failed.Contains(match.Groups["a"].Value, StringComparer.OrdinalIgnoreCase))
            .DistinctBy(match => match.Groups["a"].Value, StringComparer.OrdinalIgnoreCase).Take(MostRecipients).ToList();
        for (var i = 0; i < found.Count; i++)
        {
            var from = found[i].Index + found[i].Length;
            var to = i + 1 < found.Count ? found[i + 1].Index : body.Length;
            var words = string.Join(' ', body[from..Math.Max(from, to)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimStart(':', ' ', '-', '>', ')');
            yield return (found[i].Groups["a"].Value, words.Length > 500 ? words[..500] : words);
        }
    }

    private static string? Original(MailParts contents, string copy, MimeContext context)
    {
        var enclosed = contents.Attachments.FirstOrDefault(attachment => attachment.ContentType is "message/rfc822" or "text/rfc822-headers");
        if (enclosed is not null)
        {
            var scanner = new LineScanner(enclosed.Content);
            var header = HeaderReader.Read(ref scanner, new BoundaryStack(), context);
            if (header.First("Message-ID") is { } id) return MessageIds.Parse(id, context).FirstOrDefault();
        }

        return Id().Match(copy) is { Success: true } match ? match.Groups[1].Value : null;
    }

    [GeneratedRegex("^(mailer-daemon|postmaster|mail-daemon|microsoftexchange[0-9a-f]+)(@|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Machine();

    [GeneratedRegex("undeliver|delivery (has )?fail|delivery status|failure notice|returned mail|returned to sender|mail delivery|non.?delivery|could not be delivered|delayed|teslim edilemedi|iletilemedi|ulaştırılamadı|gönderilemedi|geri döndü", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Subject();

    [GeneratedRegex("\\bdelayed\\b|will (keep|continue) (on )?trying|not yet been delivered|still being retried|gecikti", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Delayed();

    [GeneratedRegex("""^[ \t]{0,8}(?:To:[ ]|[^<('\n@]{0,100}[<('])?(?<a>[^\s<>()"',;:@]{1,64}@[\w.-]{1,200}\w)[>)']?(?=[\s:<]|$)""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Recipient();

    [GeneratedRegex(@"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])", RegexOptions.CultureInvariant)]
    private static partial Regex Status();

    [GeneratedRegex(@"(?<![\d.])[45][0-5]\d(?=[ -])", RegexOptions.CultureInvariant)]
    private static partial Regex Reply();

    [GeneratedRegex(@"^Message-ID:\s{0,3}<([^<>\s]{1,900})>", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
