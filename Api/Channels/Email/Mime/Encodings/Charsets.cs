using System.Collections.Frozen;
using System.Text;
using System.Text.Unicode;

namespace ContactHub.Email;

/// <summary>
/// Names of charsets as they occur in mail, and what is tried when the name or the bytes are wrong: what was declared, then strict UTF-8, then
/// windows-1254. The ISO names of Latin alphabets mean the Windows ones, as in browsers (WHATWG Encoding Standard): senders mix them up.
/// </summary>
internal static class Charsets
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["uft8"] = "utf-8", ["utf"] = "utf-8", ["utf8mb4"] = "utf-8", ["unicode11utf8"] = "utf-8", ["cp65001"] = "utf-8", ["65001"] = "utf-8", ["unicode"] = "utf-8",
        ["iso88599"] = "windows-1254", ["88599"] = "windows-1254", ["latin5"] = "windows-1254", ["l5"] = "windows-1254", ["turkish"] = "windows-1254",
        ["tr"] = "windows-1254", ["csisolatin5"] = "windows-1254", ["isoir148"] = "windows-1254", ["iso885991989"] = "windows-1254", ["isolatin5"] = "windows-1254",
        ["iso88591"] = "windows-1252", ["88591"] = "windows-1252", ["latin1"] = "windows-1252", ["l1"] = "windows-1252", ["ansi"] = "windows-1252",
        ["isolatin1"] = "windows-1252", ["csisolatin1"] = "windows-1252", ["iso885911987"] = "windows-1252", ["western"] = "windows-1252",
        ["iso88593"] = "iso-8859-3", ["latin3"] = "iso-8859-3", ["iso885915"] = "iso-8859-15", ["latin9"] = "iso-8859-15", ["iso88592"] = "iso-8859-2", ["latin2"] = "iso-8859-2",
        ["iso885911"] = "windows-874", ["tis620"] = "windows-874", ["iso88598i"] = "iso-8859-8",
        ["macturkish"] = "x-mac-turkish", ["xmacturkish"] = "x-mac-turkish", ["turkishmac"] = "x-mac-turkish", ["ibm857"] = "ibm857", ["cp857"] = "ibm857", ["857"] = "ibm857",
        ["gb2312"] = "gb18030", ["gbk"] = "gb18030", ["cp936"] = "gb18030", ["xgbk"] = "gb18030", ["ksc56011987"] = "ks_c_5601-1987", ["ksc5601"] = "ks_c_5601-1987", ["cp949"] = "ks_c_5601-1987",
        ["xsjis"] = "shift_jis", ["sjis"] = "shift_jis", ["cp932"] = "shift_jis", ["windows31j"] = "shift_jis", ["big5hkscs"] = "big5", ["koi8"] = "koi8-r",
    }.ToFrozenDictionary();

    /// <summary>Names that say nothing about the bytes.</summary>
    private static readonly FrozenSet<string> Unsaying = new[] { "usascii", "ascii", "ansix341968", "iso646us", "unknown8bit", "xunknown", "unknown", "8bit", "7bit", "binary", "default", "none", "xuserdefined" }
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>windows-1254, in which Turkish mail without a usable charset is.</summary>
    public static Encoding Turkish { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1254)!;

    /// <summary>The encoding of that name; null for an unknown or unsaying one. UTF-7 is refused: it hides markup from everybody who looks for it.</summary>
    public static Encoding? Find(string name, MimeContext context)
    {
        var key = Key(name);
        if (key.Length == 0 || Unsaying.Contains(key)) return null;
        if (key is "utf8" or "xutf8") return Encoding.UTF8;
        if (key.Contains("utf7", StringComparison.Ordinal))
        {
            context.Defect(MimeDefect.RefusedCharset);
            return null;
        }

        if (Aliases.TryGetValue(key, out var canonical)) return canonical == "utf-8" ? Encoding.UTF8 : Known(canonical);
        foreach (var prefix in (ReadOnlySpan<string>)["windows", "xwindows", "xcp", "cp", "win", "xansi"])
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal) && key[prefix.Length..] is ['1', '2', '5', >= '0' and <= '8'] page) return Known("windows-" + page);
        }

        if (Known(name.Trim(' ', '"', '\'')) is { } found) return found;
        context.Defect(MimeDefect.UnknownCharset);
        return null;
    }

    /// <summary>Decodes by the declared charset, or by what the bytes look like if that is missing or cannot be.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? declared, MimeContext context)
    {
        context.Did(bytes.Length);
        var encoding = declared is null ? null : Find(declared, context);
        if (encoding is null or UTF8Encoding)
        {
            if (StrictUtf8(bytes) is { } utf8) return utf8;
            if (encoding is not null || (declared is not null && Unsaying.Contains(Key(declared)))) context.Defect(MimeDefect.WrongCharset);
            // A few broken bytes in real UTF-8 (a message cut by a relay) must not spoil all other letters.
            return MostlyUtf8(bytes) ? Encoding.UTF8.GetString(bytes) : Turkish.GetString(bytes);
        }

        return encoding.GetString(bytes);
    }

    /// <summary>The text if the bytes are UTF-8 throughout, else null.</summary>
    public static string? StrictUtf8(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? Strict.GetString(bytes) : null;

    private static bool MostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        var (good, bad) = (0, 0);
        while (!bytes.IsEmpty)
        {
            var ascii = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0) break;
            bytes = bytes[ascii..];
            if (Rune.DecodeFromUtf8(bytes, out _, out var used) == System.Buffers.OperationStatus.Done) good++;
            else bad++;
            bytes = bytes[used..];
        }

        return good > bad;
    }

    private static Encoding? Known(string name)
    {
        try
        {
            return name.Length is > 0 and < 50 ? CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name) : null;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Key(string name)
    {
        var key = new StringBuilder();
        foreach (var c in name.AsSpan(0, Math.Min(name.Length, 50)))
        {
            if (char.IsAsciiLetterOrDigit(c)) key.Append(char.ToLowerInvariant(c));
        }

        return key.ToString();
    }
}
