using System.Text;

namespace ContactHub.Files;

/// <summary>
/// Finds out what a file is by looking at its bytes; what a client or a name says is not believed. Signatures: the formats' own specifications, as
/// collected in the WHATWG MIME Sniffing Standard and the list of file signatures of Wikipedia.
/// </summary>
public static class FileTypes
{
    /// <summary>Bytes that are looked at, at most, beside the table of contents of an archive.</summary>
    public const int HeadLength = 64 * 1024;

    private static readonly FileType Jpeg = new("image/jpeg", FileKind.Image, "jpg jpeg jpe jfif");
    private static readonly FileType Png = new("image/png", FileKind.Image, "png");
    private static readonly FileType Gif = new("image/gif", FileKind.Image, "gif");
    private static readonly FileType WebP = new("image/webp", FileKind.Image, "webp");
    private static readonly FileType Bmp = new("image/bmp", FileKind.Image, "bmp");
    private static readonly FileType Tiff = new("image/tiff", FileKind.Image, "tif tiff");
    private static readonly FileType Pdf = new("application/pdf", FileKind.Pdf, "pdf");
    private static readonly FileType Rtf = new("application/rtf", FileKind.Office, "rtf");
    private static readonly FileType Mp3 = new("audio/mpeg", FileKind.Audio, "mp3");
    private static readonly FileType Aac = new("audio/aac", FileKind.Audio, "aac");
    private static readonly FileType Ogg = new("audio/ogg", FileKind.Audio, "ogg oga opus");
    private static readonly FileType Wav = new("audio/wav", FileKind.Audio, "wav");
    private static readonly FileType Flac = new("audio/flac", FileKind.Audio, "flac");
    private static readonly FileType Amr = new("audio/amr", FileKind.Audio, "amr");
    private static readonly FileType Avi = new("video/x-msvideo", FileKind.Video, "avi");
    private static readonly FileType WebM = new("video/webm", FileKind.Video, "webm mkv weba");
    private static readonly FileType Text = new("text/plain", FileKind.Text, "txt csv tsv log md json ics vcf srt");

    private static readonly FileType[] OldOffice =
    [
        new("application/msword", FileKind.Office, "doc dot"),
        new("application/vnd.ms-excel", FileKind.Office, "xls xlt"),
        new("application/vnd.ms-powerpoint", FileKind.Office, "ppt pps"),
    ];

    /// <summary>What the file is; null when it is nothing that the hub knows.</summary>
    /// <param name="content">All of it; where it stands afterwards is not said.</param>
    /// <param name="name">Tells apart what looks the same in bytes: Word, Excel and PowerPoint of before 2007.</param>
    public static FileType? Of(Stream content, string? name)
    {
        var head = new byte[(int)Math.Min(HeadLength, content.Length)];
        content.Position = 0;
        content.ReadExactly(head);
        return head.AsSpan().StartsWith("PK\u0003\u0004"u8) ? ZipTypes.Of(content) : Of(head, name);
    }

    private static FileType? Of(ReadOnlySpan<byte> head, string? name)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return Jpeg;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return Png;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return Gif;
        if (head.StartsWith("RIFF"u8) && head.Length >= 12) return Riff(head[8..12]);
        if (head.StartsWith("%PDF-"u8)) return Pdf;
        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8)) return MediaBrands.Of(head[8..12]);
        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8)) return Tiff;
        if (head.StartsWith("BM"u8) && head.Length > 26 && head[14] is 12 or 40 or 52 or 56 or 108 or 124 && head[15] == 0) return Bmp;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])) return Old(name);
        if (head.StartsWith("{\\rtf"u8)) return Rtf;
        return Sound(head) ?? (IsText(head) ? Text : null);
    }

    private static FileType? Riff(ReadOnlySpan<byte> form) =>
        form.SequenceEqual("WEBP"u8) ? WebP : form.SequenceEqual("WAVE"u8) ? Wav : form.SequenceEqual("AVI "u8) ? Avi : null;

    private static FileType? Sound(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("OggS"u8)) return Ogg;
        if (head.StartsWith("fLaC"u8)) return Flac;
        if (head.StartsWith("#!AMR"u8)) return Amr;
        if (head.StartsWith("ID3"u8)) return Mp3;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3])) return WebM;
        // A frame of MPEG audio: eleven bits set, then version and layer, neither of them the reserved value.
        if (head.Length < 4 || head[0] != 0xFF || (head[1] & 0xE0) != 0xE0 || (head[1] & 0x18) == 0x08) return null;
        return (head[1] & 0xF6) == 0xF0 ? Aac : (head[1] & 0x06) == 0x02 && (head[2] & 0xF0) is not (0xF0 or 0x00) ? Mp3 : null;
    }

    /// <summary>An OLE file may be an installer or a mail too; it is what its name says, or nothing that is known.</summary>
    private static FileType? Old(string? name) =>
        Array.Find(OldOffice, type => type.Extensions.Any(e => name?.EndsWith("." + e, StringComparison.OrdinalIgnoreCase) == true));

    /// <summary>UTF-8, UTF-16 with its mark, or an older code page; without what no text has, and nothing that a browser would run as a page.</summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty) return false;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return !IsMarkup((head[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(head[2..]));
        foreach (var c in head)
        {
            if (c < 0x20 && c is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1B) || c == 0x7F) return false;
        }

        return !head.StartsWith("#!"u8) && !IsMarkup(Encoding.UTF8.GetString(head));
    }

    private static bool IsMarkup(string text)
    {
        var start = text.AsSpan().TrimStart("\uFEFF \t\r\n\f");
        return start is ['<', var next, ..] && (char.IsAsciiLetter(next) || next is '!' or '?' or '/');
    }
}
