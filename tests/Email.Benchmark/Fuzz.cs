using ContactHub.TestKit;

namespace ContactHub.Email.Benchmark;

/// <summary>Reads, prints, splits and sanitises mails that were changed at random, for as long as asked.</summary>
internal static class Fuzz
{
    /// <summary>Mails of the corpus are a few kilobytes; one that takes this long hangs for all practical purposes.</summary>
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    /// <summary>Prints one JSON line; the exit code is 1 when a mail threw or took too long, and its seed is printed before.</summary>
    public static int Run(TimeProvider time, TimeSpan length, long firstSeed, TextWriter output)
    {
        var start = time.GetTimestamp();
        var (mails, bytes, failures, slowest, current) = (0L, 0L, 0, TimeSpan.Zero, 0);
        // A mail that never ends could not be reported by the thread that reads it.
        using var watch = time.CreateTimer(_ => output.WriteLine($"seed {Volatile.Read(ref current)} is being read"), null, Hang, Hang);
        for (var seed = (int)(firstSeed & 0x3FFFFFFF); time.GetElapsedTime(start) < length; seed++)
        {
            Volatile.Write(ref current, seed);
            watch.Change(Hang, Hang);
            var before = time.GetTimestamp();
            if (!Once(time, seed, output)) failures++;
            var took = time.GetElapsedTime(before);
            if (took > TooLong)
            {
                output.WriteLine($"seed {seed} took {took.TotalSeconds:F1} s");
                failures++;
            }

            slowest = took > slowest ? took : slowest;
            mails++;
            bytes += new MailMutator(new Random(seed)).Next().Length;
        }

        output.WriteLine($$"""{"minutes":{{length.TotalMinutes:F1}},"mails":{{mails}},"megabytes":{{bytes >> 20}},"failures":{{failures}},"slowestMilliseconds":{{slowest.TotalMilliseconds:F1}}}""");
        return failures == 0 ? 0 : 1;
    }

    /// <summary>The mail of one seed; false when something threw.</summary>
    public static bool Once(TimeProvider time, int seed, TextWriter output)
    {
        var raw = new MailMutator(new Random(seed)).Next();
        try
        {
            Everything(raw);
            return true;
        }
        catch (Exception failure)
        {
            output.WriteLine($"seed {seed}: {failure}");
            return false;
        }
    }

    /// <summary>All that the hub does with a mail before somebody sees it.</summary>
    public static void Everything(byte[] raw)
    {
        var mail = MimeReader.Read(raw);
        MailJson.Write(mail);
        QuotedReply.Split(mail.Text ?? "");
        if (mail.Html is not { } html) return;
        HtmlSanitizer.Sanitize(html);
        QuotedHtml.Split(html);
    }
}
