using System.Security.Cryptography.X509Certificates;
using System.Text;
using ContactHub.TestKit;

namespace ContactHub.Email.Tests;

/// <summary>Against a real Postfix that delivers to a real Dovecot.</summary>
public sealed class SmtpClientTests : IAsyncLifetime
{
    private static readonly MailPassword User = new(DovecotServer.User, DovecotServer.Password);
    private DovecotServer _dovecot = null!;
    private PostfixServer _postfix = null!;

    public async Task InitializeAsync()
    {
        _dovecot = await DovecotServer.Start();
        _postfix = await PostfixServer.Start(_dovecot);
    }

    public async Task DisposeAsync()
    {
        await _postfix.DisposeAsync();
        await _dovecot.DisposeAsync();
    }

    [Theory]
    [InlineData(MailSecurity.Tls, false)]
    [InlineData(MailSecurity.StartTls, false)]
    [InlineData(MailSecurity.StartTls, true)]
    public async Task Mail_arrives_as_it_was_written_and_who_cannot_be_reached_is_told(MailSecurity security, bool byToken)
    {
        var token = new MailToken(DovecotServer.User, _dovecot.Token(TimeProvider.System.GetUtcNow().AddHours(1)));
        await using var client = await Connect(security, byToken ? token : User);
        var message = Encoding.UTF8.GetBytes("Subject: deneme\r\nFrom: a@b.test\r\n\r\n.nokta\r\n..iki\r\nFrom bu\r\n");
        var results = await client.Send(new SmtpEnvelope("cozum@belediye.test", [DovecotServer.Citizen, "yok@example.test"]), message, default);
        Assert.Equal([true, true], results.Select(result => result.Reply.IsGood));
        await client.Quit(default);
        var mail = await Arrived(1);
        Assert.EndsWith(".nokta\r\n..iki\r\nFrom bu\r\n", Encoding.UTF8.GetString(mail.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_server_will_not_take_is_refused_with_its_status()
    {
        await using var client = await Connect(MailSecurity.StartTls, User);
        var results = await client.Send(new SmtpEnvelope("cozum@belediye.test", [DovecotServer.Citizen, "biri@baska.test"]), "x\r\n"u8.ToArray(), default);
        Assert.Equal((true, 550, "5.4.4"), (results[0].Reply.IsGood, results[1].Reply.Code, results[1].Reply.Status!));
        Assert.Equal("5.3.4", (await client.Send(new SmtpEnvelope("", [DovecotServer.Citizen]), new byte[1_000_001], default))[0].Reply.Status);
        Assert.True((await client.Send(new SmtpEnvelope("", [DovecotServer.Citizen]), "y\r\n"u8.ToArray(), default))[0].Reply.IsGood);
    }

    [Fact]
    public async Task A_wrong_password_and_a_certificate_of_somebody_else_are_told_apart()
    {
        Assert.Equal(MailServerFault.Authentication, (await Assert.ThrowsAsync<MailServerException>(() => Connect(MailSecurity.StartTls, User with { Password = "x" }))).Fault);
        using var stranger = X509Certificate2.CreateFromPem(new TestCertificates(TimeProvider.System).AuthorityPem);
        foreach (var security in (MailSecurity[])[MailSecurity.Tls, MailSecurity.StartTls])
        {
            var settings = Settings(security) with { Authority = stranger };
            Assert.Equal(MailServerFault.Security, (await Assert.ThrowsAsync<MailServerException>(() => SmtpClient.Connect(settings, User, "belediye.test", TimeProvider.System, default))).Fault);
        }
    }

    private async Task<ReadOnlyMemory<byte>> Arrived(uint number)
    {
        var imap = new MailServer("127.0.0.1", _dovecot.TlsPort, MailSecurity.Tls, X509Certificate2.CreateFromPem(_dovecot.Certificates.AuthorityPem), TimeSpan.FromSeconds(60));
        await using var client = await ImapClient.Connect(imap, User with { User = DovecotServer.Citizen }, TimeProvider.System, default);
        await client.Select("INBOX", default);
        while ((await client.Search(number, default)).IsEmpty) await client.WaitForNews(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), default).WaitAsync(Eventually.Patience);
        return (await client.Fetch(number, default))!.Value;
    }

    private Task<SmtpClient> Connect(MailSecurity security, MailCredential credential) => SmtpClient.Connect(Settings(security), credential, "belediye.test", TimeProvider.System, default);

    private MailServer Settings(MailSecurity security) => new(
        "127.0.0.1", security == MailSecurity.Tls ? _postfix.TlsPort : _postfix.Port, security, X509Certificate2.CreateFromPem(_dovecot.Certificates.AuthorityPem), TimeSpan.FromSeconds(60));
}
