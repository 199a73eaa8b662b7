using System.Text.RegularExpressions;

namespace ContactHub.Email;

/// <summary>How mail programs mark a quotation, in Turkish and English. Every pattern looks at a bounded part of a line.</summary>
internal static partial class QuoteMarks
{
    public const int LongestSignature = 12;

    private const int LongestIntroduction = 4;
    private const int LongestLine = 400;

    public static bool IsQuoted(string line) => line.StartsWith('>') || line.StartsWith(" >", StringComparison.Ordinal);

    public static bool IsSignatureLine(string line) => line is "-- " or "--" or "-- \r" or "—" or "__";

    /// <summary>"iPhone'umdan gönderildi", "Sent from my Galaxy", "Get Outlook for Android".</summary>
    public static bool IsDeviceLine(string line) => line.Length < LongestLine && Device().IsMatch(line);

    /// <summary>"-----Özgün İleti-----", "---------- Forwarded message ---------".</summary>
    public static bool IsOriginalLine(string line) => line.Length < LongestLine && Original().IsMatch(line);

    public static bool IsFromLine(string line) => line.Length < LongestLine && From().IsMatch(line);

    /// <summary>A line of the header that Outlook puts above the old mail.</summary>
    public static bool IsHeaderLine(string line) => line.Length < LongestLine && Header().IsMatch(line);

    /// <summary>The line above such a header.</summary>
    public static bool IsRule(string line) => line.Length is > 4 and < LongestLine && line.AsSpan().Trim().IndexOfAnyExcept('_', '-') < 0;

    /// <summary>How many lines, from this one, are the sentence before a quotation ("... tarihinde ... şunu yazdı:"); 0 for none.</summary>
    public static int IntroductionLines(string[] lines, int at)
    {
        if (lines[at].Length is 0 or > LongestLine || !Begins().IsMatch(lines[at])) return 0;
        var sentence = "";
        for (var count = 1; count <= LongestIntroduction && at + count <= lines.Length; count++)
        {
            var line = lines[at + count - 1].Trim();
            if (line.Length is 0 or > LongestLine) return 0;
            sentence = sentence.Length == 0 ? line : sentence + " " + line;
            if (line[^1] == ':' && Introduction().IsMatch(sentence)) return count;
        }

        return 0;
    }

    [GeneratedRegex("""^\W{0,3}(?:(?:iPhone|iPad|Samsung|Android|Galaxy|Huawei|Xiaomi|Windows Phone|Yahoo|Mail)\S{0,20}.{0,60}\b(?:gönderildi|gönderilmiştir)|Outlook for (?:iOS|Android).{0,20}(?:edinin|alın)|(?:iOS|Android) için Outlook|Sent from (?:my|Mail|Outlook|Yahoo|Proton)|Get Outlook for|.{0,40}(?:telefonumdan|cihazımdan) gönderildi|Gesendet von)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();

    [GeneratedRegex("""^\s{0,3}-{2,20}\s?(?:Özgün İleti|Özgün Mesaj|Orijinal (?:Mesaj|İleti)|Original (?:Message|Appointment)|İletilen (?:ileti|mesaj)|Yönlendirilen (?:ileti|mesaj)|Forwarded message|Alıntılanan metin)\s?-{2,20}""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Original();

    [GeneratedRegex("""^\s{0,3}\*?(?:Kimden|Gönderen|From)\s?:\*?\s""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex From();

    [GeneratedRegex("""^\s{0,3}\*?(?:Kimden|Gönderen|From|Gönderildi|Gönderme Tarihi|Gönderilme Tarihi|Tarih|Sent|Date|Kime|Alıcı|To|Bilgi|Cc|Konu|Subject)\s?:""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Header();

    // Cheap, on every line: a date or a weekday, or a name before an address.
    [GeneratedRegex("""\d|^\s{0,3}(?:On |Le |Am )|@""", RegexOptions.CultureInvariant)]
    private static partial Regex Begins();

    [GeneratedRegex("""(?:tarihinde|tarihli|günü|saat\b).{0,250}(?:yazdı|yazmış|şöyle yazdı)\s?:\s?$|^.{0,100}<[^<>\s]{1,200}>.{0,150}(?:tarihinde.{0,60})?(?:yazdı)\s?:\s?$|^\s?On\b.{4,300}\bwrote\s?:\s?$|^.{0,150}@.{1,120}\bwrote\s?:\s?$|^\s?\d{4}-\d\d-\d\d.{1,200}(?:wrote|yazdı)?\s?:\s?$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Introduction();
}
