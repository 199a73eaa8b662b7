using System.Globalization;
using System.Net.Mime;
using System.Text;

namespace ContactHub.TestKit;

/// <summary>A well-formed mail as mail programs write them, and what was written into it.</summary>
/// <param name="Html">Null for a mail of text only.</param>
public sealed record OrdinaryMail(string FromName, string Subject, string Text, string? Html, IReadOnlyList<(string Name, byte[] Content)> Files, DateTimeOffset Date, byte[] Raw)
{
    private const string Letters = "abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ0123456789.,?!=_-:;()<>&'\"@/%+*€ß";

    /// <summary>The mail that this number stands for.</summary>
    public static OrdinaryMail Make(int seed)
    {
        var random = new Random(seed);
        // Quotes around a whole name are taken for the mail program's, not for the name's.
        var name = Words(random, 2).TrimEnd().TrimStart(' ', '"', '\'');
        if (name.Length == 0) name = "Ayşe";
        var subject = Words(random, random.Next(1, 12)).Trim();
        var text = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => Words(random, random.Next(0, 14)).TrimEnd() + "\n"));
        var html = random.Next(2) == 0 ? null : "<html><body>" + string.Concat(text.Split('\n').Select(line => $"<p>{System.Net.WebUtility.HtmlEncode(line)}</p>\n")) + "</body></html>";
        var files = Enumerable.Range(0, random.Next(4) == 0 ? random.Next(1, 3) : 0).Select(i => ($"{Words(random, 2).Trim().Replace('/', '-')} {i}.pdf", Content(random))).ToList();
        var date = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(30 * random.Next(-24, 28))).AddSeconds(random.Next(30_000_000));
        var mail = new StringBuilder();
        mail.Append("Return-Path: <vatandas@example.org>\r\nReceived: from mx.example.org (mx.example.org [192.0.2.7])\r\n\tby mail.belediye.example with ESMTPS id 4XyZ\r\n\tfor <cozum@belediye.example>; Sat, 21 Nov 2026 19:43:34 +0000 (UTC)\r\n");
        mail.Append(CultureInfo.InvariantCulture, $"From: {Word(name, random)} <vatandas@example.org>\r\nTo: cozum@belediye.example\r\nSubject: {Word(subject, random)}\r\n");
        mail.Append(CultureInfo.InvariantCulture, $"Date: {date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture)}{date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal)}\r\n");
        mail.Append(CultureInfo.InvariantCulture, $"Message-ID: <{seed}.{random.Next()}@example.org>\r\nMIME-Version: 1.0\r\n");
        var body = html is null ? Part("text/plain", text, random) : Multipart("alternative", seed, [Part("text/plain", text, random), Part("text/html", html, random)]);
        mail.Append(files.Count == 0 ? body : Multipart("mixed", ~seed, [body, .. files.Select(file => FilePart(file.Item1, file.Item2))]));
        return new OrdinaryMail(name, subject, text, html, files, date, Encoding.UTF8.GetBytes(mail.ToString()));
    }

    private static string Multipart(string kind, int id, string[] parts)
    {
        var boundary = string.Create(CultureInfo.InvariantCulture, $"=_Part_{id}_x");
        return $"Content-Type: multipart/{kind};\r\n\tboundary=\"{boundary}\"\r\n\r\nThis is a multi-part message in MIME format.\r\n" + string.Concat(parts.Select(part => $"--{boundary}\r\n{part}\r\n")) + $"--{boundary}--\r\n";
    }

    private static string Part(string type, string text, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal));
        var head = $"Content-Type: {type}; charset=\"utf-8\"\r\nContent-Transfer-Encoding: ";
        return random.Next(3) switch
        {
            0 => head + "8bit\r\n\r\n" + Encoding.UTF8.GetString(bytes),
            1 => head + "base64\r\n\r\n" + Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks),
            _ => head + "quoted-printable\r\n\r\n" + QuotedPrintable(bytes),
        };
    }

    private static string FilePart(string name, byte[] content) =>
        $"Content-Type: {MediaTypeNames.Application.Pdf}\r\nContent-Disposition: attachment;\r\n filename*=utf-8''{Uri.EscapeDataString(name)}\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)}";

    private static string QuotedPrintable(byte[] bytes)
    {
        var result = new StringBuilder();
        var column = 0;
        foreach (var b in bytes)
        {
            if (column > 70 && b is not ((byte)'\r' or (byte)'\n'))
            {
                result.Append("=\r\n");
                column = 0;
            }

            var plain = b is (byte)'\r' or (byte)'\n' or (>= 33 and <= 126 and not (byte)'=') or (byte)' ';
            result.Append(plain ? ((char)b).ToString() : $"={b:X2}");
            column = b == '\n' ? 0 : column + (plain ? 1 : 3);
        }

        return result.ToString();
    }

    /// <summary>Encoded words of at most 75 characters, none of which cuts a character.</summary>
    private static string Word(string text, Random random)
    {
        var words = new List<string>();
        var base64 = random.Next(2) == 0;
        var piece = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            piece.Append(rune.ToString());
            if (piece.Length >= 14) Flush();
        }

        Flush();
        return string.Join("\r\n ", words);

        void Flush()
        {
            if (piece.Length == 0) return;
            var bytes = Encoding.UTF8.GetBytes(piece.ToString());
            words.Add(base64 ? $"=?UTF-8?B?{Convert.ToBase64String(bytes)}?=" : $"=?utf-8?Q?{string.Concat(bytes.Select(b => char.IsAsciiLetterOrDigit((char)b) ? ((char)b).ToString() : b == ' ' ? "_" : $"={b:X2}"))}?=");
            piece.Clear();
        }
    }

    private static string Words(Random random, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 11)).Select(_ => Letters[random.Next(Letters.Length)])) + " "));

    private static byte[] Content(Random random)
    {
        var bytes = new byte[random.Next(1, 20_000)];
        random.NextBytes(bytes);
        return bytes;
    }
}
