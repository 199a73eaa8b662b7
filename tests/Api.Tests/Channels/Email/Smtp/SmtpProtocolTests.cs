using System.Text;
using ContactHub.TestKit;

namespace ContactHub.Email.Tests;

public sealed class SmtpProtocolTests
{
    private static readonly MailPassword User = new("ali", "şifre");
    private static readonly SmtpEnvelope Envelope = new("cozum@belediye.test", ["a@x.test", "b@x.test"]);

    [Theory]
    [InlineData("PIPELINING")]
    [InlineData("HELP")]
    public async Task Each_recipient_has_the_answer_that_was_given_for_it(string extension)
    {
        await using var server = new ScriptedSmtpServer(line => line == "RCPT TO:<b@x.test>" ? "550-5.1.1 no\r\n550 5.1.1 such user" : ScriptedSmtpServer.Friendly(line, "SIZE 5000", "AUTH PLAIN", extension));
        await using var client = await Connect(server);
        var results = await client.Send(Envelope, "Subject: x\r\n\r\n.dot\r\n"u8.ToArray(), default);
        Assert.Equal([("a@x.test", 250, "2.0.0"), ("b@x.test", 550, "5.1.1")], results.Select(r => (r.Recipient, r.Reply.Code, r.Reply.Status!)));
        Assert.Equal("no such user", results[1].Reply.Text);
        Assert.True(client.IsUsable);
        Assert.Equal(["MAIL FROM:<cozum@belediye.test> SIZE=20", "RCPT TO:<a@x.test>", "RCPT TO:<b@x.test>", "DATA", "Subject: x\r\n\r\n..dot\r\n."], server.Heard.Skip(2));
        await client.Quit(default);
        Assert.Equal("QUIT", server.Heard[^1]);
    }

    [Fact]
    public async Task What_nobody_takes_is_not_sent_and_the_next_mail_begins_anew()
    {
        await using var server = new ScriptedSmtpServer(line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "450 4.2.0 greylisted" : ScriptedSmtpServer.Friendly(line, "AUTH LOGIN"));
        await using var client = await Connect(server, null);
        var results = await client.Send(Envelope, "x"u8.ToArray(), default);
        Assert.All(results, result => Assert.True(result.Reply is { IsPassing: true, Status: "4.2.0" }));
        Assert.DoesNotContain("DATA", server.Heard);
        Assert.Equal("RSET", server.Heard[^1]);
        Assert.True(client.IsUsable);
    }

    [Fact]
    public async Task What_the_server_said_it_would_not_take_is_refused_without_asking()
    {
        await using var server = new ScriptedSmtpServer(line => ScriptedSmtpServer.Friendly(line, "SIZE 10", "8BITMIME"));
        await using var client = await Connect(server, null);
        Assert.Equal("5.3.4", (await client.Send(Envelope, new byte[11], default))[0].Reply.Status);
        Assert.Equal("5.6.7", (await client.Send(new SmtpEnvelope("", ["çözüm@x.test"]), new byte[1], default))[0].Reply.Status);
        Assert.Single(server.Heard);
    }

    [Fact]
    public async Task Addresses_of_other_letters_ask_for_a_server_that_knows_them()
    {
        await using var server = new ScriptedSmtpServer(line => ScriptedSmtpServer.Friendly(line, "SMTPUTF8", "8BITMIME"));
        await using var client = await Connect(server, null);
        Assert.True((await client.Send(new SmtpEnvelope("", ["çözüm@x.test"]), "x"u8.ToArray(), default))[0].Reply.IsGood);
        Assert.Equal("MAIL FROM:<> BODY=8BITMIME SMTPUTF8", server.Heard[1]);
    }

    [Theory]
    [InlineData("AUTH PLAIN LOGIN", "AUTH PLAIN AGFsaQDFn2lmcmU=")]
    [InlineData("AUTH=LOGIN", "AUTH LOGIN")]
    public async Task A_password_goes_by_the_way_that_the_server_knows(string offered, string expected)
    {
        await using var server = new ScriptedSmtpServer(line => line switch
        {
            "AUTH LOGIN" => "334 VXNlcm5hbWU6",
            "YWxp" => "334 UGFzc3dvcmQ6",
            "xZ9pZnJl" => "235 in",
            _ => ScriptedSmtpServer.Friendly(line, offered),
        });
        await using var client = await Connect(server);
        Assert.Equal(expected, server.Heard[1]);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_told_after_the_challenge()
    {
        await using var server = new ScriptedSmtpServer(line => line.StartsWith("AUTH XOAUTH2 ", StringComparison.Ordinal) ? "334 eyJzdGF0dXMiOiI0MDEifQ==" : line.Length == 0 ? "535 5.7.8 no" : ScriptedSmtpServer.Friendly(line, "AUTH XOAUTH2"));
        var fault = await Assert.ThrowsAsync<MailServerException>(() => Connect(server, new MailToken("ali", "t")));
        Assert.Equal(MailServerFault.Authentication, fault.Fault);
        Assert.Contains("AUTH XOAUTH2 dXNlcj1hbGkBYXV0aD1CZWFyZXIgdAEB", server.Heard);
    }

    [Theory]
    [InlineData("554 go away", MailServerFault.Connection)]
    [InlineData("220", MailServerFault.Authentication)]
    [InlineData("hello", MailServerFault.Protocol)]
    [InlineData("220-a\r\n250 b", MailServerFault.Protocol)]
    public async Task A_server_that_lets_nobody_in_is_a_fault(string greeting, MailServerFault expected)
    {
        await using var server = new ScriptedSmtpServer(line => line == "CONNECT" ? greeting : ScriptedSmtpServer.Friendly(line, "AUTH CRAM-MD5"));
        Assert.Equal(expected, (await Assert.ThrowsAsync<MailServerException>(() => Connect(server))).Fault);
    }

    [Fact]
    public async Task Without_STARTTLS_or_with_words_before_it_nothing_is_said()
    {
        await using var without = new ScriptedSmtpServer(line => ScriptedSmtpServer.Friendly(line, "AUTH PLAIN"));
        Assert.Equal(MailServerFault.Security, (await Assert.ThrowsAsync<MailServerException>(() => Connect(without, User, MailSecurity.StartTls))).Fault);
        await using var chatty = new ScriptedSmtpServer(line => line == "STARTTLS" ? "220 go\r\n250 2.0.0 injected" : ScriptedSmtpServer.Friendly(line, "STARTTLS"));
        Assert.Equal(MailServerFault.Security, (await Assert.ThrowsAsync<MailServerException>(() => Connect(chatty, User, MailSecurity.StartTls))).Fault);
        Assert.DoesNotContain(without.Heard.Concat(chatty.Heard), line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_breaks_over_the_content_is_a_fault_and_a_farewell_the_last_word()
    {
        await using var broken = new ScriptedSmtpServer(line => line.EndsWith("\r\n.", StringComparison.Ordinal) ? null : ScriptedSmtpServer.Friendly(line));
        await using var first = await Connect(broken, null);
        Assert.Equal(MailServerFault.Connection, (await Assert.ThrowsAsync<MailServerException>(() => first.Send(Envelope, "x"u8.ToArray(), default))).Fault);

        await using var leaving = new ScriptedSmtpServer(line => line.StartsWith("MAIL", StringComparison.Ordinal) ? "421 4.3.2 shutting down" : ScriptedSmtpServer.Friendly(line));
        await using var second = await Connect(leaving, null);
        Assert.True((await second.Send(Envelope, "x"u8.ToArray(), default))[0].Reply.IsPassing);
        Assert.False(second.IsUsable);
    }

    [Fact]
    public async Task A_silent_server_is_given_up_by_the_clock()
    {
        var clock = new FakeClock();
        await using var server = new ScriptedSmtpServer(_ => "");
        var connecting = SmtpClient.Connect(Settings(server.Port), null, "test", clock, default);
        await Eventually.Holds(() =>
        {
            clock.Advance(TimeSpan.FromDays(11));
            return connecting.IsCompleted;
        });
        Assert.Equal(MailServerFault.Timeout, (await Assert.ThrowsAsync<MailServerException>(() => connecting)).Fault);
    }

    [Fact]
    public async Task No_address_is_a_command()
    {
        await using var server = new ScriptedSmtpServer(line => ScriptedSmtpServer.Friendly(line));
        await using var client = await Connect(server, null);
        await Assert.ThrowsAsync<ArgumentException>(() => client.Send(new SmtpEnvelope("a@x.test>\r\nRCPT TO:<b@x.test", ["a@x.test"]), "x"u8.ToArray(), default));
    }

    [Theory]
    [InlineData("", ".\r\n")]
    [InlineData(".", "..\r\n.\r\n")]
    [InlineData("a\r\n.\r\nQUIT\r\n", "a\r\n..\r\nQUIT\r\n.\r\n")]
    [InlineData("a\n.\nb", "a\r\n..\r\nb\r\n.\r\n")]
    [InlineData("a\r.\r\n", "a\r\n..\r\n.\r\n")]
    public void Content_ends_where_it_ends(string message, string expected) => Assert.Equal(expected, Encoding.UTF8.GetString(SmtpData.Encode(Encoding.UTF8.GetBytes(message))));

    private static Task<SmtpClient> Connect(ScriptedSmtpServer server) => Connect(server, User);

    private static Task<SmtpClient> Connect(ScriptedSmtpServer server, MailCredential? credential, MailSecurity security = MailSecurity.None) =>
        SmtpClient.Connect(Settings(server.Port) with { Security = security }, credential, "belediye.test", TimeProvider.System, default);

    private static MailServer Settings(int port) => new("127.0.0.1", port, MailSecurity.None, null, TimeSpan.FromDays(10));
}
