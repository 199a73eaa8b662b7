namespace ContactHub.Email;

/// <summary>A mail's words, apart from what it quotes.</summary>
/// <param name="Reply">What the sender wrote. Never empty when the mail is not.</param>
/// <param name="Quoted">The mail that it answers, with the line that introduces it; empty when there is none.</param>
/// <param name="Signature">The signature, without its dashes; empty when there is none.</param>
public sealed record QuotedText(string Reply, string Quoted, string Signature);

/// <summary>
/// Finds the words of a reply among what it quotes, for display: the whole is always kept and shown on demand. Lines that introduce a quotation
/// are those of mail programs in Turkish and English (<see cref="QuoteMarks"/>).
/// </summary>
public static class QuotedReply
{
    /// <summary>Splits plain text with lines ended by \n. Answers between the lines of a quotation stay together with it.</summary>
    public static QuotedText Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n');
        var cut = FirstHeaderBlock(lines);
        var (from, to) = cut < lines.Length ? (cut, lines.Length) : QuotedLines(lines);
        var (own, quoted) = (Without(lines, from, to), Join(lines, from, to));
        // Below an old mail in full there may be more than one; above it, lines with > are answered one by one.
        if (cut < lines.Length && QuotedLines(lines[..cut]) is var (more, end) && end > more)
            (own, quoted) = (Without(lines[..cut], more, end), Join(lines, more, end) + "\n" + quoted);
        if (string.IsNullOrWhiteSpace(own)) return WithSignature(text.Trim('\n'), "");
        return WithSignature(own.Trim('\n').TrimEnd(), quoted.Trim('\n'));
    }

    private static QuotedText WithSignature(string reply, string quoted)
    {
        var lines = reply.Split('\n');
        var at = Array.FindLastIndex(lines, line => QuoteMarks.IsSignatureLine(line));
        // Two dashes and what follows; a few lines, or it is not a signature but a part of the text.
        var own = at > 0 && lines.Length - at <= QuoteMarks.LongestSignature ? at : -1;
        if (own < 0)
        {
            var last = Array.FindLastIndex(lines, line => !string.IsNullOrWhiteSpace(line));
            own = last > 0 && QuoteMarks.IsDeviceLine(lines[last]) ? last : -1;
        }

        var before = own < 0 ? reply : string.Join('\n', lines[..own]).TrimEnd();
        if (own < 0 || before.Length == 0) return new QuotedText(reply, quoted, "");
        var signature = lines[own..];
        return new QuotedText(before, quoted, string.Join('\n', QuoteMarks.IsSignatureLine(signature[0]) ? signature[1..] : signature).Trim('\n'));
    }

    /// <summary>Where an old mail begins that stands below in full, with its header; the number of lines when there is none.</summary>
    private static int FirstHeaderBlock(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (QuoteMarks.IsOriginalLine(lines[i])) return i;
            if (!QuoteMarks.IsFromLine(lines[i])) continue;
            var near = lines[i..Math.Min(lines.Length, i + 8)];
            // "Kimden:" is also a word; with the other fields of a header near it, it is one.
            if (near.Count(QuoteMarks.IsHeaderLine) < 3) continue;
            return i > 0 && QuoteMarks.IsRule(lines[i - 1]) ? i - 1 : i;
        }

        return lines.Length;
    }

    /// <summary>
    /// The lines of a quotation that stands on one side of the reply: the last one if nothing but a signature follows it, else the first if
    /// nothing goes before. Between answers nothing is taken out, because they mean nothing without what they answer.
    /// </summary>
    private static (int From, int To) QuotedLines(string[] lines)
    {
        var blocks = Blocks(lines);
        if (blocks.Count == 0) return (lines.Length, lines.Length);
        var last = blocks[^1];
        if (IsBlank(lines, last.To, lines.Length)) return last;
        var first = blocks[0];
        if (blocks.Count == 1 && IsBlank(lines, 0, first.From)) return first;
        // Only a signature below the quotation: the reply is above.
        var signature = Array.FindIndex(lines, last.To, line => QuoteMarks.IsSignatureLine(line));
        return signature >= 0 && IsBlank(lines, last.To, signature) && !IsBlank(lines, 0, last.From) ? last : (lines.Length, lines.Length);
    }

    private static List<(int From, int To)> Blocks(string[] lines)
    {
        var blocks = new List<(int From, int To)>();
        for (var i = 0; i < lines.Length; i++)
        {
            var introduced = QuoteMarks.IntroductionLines(lines, i);
            if (introduced == 0 && !QuoteMarks.IsQuoted(lines[i])) continue;
            var end = i + introduced;
            while (end < lines.Length && (QuoteMarks.IsQuoted(lines[end]) || (string.IsNullOrWhiteSpace(lines[end]) && QuotedFollows(lines, end)))) end++;
            // An introduction without a quotation sign: everything below is the old mail, as phones send it.
            if (introduced > 0 && end == i + introduced) end = lines.Length;
            blocks.Add((i, end));
            i = end - 1;
        }

        return blocks;
    }

    private static bool QuotedFollows(string[] lines, int at)
    {
        // Blank lines within a quotation come one or two at a time.
        for (var i = at + 1; i < Math.Min(lines.Length, at + 4); i++)
        {
            if (!string.IsNullOrWhiteSpace(lines[i])) return QuoteMarks.IsQuoted(lines[i]);
        }

        return false;
    }

    private static bool IsBlank(string[] lines, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (!string.IsNullOrWhiteSpace(lines[i])) return false;
        }

        return true;
    }

    private static string Join(string[] lines, int from, int to) => string.Join('\n', lines, from, to - from);

    private static string Without(string[] lines, int from, int to) =>
        to >= lines.Length ? Join(lines, 0, from) : (Join(lines, 0, from) + "\n" + Join(lines, to, lines.Length)).Trim('\n');
}
