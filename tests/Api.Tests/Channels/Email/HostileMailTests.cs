using ContactHub.TestKit;

namespace ContactHub.Email.Tests;

public sealed class HostileMailTests
{
    /// <summary>Bytes and characters that may be looked at for each byte of a mail, whatever is in it.</summary>
    private const int MostWorkPerByte = 24;

    private const int AnyMail = 10_000;

    /// <summary>Defects that only a large mail has; the corpus has small ones.</summary>
    public static IReadOnlyList<string> DefectsOfSize { get; } =
        [MimeDefect.TooManyFields, MimeDefect.HeaderTooLong, MimeDefect.TooManyAddresses, MimeDefect.TooManyAttachments, MimeDefect.TextTooLong, MimeDefect.ContentTooLarge];

    public static TheoryData<string> Names => [.. HostileMail.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_megabyte_made_to_be_slow_is_read_with_work_in_proportion(string name)
    {
        var raw = HostileMail.All[name]();
        var context = new MimeContext(MimeLimits.Default);

        var mail = MimeReader.Read(raw, context);

        Assert.InRange(context.Work, 1, (long)raw.Length * MostWorkPerByte + AnyMail);
        Assert.NotEmpty(MailJson.Write(mail));
        Assert.NotNull(QuotedReply.Split(mail.Text ?? ""));
        if (mail.Html is not { } html) return;
        Assert.NotNull(HtmlSanitizer.Sanitize(html));
        Assert.NotNull(QuotedHtml.Split(html));
    }

    [Fact]
    public void What_is_beyond_a_limit_is_left_out_and_said()
    {
        var small = new MimeLimits(HeaderFields: 5, HeaderBytes: 200, FieldBytes: 50, Addresses: 2, TextCharacters: 10, Attachments: 1, ContentBytes: 600);

        Assert.Contains(MimeDefect.TooManyFields, Defects("A: b\nA: b\nA: b\nA: b\nA: b\nA: b\n\nx"));
        Assert.Contains(MimeDefect.HeaderTooLong, Defects($"Subject: {new string('x', 60)}\n\nx"));
        Assert.Contains(MimeDefect.TooManyAddresses, Defects("To: a@b, c@d, e@f\n\nx"));
        Assert.Contains(MimeDefect.TextTooLong, Defects("A: b\n\n0123456789x"));
        Assert.Contains(MimeDefect.ContentTooLarge, Defects($"A: b\n\n{new string('x', 700)}"));
        Assert.Contains(MimeDefect.TooManyAttachments, Defects("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: a/b\n\nx\n--b\nContent-Type: a/b\n\nx\n--b--\n"));

        IEnumerable<string> Defects(string text) => MimeReader.Read(System.Text.Encoding.UTF8.GetBytes(text), small).Defects;
    }
}
