using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ContactHub.HubFaults.Tests;
using ContactHub.Security;
using ContactHub.TestKit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ContactHub.Email.Tests;

/// <summary>A municipality's mail: Dovecot, Postfix, and the hub as it is deployed, which reads from the one and sends by the other.</summary>
internal sealed class MailStage : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-mail-").FullName;

    private MailStage(DovecotServer dovecot, PostfixServer postfix) => (Dovecot, Postfix) = (dovecot, postfix);

    public DovecotServer Dovecot { get; }

    public PostfixServer Postfix { get; }

    private string Data => Path.Combine(_folder, "data");

    public static async Task<MailStage> Open()
    {
        var dovecot = await DovecotServer.Start();
        var stage = new MailStage(dovecot, await PostfixServer.Start(dovecot));
        await File.WriteAllTextAsync(Path.Combine(stage._folder, "authority.pem"), dovecot.Certificates.AuthorityPem);
        return stage;
    }

    public Task<HubProcess> StartHub()
    {
        var (authority, imap, smtp) = (Path.Combine(_folder, "authority.pem"), Dovecot.TlsPort.ToString(CultureInfo.InvariantCulture), Postfix.Port.ToString(CultureInfo.InvariantCulture));
        return HubProcess.Start(Data,
            "--Email:Secret=a-secret-of-the-tests-with-32-characters", "--Email:RetryPause=00:00:01", "--Email:Mailboxes:0:Id=cozum", $"--Email:Mailboxes:0:Address={DovecotServer.User}",
            "--Email:Mailboxes:0:Name=Çözüm Merkezi", "--Email:Mailboxes:0:Host=127.0.0.1", $"--Email:Mailboxes:0:Port={imap}", $"--Email:Mailboxes:0:AuthorityFile={authority}",
            $"--Email:Mailboxes:0:User={DovecotServer.User}", $"--Email:Mailboxes:0:Password={DovecotServer.Password}", "--Email:Mailboxes:0:Smtp:Host=127.0.0.1",
            $"--Email:Mailboxes:0:Smtp:Port={smtp}", $"--Email:Mailboxes:0:Smtp:AuthorityFile={authority}");
    }

    /// <summary>The first administrator, signed in and with a password of the own, over HTTP and on the desk's hub.</summary>
    public static async Task<(HttpClient Http, HubSocket Desk)> SignIn(HubProcess hub)
    {
        var cookies = new CookieContainer();
        var http = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = hub.Address };
        http.DefaultRequestHeaders.Add(HubHeader.Name, "1");
        var (email, oneTime) = hub.FirstAdministrator;
        await Post(http, "/api/account/sign-in", new { email, password = oneTime, remember = false });
        await Post(http, "/api/account/password", new { current = oneTime, next = "mavi kapı 7 bulut" });
        var headers = new Dictionary<string, string> { ["Cookie"] = cookies.GetCookieHeader(hub.Address), ["Origin"] = hub.Address.GetLeftPart(UriPartial.Authority) };
        return (http, await HubSocket.Open(new Uri(hub.Address, "/hubs/desk"), headers));
    }

    public static async Task<JsonElement> Post(HttpClient http, string path, object body) =>
        await Read(path, await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, JsonSerializerOptions.Web));

    public static async Task<JsonElement> Put(HttpClient http, string path, object body) =>
        await Read(path, await http.PutAsJsonAsync(new Uri(path, UriKind.Relative), body, JsonSerializerOptions.Web));

    /// <summary>The id of an upload that may go along with a mail.</summary>
    public static async Task<string> Upload(HttpClient http, byte[] file, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/desk/files") { Content = new ByteArrayContent(file) };
        request.Headers.Add("X-File-Name", Uri.EscapeDataString(name));
        return (await Read("upload", await http.SendAsync(request))).GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement> Read(string path, HttpResponseMessage response)
    {
        using var read = response;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The citizen's mails, as they are in the mailbox.</summary>
    public async Task<List<ParsedMail>> CitizensMail()
    {
        var server = new MailServer("127.0.0.1", Dovecot.TlsPort, MailSecurity.Tls, X509Certificate2.CreateFromPem(Dovecot.Certificates.AuthorityPem), TimeSpan.FromSeconds(60));
        await using var client = await ImapClient.Connect(server, new MailPassword(DovecotServer.Citizen, DovecotServer.Password), TimeProvider.System, default);
        await client.Select("INBOX", default);
        var mails = new List<ParsedMail>();
        foreach (var uid in await client.Search(1, default)) mails.Add(MimeReader.Read((await client.Fetch(uid, default))!.Value));
        return mails;
    }

    /// <summary>What is in the log of one kind, in order, with its conversation.</summary>
    public List<(string Conversation, JsonElement Event)> Events(string kind) => Events(Data, kind);

    /// <inheritdoc cref="Events(string)"/>
    /// <param name="data">The folder of the hub's data.</param>
    public static List<(string Conversation, JsonElement Event)> Events(string data, string kind)
    {
        using var log = new SqliteConnection($"Data Source={Path.Combine(data, "events.db")};Mode=ReadOnly;Pooling=false;Default Timeout=30");
        return [.. log.Query<(string Conversation, byte[] Payload)>(
            "SELECT c.id, e.payload FROM events e JOIN conversations c ON c.number = e.conversation WHERE e.kind = @kind ORDER BY e.position", new { kind })
            .Select(row => (row.Conversation, JsonDocument.Parse(row.Payload).RootElement))];
    }

    public async ValueTask DisposeAsync()
    {
        await Postfix.DisposeAsync();
        await Dovecot.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
