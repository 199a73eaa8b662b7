using System.Collections.Frozen;
using System.Globalization;

namespace ContactHub.Email;

/// <summary>Dates of mail (RFC 5322 sections 3.3 and 4.3), and the forms of senders who never read it: ctime, ISO 8601, Turkish month names, no zone.</summary>
internal static class MailDate
{
    private const int LongestDate = 200;

    private static readonly FrozenDictionary<string, int> Months = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["jan"] = 1, ["feb"] = 2, ["mar"] = 3, ["apr"] = 4, ["may"] = 5, ["jun"] = 6, ["jul"] = 7, ["aug"] = 8, ["sep"] = 9, ["oct"] = 10, ["nov"] = 11, ["dec"] = 12,
        ["oca"] = 1, ["şub"] = 2, ["sub"] = 2, ["nis"] = 4, ["haz"] = 6, ["tem"] = 7, ["ağu"] = 8, ["agu"] = 8, ["eyl"] = 9, ["eki"] = 10, ["kas"] = 11, ["ara"] = 12,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, int> Zones = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["ut"] = 0, ["utc"] = 0, ["gmt"] = 0, ["z"] = 0, ["est"] = -300, ["edt"] = -240, ["cst"] = -360, ["cdt"] = -300, ["mst"] = -420, ["mdt"] = -360,
        ["pst"] = -480, ["pdt"] = -420, ["trt"] = 180, ["eet"] = 120, ["eest"] = 180, ["cet"] = 60, ["cest"] = 120, ["wet"] = 0, ["west"] = 60, ["bst"] = 60, ["msk"] = 180,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <returns>Null with a defect when no day can be made out.</returns>
    public static DateTimeOffset? Parse(string value, MimeContext context)
    {
        context.Did(value.Length);
        var date = value.Length <= LongestDate ? Read(value, context) : null;
        if (date is null) context.Defect(MimeDefect.InvalidDate);
        return date;
    }

    private static DateTimeOffset? Read(string value, MimeContext context)
    {
        if (DateTimeOffset.TryParseExact(value.Trim(), ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss zzz"],
                CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var iso))
        {
            context.Defect(MimeDefect.ObsoleteDate);
            return iso;
        }

        var tokens = Tokens(value);
        var monthAt = tokens.FindIndex(token => token.Length >= 3 && Months.ContainsKey(token[..3]));
        if (monthAt < 0) return null;
        var month = Months[tokens[monthAt][..3]];
        // "21 Nov 2026", or "Nov 21 2026" and "Nov 21 19:00:00 2026" as ctime writes it.
        int? day = monthAt > 0 ? Number(tokens[monthAt - 1], 31) : null;
        var rest = tokens[(monthAt + 1)..];
        if (day is null)
        {
            if (rest.Count == 0 || (day = Number(rest[0], 31)) is null) return null;
            context.Defect(MimeDefect.ObsoleteDate);
            rest.RemoveAt(0);
        }

        var yearAt = rest.FindIndex(token => token.Length is >= 2 and <= 4 && Number(token, 9999) is not null);
        var clockAt = rest.FindIndex(token => token.Contains(':', StringComparison.Ordinal));
        if (yearAt < 0 || clockAt < 0 || Clock(rest[clockAt]) is not { } clock) return null;
        var year = Number(rest[yearAt], 9999)!.Value;
        if (rest[yearAt].Length < 4)
        {
            context.Defect(MimeDefect.ObsoleteDate);
            year += rest[yearAt].Length == 3 || year >= 50 ? 1900 : 2000;
        }

        var zone = rest.Where((token, at) => at > clockAt && at != yearAt).ToList();
        var offset = Offset(zone, context);
        if (offset is null || year is < 1900 or > 9998 || day is 0 || day > DateTime.DaysInMonth(year, month)) return null;
        return new DateTimeOffset(year, month, day.Value, 0, 0, 0, TimeSpan.FromMinutes(offset.Value)).Add(clock);
    }

    private static TimeSpan? Clock(string token)
    {
        var parts = token.Split(':', '.');
        if (parts.Length < 2 || Number(parts[0], 23) is not { } hour || Number(parts[1], 59) is not { } minute) return null;
        var second = parts.Length > 2 ? Number(parts[2], 60) : 0;
        // A leap second is no second of its own in .NET.
        return second is { } s ? new TimeSpan(hour, minute, Math.Min(s, 59)) : null;
    }

    /// <summary>Minutes from UTC; 0 with a defect when there is no zone or nobody knows it (RFC 5322: read it as -0000).</summary>
    private static int? Offset(List<string> tokens, MimeContext context)
    {
        var twelve = tokens.FirstOrDefault() is { } half && half.Equals("PM", StringComparison.OrdinalIgnoreCase);
        if (twelve) return null;
        foreach (var token in tokens)
        {
            var text = token.StartsWith("GMT", StringComparison.OrdinalIgnoreCase) || token.StartsWith("UTC", StringComparison.OrdinalIgnoreCase) ? token[3..] : token;
            if (text.Length > 1 && text[0] is '+' or '-') return Numeric(text, context);
            if (!Zones.TryGetValue(token, out var minutes)) continue;
            if (!token.Equals("GMT", StringComparison.OrdinalIgnoreCase)) context.Defect(MimeDefect.ObsoleteDate);
            return minutes;
        }

        context.Defect(MimeDefect.ObsoleteDate);
        return 0;
    }

    private static int? Numeric(string text, MimeContext context)
    {
        var digits = text[1..].Replace(":", "", StringComparison.Ordinal);
        if (digits.Length != 4) context.Defect(MimeDefect.ObsoleteDate);
        var number = Number(digits, 9999);
        if (number is null) return null;
        var minutes = digits.Length <= 2 ? number.Value * 60 : number.Value / 100 * 60 + number.Value % 100;
        if (minutes > 14 * 60)
        {
            context.Defect(MimeDefect.ObsoleteDate);
            return 0;
        }

        return text[0] == '-' ? -minutes : minutes;
    }

    private static int? Number(string token, int most) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;

    /// <summary>Words, without comments.</summary>
    private static List<string> Tokens(string value)
    {
        var tokens = new List<string>();
        var (depth, start) = (0, -1);
        for (var at = 0; at <= value.Length; at++)
        {
            var c = at < value.Length ? value[at] : ' ';
            var part = depth == 0 && !char.IsWhiteSpace(c) && c is not (',' or '(' or ')');
            // "21-Nov-2026" has hyphens where others have blanks, but "-0300" is one word.
            if (c == '-' && start >= 0) part = false;
            if (part && start < 0) start = at;
            if (!part && start >= 0)
            {
                tokens.Add(value[start..at]);
                start = -1;
            }

            if (c == '(') depth++;
            if (c == ')' && depth > 0) depth--;
        }

        return tokens;
    }
}
