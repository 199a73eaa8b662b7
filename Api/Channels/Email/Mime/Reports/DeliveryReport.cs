using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ContactHub.Email;

/// <summary>Delivery reports (RFC 3464; addresses of RFC 6533; the form around them RFC 6522).</summary>
internal static class DeliveryReport
{
    public static MailBounce? Read(MimePart root, MimeContext context)
    {
        if (Find(root, part => part.MediaType is "message/delivery-status" or "message/global-delivery-status") is not { } status) return null;
        var recipients = ImmutableArray.CreateBuilder<BounceRecipient>();
        string? envelope = null;
        string? named = null;
        foreach (var group in Groups(PartDecoder.Decode(status, context), context))
        {
            // Gmail's name for it; Exchange answers the mail instead.
            named ??= group.First("X-Original-Message-ID");
            envelope ??= group.First("Original-Envelope-Id")?.Trim();
            var address = Typed(group.First("Final-Recipient") ?? group.First("Original-Recipient"));
            if (address is null) continue;
            if (recipients.Count >= context.Limits.Addresses)
            {
                context.Defect(MimeDefect.TooManyAddresses);
                break;
            }

            var code = Word(group.First("Status"));
            var action = Word(group.First("Action"))?.ToLowerInvariant();
            if (action is null) context.Defect(MimeDefect.InvalidReport);
            recipients.Add(new BounceRecipient(
                Address(address), action ?? (code?.StartsWith('4') == true ? "delayed" : "failed"), code, Typed(group.First("Diagnostic-Code"))));
        }

        if (recipients.Count == 0) context.Defect(MimeDefect.InvalidReport);
        return new MailBounce(recipients.DrainToImmutable(), OriginalMessageId(root, context) ?? Id(named ?? root.Headers.First("In-Reply-To"), context), envelope);
    }

    /// <summary>The Message-ID of the mail that is enclosed, whole or only its header.</summary>
    public static string? OriginalMessageId(MimePart root, MimeContext context)
    {
        var enclosed = Find(root, part => part.MediaType is "message/rfc822" or "message/global" or "text/rfc822-headers" or "message/rfc822-headers" or "message/global-headers" or "text/rfc822");
        if (enclosed is null) return null;
        var scanner = new LineScanner(PartDecoder.Decode(enclosed, context));
        var header = HeaderReader.Read(ref scanner, new BoundaryStack(), context);
        return Id(header.First("Message-ID"), context);
    }

    private static string? Id(string? value, MimeContext context) => value is null ? null : MessageIds.Parse(value, context).FirstOrDefault();

    private static MimePart? Find(MimePart part, Func<MimePart, bool> wanted)
    {
        if (wanted(part)) return part;
        foreach (var child in part.Children)
        {
            if (Find(child, wanted) is { } found) return found;
        }

        return null;
    }

    /// <summary>The report is a row of headers: one of the mail, one of each recipient.</summary>
    private static List<HeaderBlock> Groups(ReadOnlyMemory<byte> bytes, MimeContext context)
    {
        var groups = new List<HeaderBlock>();
        var scanner = new LineScanner(bytes);
        while (scanner.Next < bytes.Length && groups.Count <= context.Limits.Addresses)
        {
            var before = scanner.Next;
            var group = HeaderReader.Read(ref scanner, new BoundaryStack(), context);
            if (group.Fields.Count > 0) groups.Add(group);
            // A line that is no field ends a header; here it is stepped over.
            if (scanner.Next == before) scanner.Read();
        }

        return groups;
    }

    /// <summary>What follows the type in <c>rfc822; user@example.org</c> and <c>smtp; 550 ...</c>.</summary>
    private static string? Typed(string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) return null;
        var semicolon = value.IndexOf(';', StringComparison.Ordinal);
        var type = semicolon > 0 && value.AsSpan(0, semicolon).Trim().IndexOfAny(" @<") < 0;
        return OneLine(type ? value[(semicolon + 1)..] : value);
    }

    private static string Address(string text)
    {
        var bare = text.Trim('<', '>', ' ');
        if (!bare.Contains("\\x{", StringComparison.Ordinal)) return bare;
        var result = new StringBuilder();
        for (var at = 0; at < bare.Length; at++)
        {
            var end = bare.AsSpan(at).StartsWith("\\x{") ? bare.IndexOf('}', at, Math.Min(10, bare.Length - at)) : -1;
            if (end > 0 && int.TryParse(bare.AsSpan(at + 3, end - at - 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code))
            {
                result.Append(new Rune(code).ToString());
                at = end;
            }
            else
            {
                result.Append(bare[at]);
            }
        }

        return result.ToString();
    }

    private static string? Word(string? value) => value?.Split((char[])[' ', '(', ';'], 2, StringSplitOptions.TrimEntries)[0] is { Length: > 0 } word ? word : null;

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
