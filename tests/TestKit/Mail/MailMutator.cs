using System.Text;

namespace ContactHub.TestKit;

/// <summary>Changes mails at random, mostly where readers decide something. The same source of randomness gives the same mails.</summary>
public sealed class MailMutator(Random random)
{
    private const int MostChanges = 12;

    private static readonly byte[][] Seeds = [.. MailCorpus.Names.Where(name => !name.StartsWith("too-", StringComparison.Ordinal)).Select(MailCorpus.Read)];

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\r\n", "\n", "\r", "\r\r\n", "\r\n\r\n", "\t", " ", "\0", ":", ";", ",", "\"", "\\", "(", ")", "<", ">", "@", "=", "=?", "?=", "=?utf-8?Q?", "=?utf-8?B?", "_", "=C4", "=C4=B1", "=\r\n",
            "--b1", "--b1\r\n", "--b1--\r\n", "--b2\r\n", "--", "-- \r\n", "boundary=b1", "boundary=\"\"", "Content-Type: multipart/mixed; boundary=b1\r\n\r\n", "Content-Type: text/html\r\n\r\n",
            "Content-Type: message/rfc822\r\n\r\n", "Content-Type: application/ms-tnef\r\n", "Content-Type: application/pkcs7-mime\r\n", "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n",
            "Content-Transfer-Encoding: x-uuencode\r\n", "charset=", "charset=utf-7", "charset=utf-16", "charset=iso-2022-jp", "charset=gb18030", "filename*=utf-8''%C4%B1", "filename*0*=", "filename*9=", "format=flowed", "delsp=yes",
            "begin 644 a\r\n", "#0V%T\r\n", "end\r\n", "=ybegin line=1 size=1 name=a\r\n", "=yend size=1\r\n", "From ", "From: ", "Subject: ", "Date: ", "Return-Path: <>\r\n", "X-Failed-Recipients: a@b\r\n",
            "<div>", "</div>", "<table>", "<svg>", "<style>", "<!--", "-->", "<![CDATA[", "<a href=\"javascript:x\">", "<img src=cid:a>", "&#0;", "&#x110000;", "&amp", "{\\rtf1 \\u-1?", "Final-Recipient: rfc822; a@b\r\n",
        }.Select(Encoding.Latin1.GetBytes),
        [0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF], [0xC4], [0xB1], [0xED, 0xA0, 0x80], [0x78, 0x9F, 0x3E, 0x22], [0x30, 0x80], [0xFF, 0xFF, 0xFF, 0x7F], [0x1B, 0x24, 0x42],
    ];

    /// <summary>A mail of the corpus with some changes.</summary>
    public byte[] Next()
    {
        var mail = new List<byte>(Any(Seeds));
        for (var changes = random.Next(1, MostChanges); changes > 0; changes--) Change(mail);
        return [.. mail];
    }

    private void Change(List<byte> mail)
    {
        var at = random.Next(mail.Count + 1);
        var length = Math.Min(random.Next(1, 80), mail.Count - at);
        switch (random.Next(8))
        {
            case 0 when at < mail.Count:
                mail[at] = (byte)random.Next(256);
                break;
            case 1 when at < mail.Count:
                mail[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                mail.RemoveRange(at, length);
                break;
            case 3:
                mail.InsertRange(random.Next(mail.Count + 1), mail.GetRange(at, length));
                break;
            case 4:
                mail.RemoveRange(at, mail.Count - at);
                break;
            case 5:
                var other = Any(Seeds);
                mail.InsertRange(at, other.AsSpan(random.Next(other.Length + 1)).ToArray());
                break;
            default:
                mail.InsertRange(at, Any(Pieces));
                break;
        }
    }

    private T Any<T>(T[] of) => of[random.Next(of.Length)];
}
