namespace ContactHub.Email.Tests;

public sealed class HtmlSanitizerTests
{
    /// <summary>Markup that sanitisers have let through, among them what changes its meaning when it is parsed a second time.</summary>
    public static TheoryData<string> Vectors =>
    [
        "<script>alert(1)</script>x",
        "<ScRiPt src=//evil.example/x.js></sCrIpT>x",
        "<img src=x onerror=alert(1)>",
        "<img src=\"x\" onerror=\"alert(1)\" OnLoad=alert(2)>",
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<svg><a xlink:href=\"javascript:alert(1)\"><text y=1em>x</text></a></svg>",
        "<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>",
        "<svg><desc><style>/*</desc></svg><img src onerror=alert(1)>",
        "<math><mtext></p><style><a id=\"</style><img src=1 onerror=alert(1)>\"></math>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
        "<math><mi><mglyph><svg><mtext><style><a title=\"</style><img src onerror=alert(1)>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<noembed><img title=\"</noembed><img src onerror=alert(1)>\"></noembed>",
        "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
        "<textarea><p title=\"</textarea><img src=x onerror=alert(1)>\">",
        "<title><p title=\"</title><img src=x onerror=alert(1)>\">",
        "<iframe src=javascript:alert(1)></iframe>",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        "<select><template><style><!--</style><a rel=\"--></style></template></select><img id=x src onerror=alert(1)>\">",
        "<template><img src=x onerror=alert(1)></template>",
        "<p id=\"</p><img src onerror=alert(1)>\" class='`<img src onerror=alert(1)>`'>x",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\" &#1; JaVaScRiPt:alert(1)\">x</a>",
        "<a href=\"java&#9;script:alert(1)\">x</a>",
        "<a href=\"java\nscript&colon;alert(1)\">x</a>",
        "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
        "<a href=\"vbscript:msgbox(1)\">x</a>",
        "<a href=\"//evil.example\">x</a>",
        "<a href=\"https://ok.example/&quot;onmouseover=&quot;alert(1)\">x</a>",
        "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
        "<img srcset=\"https://evil.example/1.png 2x\" src=cid:a>",
        "<input type=image src=https://evil.example/1.png onerror=alert(1)>",
        "<button formaction=javascript:alert(1)>x</button>",
        "<form action=https://evil.example><input name=password></form>",
        "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
        "<base href=https://evil.example/><a href=x>x</a>",
        "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
        "<link rel=stylesheet href=https://evil.example/x.css>",
        "<style>@import 'https://evil.example/x.css';</style>",
        "<div style=\"background:url(https://evil.example/1.png)\">x</div>",
        "<div style=\"background-image:\\75rl(https://evil.example/1.png)\">x</div>",
        "<div style=\"width:expression(alert(1))\">x</div>",
        "<div style=\"position:fixed;top:0;left:0;width:100%;height:100%\">x</div>",
        "<div style=\"color:red;/*\">x</div><div style=\"*/behavior:url(x)\">y</div>",
        "<table background=https://evil.example/1.png><tr><td background=javascript:alert(1)>x</table>",
        "<body onload=alert(1) background=https://evil.example/1.png>x",
        "<video poster=https://evil.example/1.png><source src=x onerror=alert(1)></video><audio src=x onerror=alert(1)>",
        "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
        "<![CDATA[<img src=x onerror=alert(1)>]]>",
        "<?xml version=\"1.0\"?><img src=x onerror=alert(1)>",
        "<plaintext><img src=x onerror=alert(1)>",
        "</div></div></body><img src=x onerror=alert(1)>",
        "<a id=location name=document><a id=location>x</a>",
        "<isindex action=javascript:alert(1) type=image>",
        "<x onclick=alert(1) onfocus=alert(2) tabindex=1>x</x>",
        "<table><tr><td></div><p></table><img src=x onerror=alert(1)>",
        "<p><b><div><p></b><script>alert(1)</script>",
        "<img src=x:alert(1) onerror=eval(src)>",
        "\0<scr\0ipt>alert(1)</scr\0ipt>",
        "<details open ontoggle=alert(1)>x</details><marquee onstart=alert(1)>x</marquee>",
    ];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Nothing_harmful_is_left(string html) => Assert.Empty(SanitizerFacts.Violations(HtmlSanitizer.Sanitize(html).Html));

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Sanitising_again_changes_nothing(string html)
    {
        var once = WithSources(HtmlSanitizer.Sanitize(html).Html);

        Assert.Equal(once, WithSources(HtmlSanitizer.Sanitize(once).Html));
    }

    /// <summary>As the desk shows it once all images are asked for.</summary>
    private static string WithSources(string html) => html
        .Replace($"{HtmlSanitizer.RemoteImageAttribute}=\"", "src=\"", StringComparison.Ordinal)
        .Replace($"{HtmlSanitizer.ContentIdAttribute}=\"", "src=\"cid:", StringComparison.Ordinal);

    [Fact]
    public void The_facts_see_what_is_harmful() => Assert.Equal(
        ["script", "img src", "img onerror", "href=javascript:x", "a without rel", "script", "img src", "img onerror", "href=javascript:x", "a without rel"],
        SanitizerFacts.Violations("<script>x</script><img src=x onerror=y><a href=javascript:x>z</a>"));

    [Fact]
    public void Ordinary_mail_keeps_its_look()
    {
        const string html = "<h1 style=\"color: red; font-size: 14px\">Su</h1><p align=\"center\"><b>Merhaba</b> &amp; <a href=\"https://example.org/?a=1&amp;b=2\">bağlantı</a></p><table border=\"1\"><tbody><tr><td colspan=\"2\">x</td></tr></tbody></table>";

        var safe = HtmlSanitizer.Sanitize(html);

        Assert.True(safe.Whole);
        Assert.Equal(html.Replace("b=2\">", "b=2\" target=\"_blank\" rel=\"noopener noreferrer\">", StringComparison.Ordinal), safe.Html);
    }

    [Fact]
    public void Remote_images_wait_and_images_of_the_mail_are_named()
    {
        var safe = HtmlSanitizer.Sanitize("<img src=\"https://example.org/a.png?u=1&amp;t=2\" width=1 height=1><img src=\"cid:logo%40b\" alt=Logo><img src=\"//example.org/b.png\"><img src=file:///x>");

        Assert.Equal(2, safe.RemoteImages);
        Assert.Equal(["logo@b"], safe.ContentIds.AsEnumerable());
        Assert.Equal(
            "<img width=\"1\" height=\"1\" data-remote-src=\"https://example.org/a.png?u=1&amp;t=2\"><img alt=\"Logo\" data-content-id=\"logo@b\"><img data-remote-src=\"https://example.org/b.png\"><img>",
            safe.Html);
    }

    [Fact]
    public void Html_that_is_too_complex_becomes_its_words()
    {
        var safe = HtmlSanitizer.Sanitize(string.Concat(Enumerable.Repeat("<div>", 5_000)) + "Merhaba <b>dünya</b><script>x</script>");

        Assert.False(safe.Whole);
        Assert.Equal("Merhaba dünya", safe.Html.Replace("d&#252;nya", "dünya", StringComparison.Ordinal).Trim());
    }
}
