using ContactHub.TestKit;

namespace ContactHub.Email.Benchmark;

/// <summary>How many ordinary mails one thread reads in a second, by the clock and by the processor time used, which other processes don't change.</summary>
internal static class Speed
{
    private const int Mails = 2_000;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);

    /// <summary>Prints one JSON line: reading only, and reading with all that showing takes.</summary>
    public static void Run(TimeProvider time, TextWriter output)
    {
        var mails = Enumerable.Range(1, Mails).Select(seed => OrdinaryMail.Make(seed).Raw).ToArray();
        // Every third mail of phones and Outlook is HTML only.
        for (var i = 0; i < mails.Length; i += 3) mails[i] = HtmlOnly(i);
        var read = PerSecond(time, mails, raw => MimeReader.Read(raw));
        var shown = PerSecond(time, mails, Fuzz.Everything);
        output.WriteLine($$"""{"mails":{{Mails}},"averageBytes":{{mails.Sum(mail => (long)mail.Length) / Mails}},"read":{{read}},"readAndShown":{{shown}}}""");
    }

    private static byte[] HtmlOnly(int seed)
    {
        var mail = OrdinaryMail.Make(seed + Mails);
        var head = $"From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\nDate: Sat, 21 Nov 2026 19:00:00 +0300\r\nMessage-ID: <{seed}@example.org>\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
        return System.Text.Encoding.UTF8.GetBytes(head + "<html><body><table><tr><td>" + string.Concat(mail.Text.Split('\n').Select(line => $"<p style=\"color:red\"><span>{System.Net.WebUtility.HtmlEncode(line)}</span></p>\r\n")) + "</td></tr></table></body></html>");
    }

    private static string PerSecond(TimeProvider time, byte[][] mails, Action<byte[]> work)
    {
        Loop(time, mails, work, Warm);
        return Loop(time, mails, work, Measured);
    }

    private static string Loop(TimeProvider time, byte[][] mails, Action<byte[]> work, TimeSpan length)
    {
        var (start, used) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime);
        long count = 0;
        while (time.GetElapsedTime(start) < length) work(mails[count++ % mails.Length]);
        var processor = Environment.CpuUsage.TotalTime - used;
        return $$"""{"perSecond":{{count / time.GetElapsedTime(start).TotalSeconds:F0}},"perProcessorSecond":{{count / processor.TotalSeconds:F0}}}""";
    }
}
