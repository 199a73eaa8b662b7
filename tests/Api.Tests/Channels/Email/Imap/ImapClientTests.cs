using System.Security.Cryptography.X509Certificates;
using System.Text;
using ContactHub.TestKit;

namespace ContactHub.Email.Tests;

/// <summary>Against a real Dovecot.</summary>
public sealed class ImapClientTests : IAsyncLifetime
{
    private static readonly MailPassword User = new(DovecotServer.User, DovecotServer.Password);
    private DovecotServer _server = null!;

    public async Task InitializeAsync() => _server = await DovecotServer.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.None)]
    public async Task Mail_is_found_measured_read_and_flagged(MailSecurity security)
    {
        await _server.Deliver([Mail("Birinci", "Günaydın"), Mail("İkinci", new string('x', 300_000))]);
        await using var client = await Connect(security);
        var inbox = await client.Select("INBOX", default);
        Assert.Equal((2u, true), (inbox.Exists, inbox.TakesKeywords));

        var uids = await client.Search(1, default);
        var sizes = await client.Sizes(uids, default);
        foreach (var (uid, size) in sizes) Assert.Equal(size, (await client.Fetch(uid, default))!.Value.Length);
        Assert.Contains("Günaydın", Encoding.UTF8.GetString((await client.Fetch(uids[0], default))!.Value.Span), StringComparison.Ordinal);
        Assert.DoesNotContain("xxx", Encoding.UTF8.GetString((await client.Fetch(uids[1], default, "HEADER"))!.Value.Span), StringComparison.Ordinal);
        await client.Flag(uids[0], "$Processed", default);
        await client.Flag(4_000_000, "$Processed", default);
        Assert.Empty(await client.Search(uids[1] + 1, default));
        await client.LogOut(default);
    }

    [Fact]
    public async Task An_access_token_lets_in_until_it_expires()
    {
        var now = TimeProvider.System.GetUtcNow();
        await using (var client = await Connect(MailSecurity.Tls, new MailToken(DovecotServer.User, _server.Token(now.AddHours(1))))) await client.Select("INBOX", default);
        var fault = await Assert.ThrowsAsync<MailServerException>(() => Connect(MailSecurity.Tls, new MailToken(DovecotServer.User, _server.Token(now.AddHours(-1)))));
        Assert.Equal(MailServerFault.Authentication, fault.Fault);
    }

    [Fact]
    public async Task A_wrong_password_and_a_certificate_of_somebody_else_are_told_apart()
    {
        Assert.Equal(MailServerFault.Authentication, (await Assert.ThrowsAsync<MailServerException>(() => Connect(MailSecurity.Tls, User with { Password = "x" }))).Fault);
        using var stranger = X509Certificate2.CreateFromPem(new TestCertificates(TimeProvider.System).AuthorityPem);
        foreach (var security in (MailSecurity[])[MailSecurity.Tls, MailSecurity.StartTls])
        {
            foreach (var authority in (X509Certificate2?[])[stranger, null])
                Assert.Equal(MailServerFault.Security, (await Assert.ThrowsAsync<MailServerException>(() => ImapClient.Connect(Settings(security) with { Authority = authority }, User, TimeProvider.System, default))).Fault);
        }
    }

    [Fact]
    public async Task Idling_ends_as_soon_as_mail_comes_and_breaks_with_the_server()
    {
        await using var client = await Connect(MailSecurity.Tls);
        await client.Select("INBOX", default);
        var waiting = client.WaitForNews(TimeSpan.FromMinutes(28), TimeSpan.FromMinutes(1), default);
        await _server.Deliver([Mail("Haber", "var")]);
        await waiting.WaitAsync(Eventually.Patience);
        Assert.Single(await client.Search(1, default));

        waiting = client.WaitForNews(TimeSpan.FromMinutes(28), TimeSpan.FromMinutes(1), default);
        await _server.Stop();
        Assert.Equal(MailServerFault.Connection, (await Assert.ThrowsAsync<MailServerException>(() => waiting.WaitAsync(Eventually.Patience))).Fault);
    }

    [Fact]
    public async Task A_mailbox_without_its_index_has_another_validity()
    {
        await _server.Deliver([Mail("Bir", "iki")]);
        await using (var client = await Connect(MailSecurity.Tls))
        {
            var before = await client.Select("INBOX", default);
            await client.DisposeAsync();
            await _server.Stop();
            await _server.ForgetIndexes();
            await _server.Restart();
            await using var again = await Connect(MailSecurity.Tls);
            Assert.NotEqual(before.UidValidity, (await again.Select("INBOX", default)).UidValidity);
            Assert.Equal(0u, (await again.Select("Şikâyet", default)).Exists);
        }
    }

    private static string Mail(string subject, string text) => $"From: ayse@example.test\nTo: {DovecotServer.User}\nSubject: {subject}\nMessage-ID: <{Guid.NewGuid():n}@example.test>\n\n{text}";

    private Task<ImapClient> Connect(MailSecurity security, MailCredential? credential = null) =>
        ImapClient.Connect(Settings(security), credential ?? User, TimeProvider.System, default);

    private MailServer Settings(MailSecurity security) => new(
        "127.0.0.1", security == MailSecurity.Tls ? _server.TlsPort : _server.Port, security, X509Certificate2.CreateFromPem(_server.Certificates.AuthorityPem), TimeSpan.FromSeconds(60));
}
