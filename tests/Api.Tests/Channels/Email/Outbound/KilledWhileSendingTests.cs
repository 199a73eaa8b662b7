using System.Collections.Concurrent;
using System.Globalization;
using ContactHub.HubFaults.Tests;
using ContactHub.TestKit;

namespace ContactHub.Email.Tests;

public sealed class KilledWhileSendingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-mail-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>
    /// At least once: between a server that has the whole mail and its word about it nobody can know whether it was taken, so it is handed over again.
    /// It is the same mail to the byte, so that the Message-ID tells a mailbox that it has it already.
    /// </summary>
    [Fact]
    public async Task A_hub_that_is_killed_before_the_servers_word_about_a_mail_hands_over_the_very_same_mail_again()
    {
        var contents = new ConcurrentQueue<string>();
        await using var server = new ScriptedSmtpServer(line =>
        {
            if (!line.EndsWith("\r\n.", StringComparison.Ordinal)) return ScriptedSmtpServer.Friendly(line);
            contents.Enqueue(line);
            return contents.Count == 1 ? "" : "250 2.0.0 taken";
        });
        using (var hub = await Start(server.Port))
        {
            var (agent, desk) = await MailStage.SignIn(hub);
            using var http = agent;
            await using var screen = desk;
            await MailStage.Post(agent, "/api/desk/mail", new { clientId = "begin-01", mailbox = "cozum", to = new[] { new { address = "ayse@example.test" } }, subject = "Su", text = "Metin" });
            await Eventually.Holds(() => contents.Count == 1);
            hub.Kill();
        }

        using (await Start(server.Port)) await Eventually.Holds(() => MailStage.Events(_folder, "deliveryReported").Count == 1);
        var sent = contents.ToArray();
        Assert.Equal(2, sent.Length);
        Assert.Equal(sent[0], sent[1]);
        Assert.Contains("\r\nMessage-ID: <", sent[0], StringComparison.Ordinal);
        Assert.Empty(MailStage.Events(_folder, "emailFailed"));
    }

    private Task<HubProcess> Start(int port) => HubProcess.Start(_folder,
        "--Email:Secret=a-secret-of-the-tests-with-32-characters", "--Email:Mailboxes:0:Id=cozum", "--Email:Mailboxes:0:Address=cozum@belediye.test", "--Email:Mailboxes:0:Host=127.0.0.1",
        // Nothing listens there: this mailbox is only sent from.
        "--Email:Mailboxes:0:Port=1", "--Email:Mailboxes:0:Security=None", "--Email:Mailboxes:0:User=x", "--Email:Mailboxes:0:Password=x", "--Email:Mailboxes:0:Smtp:Host=127.0.0.1",
        "--Email:Mailboxes:0:Smtp:Port=" + port.ToString(CultureInfo.InvariantCulture), "--Email:Mailboxes:0:Smtp:Security=None", "--Email:Mailboxes:0:Smtp:SignIn=false");
}
