using System.Globalization;
using ContactHub.Accounts.Tests;
using ContactHub.Conversations;
using ContactHub.Links;
using ContactHub.Storage;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactHub.Email.Tests;

/// <summary>Servers that do not give one message, or take no flags: all others come in.</summary>
public sealed class StubbornServerTests
{
    private const int MostTries = 8;

    [Fact]
    public async Task A_message_that_the_server_refuses_to_give_is_stepped_over_after_some_tries()
    {
        await using var server = new FakeMailbox(3) { Refusing = command => command.StartsWith("UID FETCH 2 (UID BODY", StringComparison.Ordinal) };
        await using var stage = await Stage.Open(server);
        for (var tries = 1; tries <= MostTries; tries++) Assert.Equal(MailServerFault.Refused, await stage.Fault());
        await stage.ReadsUpTo(3);

        Assert.Equal(["m1@example.test", "m3@example.test"], (await stage.Mails()).Select(mail => mail.MessageId));
        Assert.Equal(MostTries, server.Heard.Count(line => line.Contains("UID FETCH 2 (UID BODY", StringComparison.Ordinal)));
        // Only the pauses between tries that come to nothing grow.
        Assert.Equal(2, stage.Connected);
    }

    [Fact]
    public async Task Of_a_message_that_is_larger_than_the_server_says_a_notice_is_kept_in_the_end()
    {
        await using var server = new FakeMailbox(2) { Text = uid => uid == 1 ? new string('x', 2 * 1024 * 1024) : "Merhaba" };
        await using var stage = await Stage.Open(server);
        for (var tries = 1; tries <= MostTries / 2; tries++) Assert.Equal(MailServerFault.Protocol, await stage.Fault());
        await stage.ReadsUpTo(2);

        var mails = await stage.Mails();
        Assert.Equal(["m1@example.test", "m2@example.test"], mails.Select(mail => mail.MessageId));
        Assert.Contains("alınmadı", mails[0].Text, StringComparison.Ordinal);
        Assert.Equal("Merhaba", mails[1].Text.Trim());
    }

    [Fact]
    public async Task A_mailbox_that_takes_no_flags_is_read_all_the_same()
    {
        await using var server = new FakeMailbox(2) { Refusing = command => command.StartsWith("UID STORE", StringComparison.Ordinal) };
        await using var stage = await Stage.Open(server);
        await stage.ReadsUpTo(2);
        Assert.Equal(2, (await stage.Mails()).Count);
        Assert.Equal(2, server.Heard.Count(line => line.Contains("UID STORE", StringComparison.Ordinal)));
    }

    /// <summary>A reader of the mailbox, with all that it works on in a hub.</summary>
    private sealed class Stage(TestHub hub, MailboxReader reader, MailboxOptions mailbox) : IAsyncDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private Task _reading = Task.CompletedTask;
        private int _connected;

        public int Connected => _connected;

        public static async Task<Stage> Open(FakeMailbox server)
        {
            var hub = await MailHub.Start();
            var services = hub.Services;
            var mailbox = services.GetRequiredService<EmailOptions>().Mailboxes[0] with { Id = "stubborn", Port = server.Port, MostBytes = 1_000 };
            var leases = new LeaseStore(services.GetRequiredService<HubDatabase>(), hub.Clock);
            var reader = new MailboxReader(mailbox, services.GetRequiredService<MailboxStore>(), leases, services.GetRequiredService<MailIntake>(), services.GetRequiredService<MailCredentials>(),
                services.GetRequiredService<LinkReports>(), hub.Clock, NullLogger.Instance);
            return new Stage(hub, reader, mailbox);
        }

        /// <summary>Reads until the server fails.</summary>
        public async Task<MailServerFault> Fault() => (await Assert.ThrowsAsync<MailServerException>(() => Run().WaitAsync(Eventually.Patience))).Fault;

        public async Task ReadsUpTo(uint uid)
        {
            _reading = Run();
            await Eventually.Holds(async () =>
            {
                if (_reading.IsCompleted) await _reading;
                return (await hub.Services.GetRequiredService<MailboxStore>().Position(mailbox.Id, default)).LastUid == uid;
            });
        }

        public async Task<IReadOnlyList<EmailReceived>> Mails() =>
            [.. (await hub.Services.GetRequiredService<IEventLog>().ReadAll(0, 1_000)).Select(e => EventCodec.FromStored(e).Event).OfType<EmailReceived>()];

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await _reading.ContinueWith(_ => { }, TaskScheduler.Default);
            await hub.DisposeAsync();
            _end.Dispose();
        }

        private Task<bool> Run() => reader.Run(() => Interlocked.Increment(ref _connected), _end.Token);
    }

    /// <summary>An IMAP server with messages from UID 1 on, each of 100 bytes by its own word.</summary>
    private sealed class FakeMailbox(int count) : ScriptedServer
    {
        public Func<string, bool> Refusing { get; init; } = _ => false;

        public Func<int, string> Text { get; init; } = _ => "Merhaba";

        protected override async Task Serve(Stream stream, TextReader reader)
        {
            await Say(stream, "* OK hello\r\n");
            while (await reader.ReadLineAsync() is { } line)
            {
                Hear(line);
                var (tag, command) = (line.Split(' ')[0], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
                await Say(stream, Refusing(command) ? $"{tag} NO [SERVERBUG] Internal error\r\n" : $"{Answer(command)}{tag} OK done\r\n");
            }
        }

        private string Answer(string command)
        {
            var words = command.Split(' ');
            var uids = Enumerable.Range(1, count);
            if (words[0] == "CAPABILITY") return "* CAPABILITY IMAP4rev1\r\n";
            if (words[0] == "SELECT") return $"* {count} EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n* OK [PERMANENTFLAGS (\\*)] all\r\n";
            if (command.StartsWith("UID SEARCH", StringComparison.Ordinal)) return $"* SEARCH {string.Join(' ', uids)}\r\n";
            if (command.EndsWith("RFC822.SIZE)", StringComparison.Ordinal)) return string.Concat(words[2].Split(',').Select(uid => $"* {uid} FETCH (UID {uid} RFC822.SIZE 100)\r\n"));
            if (!command.StartsWith("UID FETCH", StringComparison.Ordinal)) return "";
            var of = int.Parse(words[2], CultureInfo.InvariantCulture);
            var header = $"From: Ayse <ayse{of}@example.test>\r\nTo: cozum@belediye.test\r\nSubject: Su {of}\r\nMessage-ID: <m{of}@example.test>\r\n\r\n";
            var (section, body) = command.Contains("[HEADER]", StringComparison.Ordinal) ? ("HEADER", header) : ("", header + Text(of));
            return $"* {of} FETCH (UID {of} BODY[{section}] {{{body.Length}}}\r\n{body})\r\n";
        }
    }
}
