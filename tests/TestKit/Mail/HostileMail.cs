using System.Text;

namespace ContactHub.TestKit;

/// <summary>Mails of about one megabyte that are made to cost more than their length.</summary>
public static class HostileMail
{
    private const int Size = 1024 * 1024;
    private const string Head = "From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n";
    private const string Plain = Head + "Content-Type: text/plain; charset=utf-8\r\n";
    private const string Html = Head + "Content-Type: text/html; charset=utf-8\r\n\r\n";

    /// <summary>By what they attack.</summary>
    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = new Dictionary<string, Func<byte[]>>(StringComparer.Ordinal)
    {
        ["nested-multiparts"] = () => Bytes(Head + Numbered(i => $"Content-Type: multipart/mixed; boundary=\"b{i}\"\r\n\r\n--b{i}\r\n")),
        ["nested-multiparts-without-boundary"] = () => Bytes(Head + Fill("Content-Type: multipart/mixed\r\n\r\n--b\r\n")),
        ["nested-multiparts-with-a-wrong-boundary"] = () => Bytes(Head + Numbered(i => $"Content-Type: multipart/mixed; boundary=\"x{i}\"\r\n\r\n--b{i}\r\n")),
        ["nested-messages"] = () => Bytes(Head + Fill("Content-Type: message/rfc822\r\n\r\n")),
        ["a-million-boundaries"] = () => Bytes(Head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + Fill("--b\n")),
        ["almost-boundaries"] = () => Bytes(Head + "Content-Type: multipart/mixed; boundary=" + new string('b', 70) + "\r\n\r\n" + Fill("--" + new string('b', 69) + "\n")),
        ["boundaries-without-parameter"] = () => Bytes(Head + "Content-Type: multipart/mixed\r\n\r\n" + Numbered(i => $"--b{i}\nContent-Type: multipart/mixed\n\n")),
        ["huge-field"] = () => Bytes(Head + "Subject: " + Fill("=?utf-8?Q?=C4=B1?= ") + "\r\n\r\nx"),
        ["folded-field"] = () => Bytes(Head + "Subject: x\r\n" + Fill(" =?utf-8?Q?\r\n") + "\r\nx"),
        ["million-fields"] = () => Bytes(Head + Fill("X: y\r\n") + "\r\nx"),
        ["million-recipients"] = () => Bytes(Head + "To: " + Fill("a@b.c,\r\n ") + "\r\n\r\nx"),
        ["many-long-fields"] = () => Bytes(Head + Fill("To: " + new string('(', 60_000) + "\r\n") + "\r\nx"),
        ["unclosed-comments"] = () => Bytes(Head + "To: " + new string('(', Size) + "\r\n\r\nx"),
        ["unclosed-quotes"] = () => Bytes(Head + "To: " + Fill("\"a\\") + "\r\n\r\nx"),
        ["open-angles"] = () => Bytes(Head + "To: " + new string('<', Size) + "\r\nReferences: " + new string('<', Size / 2) + "\r\n\r\nx"),
        ["open-groups"] = () => Bytes(Head + "To: " + Fill("a:b;") + "\r\n\r\nx"),
        ["encoded-words-without-end"] = () => Bytes(Head + "Subject: " + Fill("=?utf-8?B?") + "\r\n\r\nx"),
        ["encoded-words-in-names"] = () => Bytes(Head + "To: " + Fill("=?utf-8?Q?a?= <a@b>,") + "\r\n\r\nx"),
        ["parameters"] = () => Bytes(Head + "Content-Type: text/plain;" + Numbered(i => $" a*{i}*=%41;") + "\r\n\r\nx"),
        ["parameter-comments"] = () => Bytes(Head + "Content-Disposition: x;" + new string('(', Size) + "\r\n\r\nx"),
        ["carriage-returns"] = () => Bytes(Head + "\r\n" + new string('\r', Size)),
        ["carriage-returns-first"] = () => Bytes(new string('\r', Size)),
        ["line-feeds"] = () => Bytes(new string('\n', Size)),
        ["nul-bytes"] = () => new byte[Size],
        ["blank-continuations"] = () => Bytes(Head + Fill(" \r\n") + "x"),
        ["lines-that-are-no-fields"] = () => Bytes(Fill("no field\r\nSubject: x\r\n")),
        ["base64-of-one-letter"] = () => Bytes(Head + "Content-Transfer-Encoding: base64\r\n\r\n" + Fill("=!A\r\n")),
        ["quoted-printable-blanks"] = () => Bytes(Plain + "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + Fill("=" + new string(' ', 90))),
        ["quoted-printable-equals"] = () => Bytes(Plain + "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + new string('=', Size)),
        ["quoted-printable-line-of-blanks"] = () => Bytes(Plain + "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + new string(' ', Size)),
        ["uuencode-beginnings"] = () => Bytes(Plain + "\r\n" + Fill("begin 644 a\r\n#0V%T\r\n")),
        ["yenc-beginnings"] = () => Bytes(Plain + "\r\n" + Fill("=ybegin line=1 size=1 name=a\r\n")),
        ["flowed"] = () => Bytes(Head + "Content-Type: text/plain; format=flowed\r\n\r\n" + Fill("> \r\n>> a \r\n")),
        ["nested-tags"] = () => Bytes(Html + Fill("<div>")),
        ["nested-formatting"] = () => Bytes(Html + Fill("<b><i><p>")),
        ["unclosed-links"] = () => Bytes(Html + Fill("<a href=x><p>")),
        ["nested-tables"] = () => Bytes(Html + Fill("<table><tr><td>")),
        ["attributes"] = () => Bytes(Html + "<p " + Numbered(i => $"a{i} ") + ">x"),
        ["attributes-behind-a-long-one"] = () => Bytes(Html + "<p x=\"" + new string('a', 70_000) + "\" " + Numbered(i => $"a{i} ") + ">x"),
        ["misnested"] = () => Bytes(Html + Fill("<b><p></b>")),
        ["many-links"] = () => Bytes(Html + Fill("<a href=https://e.org/>x</a><br>")),
        ["unclosed-tag"] = () => Bytes(Html + new string('<', Size)),
        ["unclosed-comment"] = () => Bytes(Html + Fill("<!--")),
        ["entities"] = () => Bytes(Html + Fill("&amp;&notit;&#x41")),
        ["cids"] = () => Bytes(Html + Fill("<img src=cid:a>")),
        ["plain-bounce"] = () => Bytes("Return-Path: <>\r\nSubject: failure notice\r\n\r\n" + Fill("<a@b.c>: 550\r\n")),
        ["delivery-status"] = () => Bytes(Head + "Content-Type: message/delivery-status\r\n\r\n" + Fill("Final-Recipient: rfc822; a@b\r\n\r\nx\r\n")),
        ["quotes"] = () => Bytes(Plain + "\r\n" + Fill("> a\r\n1 wrote\r\n")),
        ["tnef"] = () => [.. Bytes(Head + "Content-Type: application/ms-tnef\r\n\r\n"), 0x78, 0x9F, 0x3E, 0x22, 1, 0, .. new byte[Size]],
        ["tnef-attributes"] = () => [.. Bytes(Head + "Content-Type: application/ms-tnef\r\n\r\n"), 0x78, 0x9F, 0x3E, 0x22, 1, 0, .. Enumerable.Repeat<byte[]>([2, 0x02, 0x90, 6, 0, 0, 0, 0, 0, 0, 0], 90_000).SelectMany(attribute => attribute)],
    };

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static string Fill(string piece) => new StringBuilder(Size).Insert(0, piece, Size / piece.Length).ToString();

    private static string Numbered(Func<int, string> piece)
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < Size; i++) text.Append(piece(i));
        return text.ToString();
    }
}
