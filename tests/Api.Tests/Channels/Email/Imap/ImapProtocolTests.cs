using System.Globalization;
using ContactHub.Accounts.Tests;
using ContactHub.TestKit;

namespace ContactHub.Email.Tests;

public sealed class ImapProtocolTests
{
    private static readonly MailPassword User = new("ali", "p\"w");

    [Fact]
    public async Task Literals_quoted_strings_and_what_nobody_asked_for_are_told_apart()
    {
        await using var server = new ScriptedImapServer(ScriptedImapServer.SignedIn("IMAP4rev1",
            "* 3 EXISTS\r\n* FLAGS (\\Seen)\r\n* OK [UIDVALIDITY 17] for {5}\r\n* OK [PERMANENTFLAGS (\\Seen \\*)] x\r\n** OK [READ-WRITE] done\r\n",
            "* 9 FETCH (FLAGS (\\Seen) UID 99)\r\n* 4 EXISTS\r\n* 2 FETCH (UID 7 BODY[] {9}\r\na)\r\n\"{3}\r FLAGS (x))\r\n** OK\r\n",
            "* 2 FETCH (BODY[] \"q\\\"\\\\ {2}\" UID 7)\r\n** OK\r\n",
            "** OK nothing there\r\n"));
        await using var client = await Connect(server);

        Assert.Equal(new ImapMailbox(17, 3, true), await client.Select("A&B Şık", default));
        Assert.Equal("a)\r\n\"{3}\r"u8.ToArray(), (await client.Fetch(7, default))!.Value.ToArray());
        Assert.Equal("q\"\\ {2}"u8.ToArray(), (await client.Fetch(7, default))!.Value.ToArray());
        Assert.Null(await client.Fetch(7, default));
        Assert.Contains("a2 LOGIN \"ali\" \"p\\\"w\"", server.Heard);
        Assert.Contains("a4 SELECT \"A&-B &AV4BMQ-k\"", server.Heard);
    }

    [Fact]
    public async Task A_search_leaves_out_what_was_read_before()
    {
        await using var server = new ScriptedImapServer(ScriptedImapServer.SignedIn("IMAP4rev1", "* SEARCH 41\r\n** OK\r\n", "* SEARCH 44 42\r\n* 1 EXPUNGE\r\n* SEARCH\r\n** OK\r\n"));
        await using var client = await Connect(server);

        Assert.Empty(await client.Search(42, default));
        Assert.Equal("42 44", string.Join(' ', await client.Search(42, default)));
    }

    [Theory]
    [InlineData("* 1 FETCH (UID 1 BODY[] {99999999}\r\n")]
    [InlineData("* 1 FETCH (UID 1 BODY[] {18446744073709551615}\r\n")]
    [InlineData("* 1 FETCH ((((\r\n")]
    [InlineData("* 1 FETCH (UID \"1\r\n")]
    [InlineData("* 1 FETCH (UID x BODY[] \"a\")\r\n** OK\r\n")]
    [InlineData("\r\n")]
    [InlineData("+ go on\r\n")]
    public async Task What_breaks_the_protocol_ends_the_connection(string answer)
    {
        await using var server = new ScriptedImapServer(ScriptedImapServer.SignedIn("IMAP4rev1", answer, null));
        await using var client = await Connect(server);
        Assert.Equal(MailServerFault.Protocol, (await Assert.ThrowsAsync<MailServerException>(() => client.Fetch(1, default))).Fault);
    }

    [Fact]
    public async Task A_refusal_leaves_the_connection_good_and_its_end_is_said()
    {
        await using var server = new ScriptedImapServer(ScriptedImapServer.SignedIn("IMAP4rev1", "** NO [NONEXISTENT] not there\r\n", "** BAD what\r\n", "* BYE\r\n", null));
        await using var client = await Connect(server);
        Assert.Equal(MailServerFault.Refused, (await Assert.ThrowsAsync<MailServerException>(() => client.Select("x", default))).Fault);
        Assert.Equal(MailServerFault.Refused, (await Assert.ThrowsAsync<MailServerException>(() => client.Flag(1, "x", default))).Fault);
        Assert.Equal(MailServerFault.Connection, (await Assert.ThrowsAsync<MailServerException>(() => client.Search(1, default))).Fault);
    }

    [Fact]
    public async Task A_silent_server_is_given_up_by_the_clock()
    {
        var clock = new FakeClock();
        await using var server = new ScriptedImapServer("");
        var connecting = ImapClient.Connect(Settings(server.Port), User, clock, default);
        await Eventually.Holds(() =>
        {
            clock.Advance(TimeSpan.FromDays(11));
            return connecting.IsCompleted;
        });
        Assert.Equal(MailServerFault.Timeout, (await Assert.ThrowsAsync<MailServerException>(() => connecting)).Fault);
    }

    [Fact]
    public async Task Idling_begins_anew_when_its_time_is_over_and_polls_where_there_is_none()
    {
        var clock = new FakeClock();
        await using var idling = new ScriptedImapServer(ScriptedImapServer.SignedIn("IMAP4rev1 IDLE", "+ idling\r\n* OK still here\r\n", "** OK done\r\n", "+ idling\r\n* 8 EXISTS\r\n", "** OK\r\n"));
        await using var client = await Connect(idling, clock);
        await Until(clock, client.WaitForNews(TimeSpan.FromMinutes(28), TimeSpan.FromMinutes(1), default));
        await client.WaitForNews(TimeSpan.FromMinutes(28), TimeSpan.FromMinutes(1), default);
        Assert.Equal(["a4 IDLE", "DONE", "a5 IDLE", "DONE"], idling.Heard.Skip(3));

        await using var polled = new ScriptedImapServer(ScriptedImapServer.SignedIn("IMAP4rev1", "** OK\r\n"));
        await using var poller = await Connect(polled, clock);
        await Until(clock, poller.WaitForNews(TimeSpan.FromMinutes(28), TimeSpan.FromMinutes(1), default));
        Assert.Equal("a4 NOOP", polled.Heard[^1]);
    }

    [Fact]
    public async Task A_line_that_went_dead_while_idling_is_noticed_and_the_mailbox_is_connected_to_anew()
    {
        await using var server = new ScriptedImapServer(ScriptedImapServer.SignedIn("IMAP4rev1 IDLE", "* OK [UIDVALIDITY 17] x\r\n** OK\r\n", "* SEARCH\r\n** OK\r\n", "+ idling\r\n", "", ""));
        await using (var hub = await TestHub.Start(settings: new Dictionary<string, string?>
        {
            ["Email:Secret"] = "a-secret-of-the-tests-with-32-characters", ["Email:Mailboxes:0:Id"] = "cozum", ["Email:Mailboxes:0:Address"] = "cozum@belediye.test", ["Email:Mailboxes:0:Host"] = "127.0.0.1",
            ["Email:Mailboxes:0:Port"] = server.Port.ToString(CultureInfo.InvariantCulture), ["Email:Mailboxes:0:Security"] = "None", ["Email:Mailboxes:0:User"] = "ali", ["Email:Mailboxes:0:Password"] = "x",
            // Far longer than the clock moves while the server has to answer.
            ["Email:Mailboxes:0:Timeout"] = "02:00:00",
        }))
        {
            await Eventually.Holds(() => Heard(" IDLE") == 1);
            Assert.Equal(0, Heard("DONE"));
            // Nothing more comes over the line: not to the end of the idling, and not to what is asked then.
            await Eventually.Holds(() =>
            {
                hub.Clock.Advance(TimeSpan.FromSeconds(20));
                return Heard(" CAPABILITY") > 2;
            });
            Assert.Equal(1, Heard("DONE"));
            await Eventually.Holds(() => Heard(" IDLE") == 2);
        }

        int Heard(string end) => server.Heard.Count(line => line.EndsWith(end, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_that_come_with_the_leave_to_begin_TLS_are_refused()
    {
        await using var server = new ScriptedImapServer("* OK\r\n", "* CAPABILITY IMAP4rev1 STARTTLS\r\n** OK\r\n", "** OK go\r\n* CAPABILITY AUTH=PLAIN\r\n");
        var fault = await Assert.ThrowsAsync<MailServerException>(() => ImapClient.Connect(Settings(server.Port, MailSecurity.StartTls), User, TimeProvider.System, default));
        Assert.Equal(MailServerFault.Security, fault.Fault);
    }

    private static async Task Until(FakeClock clock, Task task)
    {
        await Eventually.Holds(() =>
        {
            if (!task.IsCompleted) clock.Advance(TimeSpan.FromSeconds(20));
            return task.IsCompleted;
        });
        await task;
    }

    private static Task<ImapClient> Connect(ScriptedImapServer server, TimeProvider? clock = null) =>
        ImapClient.Connect(Settings(server.Port), User, clock ?? TimeProvider.System, default);

    // Far longer than any test moves the clock while a server of its own has to answer.
    private static MailServer Settings(int port, MailSecurity security = MailSecurity.None) => new("127.0.0.1", port, security, null, TimeSpan.FromDays(10), 1024 * 1024);
}
