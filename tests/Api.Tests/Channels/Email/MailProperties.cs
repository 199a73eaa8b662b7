using ContactHub.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace ContactHub.Email.Tests;

public sealed class MailProperties
{
    private const int MostWorkPerByte = 24;
    private const int AnyMail = 10_000;

    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(300);

    private static Arbitrary<int> Seeds => Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    [Fact]
    public void A_mail_that_was_changed_at_random_is_read_with_work_in_proportion() => Prop.ForAll(Seeds, seed =>
    {
        var raw = new MailMutator(new Random(seed)).Next();
        var context = new MimeContext(MimeLimits.Default);
        var mail = MimeReader.Read(raw, context);
        MailJson.Write(mail);
        QuotedReply.Split(mail.Text ?? "");
        if (mail.Html is { } html) Assert.True(IsHarmless(HtmlSanitizer.Sanitize(html).Html));
        return context.Work <= (long)raw.Length * MostWorkPerByte + AnyMail;
    }).Check(Thorough);

    [Fact]
    public void Any_bytes_are_a_mail() => Prop.ForAll(Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().ToArbitrary(), bytes =>
        MailJson.Write(MimeReader.Read(bytes)).StartsWith('{')).Check(Thorough);

    [Fact]
    public void What_was_written_into_a_mail_is_read_out_of_it() => Prop.ForAll(Seeds, seed =>
    {
        var written = OrdinaryMail.Make(seed);

        var read = MimeReader.Read(written.Raw);

        Assert.Empty(read.Defects);
        Assert.Equal(written.FromName, read.From!.Name);
        Assert.Equal(written.Subject, read.Subject);
        Assert.Equal(written.Date, read.Date);
        Assert.Equal(written.Date.Offset, read.Date!.Value.Offset);
        Assert.Equal(written.Text.TrimEnd('\n'), read.Text!.TrimEnd('\n'));
        Assert.Equal(written.Html?.TrimEnd('\n'), read.Html?.TrimEnd('\n'));
        Assert.Equal(written.Files.Select(file => file.Name), read.Attachments.Select(attachment => attachment.Name!));
        Assert.All(written.Files.Zip(read.Attachments), pair => Assert.Equal(pair.First.Content, pair.Second.Content.ToArray()));
        Assert.Null(read.Auto);
    }).Check(Thorough);

    [Fact]
    public void Splitting_a_text_loses_no_word() => Prop.ForAll(Gen.Elements("", "Merhaba", "> alıntı", ">> eski", "On Monday Ali <a@b.c> wrote:", "21 Kas 2026 tarihinde Ali <a@b.c> şunu yazdı:", "-- ", "Ayşe", "Kimden: a@b", "Gönderildi: dün", "Konu: su", "-----Özgün İleti-----", "iPhone'umdan gönderildi").ArrayOf().ToArbitrary(), lines =>
    {
        var text = string.Join('\n', lines);
        var split = QuotedReply.Split(text);
        return string.IsNullOrWhiteSpace(split.Reply) == string.IsNullOrWhiteSpace(text)
            && Words(text).SequenceEqual(Words(split.Reply + "\n" + split.Quoted + "\n" + split.Signature));
    }).Check(Thorough);

    private static IEnumerable<string> Words(string text) => text.Split('\n').Where(line => line.Trim() is { Length: > 0 } and not "--").Select(line => line.Trim()).Order(StringComparer.Ordinal);

    private static bool IsHarmless(string html) => SanitizerFacts.Violations(html).Count == 0;
}
