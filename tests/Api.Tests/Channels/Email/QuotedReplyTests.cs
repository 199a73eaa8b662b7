namespace ContactHub.Email.Tests;

public sealed class QuotedReplyTests
{
    private const string Quote = "> Başvurunuz alındı.\n> İyi günler";

    [Theory]
    [InlineData("21 Kas 2026 Cmt, 19:00 tarihinde Çözüm Merkezi <cozum@belediye.example> şunu yazdı:")]
    [InlineData("21 Kas 2026 Cmt, 19:00 tarihinde Çözüm Merkezi <cozum@belediye.example>\nşunu yazdı:")]
    [InlineData("Çözüm Merkezi <cozum@belediye.example>, 21 Kas 2026 Cmt, 19:00 tarihinde şunu yazdı:")]
    [InlineData("Çözüm Merkezi <cozum@belediye.example> şunları yazdı (21 Kas 2026 19:00):", false)]
    [InlineData("Belediye <cozum@belediye.example> şunları yazdı:")]
    [InlineData("On Sat, Nov 21, 2026 at 7:00 PM Çözüm Merkezi <cozum@belediye.example> wrote:")]
    [InlineData("On Sat, Nov 21, 2026 at 7:00 PM Çözüm Merkezi\n<cozum@belediye.example> wrote:")]
    public void The_line_before_a_quotation_goes_with_it(string line, bool known = true)
    {
        var split = QuotedReply.Split($"Teşekkürler.\n\n{line}\n\n{Quote}\n");

        Assert.Equal(known ? "Teşekkürler." : $"Teşekkürler.\n\n{line}", split.Reply);
        Assert.EndsWith(Quote, split.Quoted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-----Özgün İleti-----\nKimden: Çözüm\n")]
    [InlineData("-----Orijinal Mesaj-----\nKimden: Çözüm\n")]
    [InlineData("---------- Forwarded message ---------\nFrom: Çözüm\n")]
    [InlineData("________________________________\nKimden: Çözüm <cozum@belediye.example>\nGönderildi: 21 Kasım 2026 Cumartesi 19:00\nKime: ayse@example.org\nKonu: Su\n")]
    [InlineData("Kimden: Çözüm <cozum@belediye.example>\nGönderme Tarihi: 21 Kasım 2026 19:00\nKime: ayse@example.org\nKonu: Su\n")]
    [InlineData("*From:* Çözüm <cozum@belediye.example>\n*Sent:* Saturday\n*To:* ayse@example.org\n*Subject:* Su\n")]
    public void An_old_mail_below_in_full_goes(string mark)
    {
        var split = QuotedReply.Split($"Teşekkürler.\n\n{mark}\nBaşvurunuz alındı.\n");

        Assert.Equal("Teşekkürler.", split.Reply);
        Assert.StartsWith(mark[..10], split.Quoted, StringComparison.Ordinal);
        Assert.EndsWith("Başvurunuz alındı.", split.Quoted, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reply_below_the_quotation_stays() =>
        Assert.Equal(new QuotedText("Teşekkürler.", Quote, ""), QuotedReply.Split($"{Quote}\n\nTeşekkürler.\n"));

    [Fact]
    public void Answers_between_the_lines_stay_with_what_they_answer()
    {
        var text = "> Adresiniz?\nAtatürk Cad. 5\n\n> Telefonunuz?\n0555 000 00 00";

        Assert.Equal(new QuotedText(text, "", ""), QuotedReply.Split(text));
    }

    [Theory]
    [InlineData("> yalnız alıntı\n> başka bir şey yok")]
    [InlineData("-----Özgün İleti-----\nKimden: a@b\nmetin")]
    [InlineData("21 Kas 2026 tarihinde Ali <a@b.example> şunu yazdı:\n> alıntı")]
    public void A_mail_that_is_only_a_quotation_is_not_emptied(string text) => Assert.Equal(new QuotedText(text, "", ""), QuotedReply.Split(text));

    [Theory]
    [InlineData("-- \nAyşe Yılmaz\n0555", "Ayşe Yılmaz\n0555")]
    [InlineData("iPhone'umdan gönderildi", "iPhone'umdan gönderildi")]
    [InlineData("Sent from my iPhone", "Sent from my iPhone")]
    [InlineData("Outlook for iOS'u edinin", "Outlook for iOS'u edinin")]
    public void A_signature_is_set_apart(string signature, string shown) =>
        Assert.Equal(new QuotedText("Suyumuz yok.", Quote, shown), QuotedReply.Split($"Suyumuz yok.\n\n{signature}\n\nOn Monday, Ali <a@b.example> wrote:\n{Quote}") with { Quoted = Quote });

    [Theory]
    [InlineData("Kimden: yardım alabilirim?")]
    [InlineData("21 Kasım tarihinde suyumuz kesildi, komşum yazdı.")]
    [InlineData("Fiyat 5 > 3 mü?\n-- \n")]
    [InlineData("")]
    public void Ordinary_words_are_no_quotation(string text) => Assert.Empty(QuotedReply.Split(text).Quoted);

    [Theory]
    [InlineData("<p>Teşekkürler</p><br><div class=\"gmail_quote\"><div class=gmail_attr>Ali yazdı:</div><blockquote>eski</blockquote></div>")]
    [InlineData("<p>Teşekkürler</p><div>On Sat, Nov 21, 2026, Ali &lt;a@b.example&gt; wrote:</div><blockquote type=\"cite\">eski</blockquote>")]
    [InlineData("<p>Teşekkürler</p><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\"><b>Kimden:</b> Ali</div><div>eski</div>")]
    [InlineData("<div><p>Teşekkürler</p><hr id=\"stopSpelling\">Date: dün</div><p>eski</p>")]
    [InlineData("<p>Teşekkürler</p><div class=\"yahoo_quoted\">eski</div>")]
    [InlineData("<p>Teşekkürler</p><span id=\"OLK_SRC_BODY_SECTION\">eski</span>")]
    [InlineData("<div class=WordSection1><p>Teşekkürler</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>Kimden:</b> Ali<br><b>Gönderildi:</b> dün<br><b>Konu:</b> Su</p></div><p>eski</p></div>")]
    public void Html_quotations_of_mail_programs_go(string html)
    {
        var split = QuotedHtml.Split(html);

        Assert.Equal("Teşekkürler", HtmlText.From(split.Reply).Trim());
        Assert.Contains("eski", split.Quoted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<div class=\"gmail_quote\">yalnız alıntı</div>")]
    [InlineData("<p>alıntısız</p>")]
    public void Html_without_a_reply_or_without_a_quotation_stays_as_it_is(string html) => Assert.Equal(new QuotedHtmlText(html, ""), QuotedHtml.Split(html));
}
