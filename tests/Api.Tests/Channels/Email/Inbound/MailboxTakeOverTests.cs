using System.Globalization;
using ContactHub.Accounts.Tests;
using ContactHub.Links;
using ContactHub.Storage;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactHub.Email.Tests;

/// <summary>Two readers of a real mailbox with one real PostgreSQL between them.</summary>
public sealed class MailboxTakeOverTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-mail-").FullName;
    private DovecotServer _server = null!;

    public async Task InitializeAsync() => _server = await DovecotServer.Start();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task When_a_node_stands_still_another_reads_the_mailbox_and_what_both_read_is_recorded_once()
    {
        await _server.Deliver([Mail(1)]);
        await using var hub = await TestHub.Start(await (await PostgresServer.Shared).CreateDatabase(), settings: await Settings());
        await Recorded(hub, 1);
        var (store, mailbox) = (hub.Services.GetRequiredService<MailboxStore>(), hub.Services.GetRequiredService<EmailOptions>().Mailboxes[0]);
        await Eventually.Holds(async () => (await store.Position(mailbox.Id, default)).LastUid == 1);

        // The hub's clock stands still from here on: it doesn't renew its lease, and doesn't know that it has lost it.
        var clock = new FakeClock();
        clock.Advance(hub.Clock.GetUtcNow() - clock.GetUtcNow());
        var services = hub.Services;
        var other = new MailboxReader(mailbox, store, new LeaseStore(services.GetRequiredService<HubDatabase>(), clock), services.GetRequiredService<MailIntake>(),
            services.GetRequiredService<MailCredentials>(), services.GetRequiredService<LinkReports>(), clock, NullLogger.Instance);
        Assert.False(await other.Run(() => Assert.Fail("Two read at once."), default));
        clock.Advance(LeaseStore.Life + TimeSpan.FromSeconds(1));
        using var end = new CancellationTokenSource();
        var connected = new TaskCompletionSource();
        var reading = other.Run(connected.SetResult, end.Token);
        await connected.Task.WaitAsync(Eventually.Patience);
        await _server.Deliver(Enumerable.Range(2, 20).Select(Mail));
        await Recorded(hub, 21);
        await Eventually.Holds(async () => (await store.Position(mailbox.Id, default)).LastUid == 21);

        // The other one leaves, and the first goes on behind what it read.
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => reading);
        await _server.Deliver([Mail(22)]);
        await Eventually.Holds(async () =>
        {
            hub.Clock.Advance(TimeSpan.FromSeconds(1));
            return (await store.Position(mailbox.Id, default)).LastUid == 22;
        });
        await Recorded(hub, 22);
    }

    /// <summary>One conversation for each mail, of its opening, the queue and the mail.</summary>
    private static async Task Recorded(TestHub hub, int count)
    {
        var log = hub.Services.GetRequiredService<IEventLog>();
        await Eventually.Holds(async () => (await log.Summaries(new SummaryQuery(Limit: 100), default)).Count >= count);
        var summaries = await log.Summaries(new SummaryQuery(Limit: 100), default);
        Assert.Equal(count, summaries.Count);
        Assert.All(summaries, stored => Assert.Equal(3, ContactHub.Conversations.SummaryCodec.Read(stored).LastSeq));
    }

    private static string Mail(int n) => string.Create(
        CultureInfo.InvariantCulture, $"From: k{n}@example.test\nTo: {DovecotServer.User}\nSubject: Konu {n}\nMessage-ID: <t{n}@example.test>\n\nMesaj {n}\n");

    private async Task<Dictionary<string, string?>> Settings()
    {
        var authority = Path.Combine(_folder, "authority.pem");
        await File.WriteAllTextAsync(authority, _server.Certificates.AuthorityPem);
        return new Dictionary<string, string?>
        {
            ["Email:Secret"] = "a-secret-of-the-tests-with-32-characters", ["Email:Mailboxes:0:Id"] = "cozum", ["Email:Mailboxes:0:Address"] = DovecotServer.User, ["Email:Mailboxes:0:Host"] = "127.0.0.1",
            ["Email:Mailboxes:0:Port"] = _server.TlsPort.ToString(CultureInfo.InvariantCulture), ["Email:Mailboxes:0:AuthorityFile"] = authority, ["Email:Mailboxes:0:User"] = DovecotServer.User,
            ["Email:Mailboxes:0:Password"] = DovecotServer.Password, ["Email:Mailboxes:0:Timeout"] = "10.00:00:00",
        };
    }
}
