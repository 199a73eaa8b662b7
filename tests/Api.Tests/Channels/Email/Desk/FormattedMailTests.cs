using System.Net;
using System.Text;
using ContactHub.Accounts.Tests;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Security;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Email.Tests;

public sealed class FormattedMailTests
{
    private const string Html = """<p onclick="x()">Merhaba</p><script>alert(1)</script><img src="https://izle.test/a.png"><img src="cid:logo"><form action="https://x.test"><input></form>""";

    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_formatted_mail_is_a_page_that_fetches_nothing_until_pictures_are_asked_for()
    {
        await using var hub = await MailHub.Start();
        var (conversation, seq) = await Formatted(hub, "su");
        var agent = await hub.SignedIn(StaffRoles.Agent);

        using var plain = await agent.Get(Path(conversation, seq));
        var page = await plain.Content.ReadAsStringAsync();
        var policy = Assert.Single(plain.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal("text/html; charset=utf-8", plain.Content.Headers.ContentType!.ToString());
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("sandbox allow-popups", policy, StringComparison.Ordinal);
        Assert.Contains("img-src data:;", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-scripts", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-same-origin", policy, StringComparison.Ordinal);
        Assert.Equal(("no-referrer", "no-store", "nosniff"), (Header(plain, "Referrer-Policy"), Header(plain, "Cache-Control"), Header(plain, "X-Content-Type-Options")));
        Assert.Contains("Merhaba", page, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/png;base64,iVBOR", page, StringComparison.Ordinal);
        foreach (var gone in (string[])["<script", "onclick", "<form", "src=\"https://izle.test", "alert"]) Assert.DoesNotContain(gone, page.Replace("data-remote-src", "", StringComparison.Ordinal), StringComparison.Ordinal);

        using var asked = await agent.Get(Path(conversation, seq) + "?images=true");
        Assert.Contains("img-src data: https:;", Header(asked, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains(" src=\"https://izle.test/a.png\"", await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_see_the_conversation_does_not_see_its_mail()
    {
        await using var hub = await MailHub.Start();
        var (conversation, seq) = await Formatted(hub, "imar");
        var stranger = await hub.SignedIn(StaffRoles.Agent); // Works in su.
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(Path(conversation, seq))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await hub.Browser().Get(Path(conversation, seq))).StatusCode);
        var auditor = await hub.SignedIn(StaffRoles.Auditor);
        Assert.Equal(HttpStatusCode.OK, (await auditor.Get(Path(conversation, seq))).StatusCode);
        foreach (var (id, at) in new[] { (conversation, seq - 1), (conversation, seq + 9), (conversation, -1), ("yok", seq), ("..%2f", seq) })
            Assert.Equal(HttpStatusCode.NotFound, (await auditor.Get(Path(id, at))).StatusCode);
    }

    private static string Path(string conversation, long seq) => FormattableString.Invariant($"/api/desk/conversations/{conversation}/entries/{seq}/html");

    private static string Header(HttpResponseMessage response, string name) => string.Join(',', response.Headers.GetValues(name));

    /// <summary>A mail with a picture of its own and one from elsewhere, as the intake keeps it.</summary>
    private static async Task<(string Conversation, long Seq)> Formatted(TestHub hub, string department)
    {
        var files = hub.Services.GetRequiredService<FileStore>();
        var html = await files.Save(Encoding.UTF8.GetBytes(HtmlSanitizer.Sanitize(Html).Html), default);
        var picture = new Attachment(await files.Save(Png, default), "logo.png", "image/png", Png.Length, Inline: true, ContentId: "logo");
        var mail = new EmailReceived("html@example.test", new EmailAddress(MailHub.Citizen), [new EmailAddress("cozum@belediye.test")], "Su", "Merhaba", HtmlId: html, Attachments: [picture]);
        var conversation = await MailHub.Received(hub, department, mail);
        var page = await hub.Services.GetRequiredService<IGrainFactory>().GetGrain<IConversationGrain>(conversation).Join(0);
        return (conversation, page.Entries.Single(entry => entry.Event is EmailReceived).Seq);
    }
}
