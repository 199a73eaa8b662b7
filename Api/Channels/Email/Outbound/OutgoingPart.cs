using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace ContactHub.Email;

/// <summary>A part of a mail to be written: its own fields, and a body that is encoded already.</summary>
internal abstract partial record OutgoingPart
{
    /// <summary>Text: quoted-printable, or base64 where that is shorter.</summary>
    public static OutgoingPart Text(string type, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));
        var isForeign = bytes.Count(b => b is 0 or > 127) > bytes.Length / 3;
        var fields = new HeaderWriter().Parameters("Content-Type", type, ("charset", "utf-8")).Field("Content-Transfer-Encoding", isForeign ? "base64" : "quoted-printable");
        return new Leaf(fields.ToBytes(), isForeign ? Base64(bytes) : QuotedPrintableEncoder.Encode(bytes));
    }

    /// <summary>A file beside the text, or an image in it.</summary>
    public static OutgoingPart File(OutgoingFile file)
    {
        var fields = new HeaderWriter()
            .Field("Content-Type", Type(file.ContentType))
            .Parameters("Content-Disposition", file.IsShown ? "inline" : "attachment", ("filename", file.Name))
            .Field("Content-Transfer-Encoding", "base64");
        if (file.IsShown) fields.Ids("Content-ID", [file.ContentId!]);
        return new Leaf(fields.ToBytes(), Base64(file.Content.Span));
    }

    /// <summary>Messages and multiparts may not be in base64 (RFC 2046), so they go as bytes; and so does what names no type.</summary>
    private static string Type(string type) =>
        TypeForm().IsMatch(type) && !type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) && !type.StartsWith("message/", StringComparison.OrdinalIgnoreCase)
            ? type.ToLowerInvariant() : "application/octet-stream";

    private static byte[] Base64(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks));

    [GeneratedRegex(@"^[A-Za-z0-9!#$&^_.+-]{1,60}/[A-Za-z0-9!#$&^_.+-]{1,60}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TypeForm();
}

/// <summary>A part with a body of its own.</summary>
internal sealed record Leaf(byte[] Fields, byte[] Body) : OutgoingPart;

/// <summary>Parts together.</summary>
/// <param name="Kind">alternative, related or mixed.</param>
internal sealed record Multipart(string Kind, ImmutableArray<OutgoingPart> Parts) : OutgoingPart;
