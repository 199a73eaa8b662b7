using System.Globalization;
using System.Text.Json;
using ContactHub.HubFaults.Tests;
using ContactHub.TestKit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ContactHub.Email.Tests;

/// <summary>The program as it is deployed, reading from a real Dovecot.</summary>
public sealed class MailboxTests : IAsyncLifetime
{
    private const string Secret = "a-secret-of-the-tests-with-32-characters";
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-mail-").FullName;
    private DovecotServer _server = null!;

    private string Data => Path.Combine(_folder, "data");

    private string AuthorityFile => Path.Combine(_folder, "authority.pem");

    public async Task InitializeAsync()
    {
        _server = await DovecotServer.Start();
        await File.WriteAllTextAsync(AuthorityFile, _server.Certificates.AuthorityPem);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Mail_comes_in_across_restarts_of_either_side_and_answers_to_a_conversation_go_there()
    {
        await _server.Deliver([Mail("m1", "Su kesintisi", "Suyumuz yok.\n")]);
        using (await Start())
        {
            await Recorded(1);
            await _server.Stop();
            await _server.Restart();
            await _server.Deliver([Mail("m2", "Park", "Lamba yanmıyor.")]);
            await Recorded(2);
        }

        var first = Events().Single(e => e.Mail.GetProperty("messageId").GetString() == "m1@example.test");
        var marks = new ThreadMarks(new EmailOptions { Secret = Secret });
        await _server.Deliver([Mail("m3", "Başka konu", "Teşekkürler")], marks.ReplyAddress(DovecotServer.User, first.Conversation));
        await _server.Deliver([Mail("m4", "Su", "Ben de", "komsu@example.test", $"In-Reply-To: <{marks.MessageId(DovecotServer.User, first.Conversation, "x")}>\n")]);
        using (await Start()) await Recorded(4);

        var events = Events().ToDictionary(e => e.Mail.GetProperty("messageId").GetString()!);
        Assert.Equal("Suyumuz yok.", first.Mail.GetProperty("text").GetString()!.Trim());
        Assert.Equal((first.Conversation, first.Conversation), (events["m3@example.test"].Conversation, events["m4@example.test"].Conversation));
        Assert.NotEqual(first.Conversation, events["m2@example.test"].Conversation);
        Assert.Equal((false, true), (IsStranger(events["m3@example.test"].Mail), IsStranger(events["m4@example.test"].Mail)));
    }

    [Fact]
    public async Task A_thousand_mails_are_recorded_once_each_though_the_hub_is_killed_and_the_server_numbers_anew()
    {
        const int Count = 1_000;
        await _server.Deliver(Enumerable.Range(0, Count).Select(i => Mail($"b{i}", "Toplu", $"Mesaj {i}", $"k{i % 20}@example.test")));
        using (var hub = await Start())
        {
            await Recorded(Count / 3, atLeast: true);
            hub.Kill();
        }

        Assert.InRange(Events().Count, Count / 3, Count);
        using (await Start()) await Recorded(Count);
        await _server.Stop();
        await _server.ForgetIndexes();
        await _server.Restart();
        await _server.Deliver([Mail("last", "Son", "Son")]);
        using (await Start()) await Recorded(Count + 1);

        var ids = Events().Select(e => e.Mail.GetProperty("messageId").GetString()).ToList();
        Assert.Equal(Count + 1, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Count + 1, ids.Count);
    }

    [Fact]
    public async Task Of_a_mail_that_is_too_large_a_notice_is_kept_and_the_next_is_read()
    {
        await _server.Deliver([Mail("big", "Ekler", new string('x', 30_000)), Mail("small", "Küçük", "Merhaba")]);
        using (await Start("--Email:Mailboxes:0:MostBytes=20000")) await Recorded(2);

        var events = Events().ToDictionary(e => e.Mail.GetProperty("messageId").GetString()!);
        Assert.Contains("alınmadı", events["big@example.test"].Mail.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("Merhaba", events["small@example.test"].Mail.GetProperty("text").GetString()!.Trim());
    }

    private static bool IsStranger(JsonElement mail) => mail.TryGetProperty("flags", out var flags) && flags.ValueKind == JsonValueKind.Object
        && flags.TryGetProperty("stranger", out var stranger) && stranger.GetBoolean();

    private static string Mail(string id, string subject, string text, string from = "ayse@example.test", string more = "") =>
        $"From: Ayşe <{from}>\nTo: {DovecotServer.User}\nSubject: {subject}\nMessage-ID: <{id}@example.test>\n{more}Content-Type: text/plain; charset=utf-8\n\n{text}";

    private Task<HubProcess> Start(params string[] more) => HubProcess.Start(Data,
    [
        $"--Email:Secret={Secret}", "--Email:Mailboxes:0:Id=cozum", $"--Email:Mailboxes:0:Address={DovecotServer.User}", "--Email:Mailboxes:0:Host=127.0.0.1",
        $"--Email:Mailboxes:0:Port={_server.TlsPort.ToString(CultureInfo.InvariantCulture)}", $"--Email:Mailboxes:0:AuthorityFile={AuthorityFile}",
        $"--Email:Mailboxes:0:User={DovecotServer.User}", $"--Email:Mailboxes:0:Password={DovecotServer.Password}", .. more,
    ]);

    private async Task Recorded(int count, bool atLeast = false)
    {
        // Each wait has the test's whole patience, as long as there is progress.
        for (var (last, now) = (-1, Events().Count); now < count && now != last; (last, now) = (now, Events().Count))
            await Eventually.Holds(() => Events().Count > now);
        if (!atLeast) Assert.Equal(count, Events().Count);
    }

    private List<(string Conversation, JsonElement Mail)> Events()
    {
        using var log = new SqliteConnection($"Data Source={Path.Combine(Data, "events.db")};Mode=ReadOnly;Pooling=false;Default Timeout=30");
        return [.. log.Query<(string Conversation, byte[] Payload)>(
            "SELECT c.id, e.payload FROM events e JOIN conversations c ON c.number = e.conversation WHERE e.kind = 'emailReceived' ORDER BY e.position")
            .Select(row => (row.Conversation, JsonDocument.Parse(row.Payload).RootElement))];
    }
}
