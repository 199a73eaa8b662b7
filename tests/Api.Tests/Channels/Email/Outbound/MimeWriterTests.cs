using System.Collections.Immutable;
using System.Text;
using ContactHub.Conversations;
using FsCheck;
using FsCheck.Fluent;

namespace ContactHub.Email.Tests;

public sealed class MimeWriterTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(200);

    private static readonly string[] Pieces =
    [
        "Merhaba", " ", "  ", "İstanbul'da ığüşöç", "مرحبا", "👩‍🌾", "\n", "\n\n", ".", "\n.\n", "\nFrom here", "=?utf-8?B?eA==?=", "=41", "\t", "\"tır\"nak", "\\", "a,b;c:<d>@e", "\r\nBcc: x@y.tr", "\u0000\u0007", "\u2028",
        "\ud800", "=_0_", "--", "http://belediye.test/yol?a=1&b=2.", "uzunbirsözcük", new string('x', 300), "<script>alert(1)</script>", "&amp;",
    ];

    private static Gen<string> Texts => Gen.Elements(Pieces).ArrayOf().Select(string.Concat);

    private static Gen<EmailAddress> Addresses =>
        from name in Texts
        from address in Gen.Elements("ayse@example.test", "a.b+c@alt.example.test", "çözüm@belediye.test", "bilgi@çankaya.bel.tr")
        from isNamed in Gen.Elements(true, false)
        select new EmailAddress(address, isNamed ? name : null);

    private static Gen<OutgoingFile> Files =>
        from name in Texts
        from type in Gen.Elements("application/pdf", "image/png", "text/plain", "message/rfc822", "no type", "")
        from content in Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf()
        from id in Gen.Elements(null, "image1@hub")
        select new OutgoingFile("dosya" + (name.Length > 120 ? "uzun" : name).Replace('/', '-').Replace('\\', '-').Replace("=?", "=!", StringComparison.Ordinal), type, content, id);

    private static Gen<OutgoingMail> Mails =>
        from name in Addresses
        from to in Addresses.ListOf().Select(list => list.Take(30).Prepend(new EmailAddress("ilk@example.test")).ToImmutableArray())
        from subject in Texts
        from text in Texts
        from files in Files.ListOf().Select(list => list.Take(4).ToImmutableArray())
        from ids in Gen.Elements("a@b", "uzun." + new string('k', 200) + "@example.test", "c@d", "bad id", "<x>").ListOf()
        from signature in Gen.OneOf(Gen.Constant<string?>(null), Texts.Select(string? (words) => "Ayşe" + words))
        from isAutomatic in Gen.Elements(true, false)
        select new OutgoingMail(
            "m1.c-1.mac@belediye.test", name with { Address = "cozum@belediye.test" }, "cozum+c-1.mac@belediye.test", to, [.. to.Skip(1).Take(2)], subject, text,
            new DateTimeOffset(2026, 11, 22, 9, 5, 7, TimeSpan.FromHours(3)), ids.Count > 0 ? ids[0] : null, [.. ids], files, isAutomatic, signature);

    [Fact]
    public void What_is_written_is_read_again_without_defects() => Prop.ForAll(Mails.ToArbitrary(), mail =>
    {
        var raw = MimeWriter.Write(mail);
        var read = MimeReader.Read(raw);

        Assert.Empty(read.Defects);
        Assert.Equal(mail.MessageId, read.MessageId);
        Assert.Equal(mail.Date, read.Date);
        Assert.Equal(Shown(mail.From.Name), read.From!.Name);
        Assert.Equal(mail.ReplyTo, Assert.Single(read.ReplyTo).Address);
        Assert.Equal(mail.To.Select(to => (Shown(to.Name), OutgoingAddress.OnTheWire(to.Address))), read.To.Select(to => (to.Name, (string?)to.Address)));
        Assert.Equal(mail.Cc.Length, read.Cc.Length);
        Assert.Equal(OneLine(mail.Subject), OneLine(read.Subject ?? ""));
        Assert.Equal(Lines(mail.Text + (mail.Signature is null ? "" : "\n\n-- \n" + mail.Signature)).Where(line => line.Length > 0), Lines(read.Text ?? "").Where(line => line.Length > 0));
        Assert.Equal(mail.References.Where(id => id.Contains('@', StringComparison.Ordinal)), read.References);
        Assert.Equal(mail.Files.OrderBy(file => !file.IsShown).Select(file => Convert.ToHexString(file.Content.Span)), read.Attachments.Select(file => Convert.ToHexString(file.Content.Span)));
        Assert.Equal(mail.Files.OrderBy(file => !file.IsShown).Select(file => OneLine(file.Name)), read.Attachments.Select(file => OneLine(file.Name!)));
        Assert.Equal(AutoKind.Own, read.Auto);
        Assert.Equal(mail.IsAutomatic ? "auto-replied" : null, read.Header("Auto-Submitted"));
        Assert.Null(read.Header("Bcc"));
        Assert.Empty(SanitizerFacts.Violations(HtmlSanitizer.Sanitize(read.Html!).Html));
        Assert.DoesNotContain("<script", read.Html, StringComparison.Ordinal);
    }).Check(Thorough);

    [Fact]
    public void Lines_end_with_CR_LF_and_stay_below_the_limits_and_the_same_mail_is_the_same_bytes() => Prop.ForAll(Mails.ToArbitrary(), mail =>
    {
        var raw = MimeWriter.Write(mail);
        Assert.Equal(raw, MimeWriter.Write(mail));
        var text = Encoding.UTF8.GetString(raw);
        Assert.Equal(text.Count(c => c == '\n'), text.Split("\r\n").Length - 1);
        Assert.Equal(text.Count(c => c == '\r'), text.Split("\r\n").Length - 1);
        // An id and a long address cannot be broken; everything else is.
        Assert.All(text.Split("\r\n"), line => Assert.True(line.Length <= 78 || (line.Length < 998 && line.Trim().Split(' ') is [_] or ["In-Reply-To:" or "References:", _]), line));
        Assert.DoesNotContain('\0', text);
    }).Check(Thorough);

    [Theory]
    [InlineData("a@b.tr\r\nBcc: x@y.tr")]
    [InlineData("a b@c.tr")]
    [InlineData("a@b.tr>")]
    [InlineData("a@b.tr, c@d.tr")]
    [InlineData("a@b")]
    [InlineData("@b.tr")]
    [InlineData(".a@b.tr")]
    [InlineData("\"a\"@b.tr")]
    [InlineData("a@-b-.tr")]
    [InlineData("a\u00a0b@c.tr")]
    [InlineData("a@b..tr")]
    public void What_is_no_address_is_not_written_into_a_field(string address)
    {
        Assert.Null(OutgoingAddress.OnTheWire(address));
        Assert.Throws<ArgumentException>(() => MimeWriter.Write(Simple() with { To = [new EmailAddress(address)] }));
    }

    [Fact]
    public void A_domain_goes_out_in_ASCII_and_a_mail_of_ASCII_addresses_is_ASCII()
    {
        Assert.Equal("bilgi@xn--ankaya-vua.bel.tr", OutgoingAddress.OnTheWire("bilgi@çankaya.bel.tr"));
        Assert.True(Ascii.IsValid(MimeWriter.Write(Simple() with { To = [new EmailAddress("bilgi@çankaya.bel.tr", "Çankaya Belediyesi")], Subject = "Çöp", Text = "İyi günler" })));
    }

    [Fact]
    public void A_text_of_other_letters_is_base64_and_a_link_can_be_followed()
    {
        var raw = Encoding.UTF8.GetString(MimeWriter.Write(Simple() with { Text = "مرحبا، كيف حالك؟ هذا نص طويل." }));
        Assert.Contains("Content-Type: text/plain; charset=\"utf-8\"\r\nContent-Transfer-Encoding: base64\r\n", raw, StringComparison.Ordinal);
        var html = MimeReader.Read(MimeWriter.Write(Simple() with { Text = "Bkz. https://belediye.test/a?b=1&c=2." })).Html!;
        Assert.Contains("<a href=\"https://belediye.test/a?b=1&amp;c=2\">https://belediye.test/a?b=1&amp;c=2</a>.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_stands_below_both_forms_of_the_text_and_readers_set_it_apart()
    {
        var raw = MimeWriter.Write(Simple() with { Signature = "Ayşe <Şef>\nhttps://belediye.test" });
        var mail = MimeReader.Read(raw);
        Assert.Contains("Metin\r\n\r\n--=20\r\nAy", Encoding.UTF8.GetString(raw), StringComparison.Ordinal);
        Assert.Equal(("Metin", "Ayşe <Şef>\nhttps://belediye.test"), (QuotedReply.Split(mail.Text!).Reply, QuotedReply.Split(mail.Text!).Signature));
        Assert.Contains("-- <br>\r\nAyşe &lt;Şef&gt;<br>\r\n<a href=\"https://belediye.test\">", mail.Html!.ReplaceLineEndings("\r\n"), StringComparison.Ordinal);
    }

    private static OutgoingMail Simple() => new(
        "m@belediye.test", new EmailAddress("cozum@belediye.test"), "cozum+c.m@belediye.test", [new EmailAddress("ayse@example.test")], [], "Konu", "Metin",
        default(DateTimeOffset).AddYears(2025), null, [], []);

    private static string OneLine(string text) => string.Join(' ', EncodedWordWriter.Clean(text).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string? Shown(string? name) => OneLine(name ?? "").Trim() is { Length: > 0 } shown ? shown : null;

    /// <summary>Compared as a person compares: control characters and blanks at the ends of lines are nobody's words.</summary>
    private static IEnumerable<string> Lines(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(string.Concat(text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !char.IsControl(c)))))
            .Trim().Split('\n').Select(line => line.Trim());
}
