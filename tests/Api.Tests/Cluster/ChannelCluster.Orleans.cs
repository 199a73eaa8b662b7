using System.Globalization;
using ContactHub.TestKit;
using ContactHub.Webhooks.Tests;
using Dapper;
using Npgsql;

namespace ContactHub.Cluster.Tests;

/// <summary>
/// A cluster whose two Api nodes read one mailbox of a real Dovecot and may call receivers on this machine, whose silos ask a bot from outside on a site of
/// its own, and whose Redis can be killed.
/// </summary>
public sealed class ChannelCluster : IAsyncLifetime
{
    /// <summary>The site whose conversations the bot from outside gets.</summary>
    public const string BotsSite = "botlu";

    private readonly string _authority = Path.GetTempFileName();

    public ClusterOfFour Nodes { get; private set; } = null!;

    public DurableRedis Redis { get; private set; } = null!;

    public DovecotServer Dovecot { get; private set; } = null!;

    internal OutsideBot Bot { get; private set; } = null!;

    /// <summary>The administrator's browser; either node takes its cookie.</summary>
    public HttpClient Administrator { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        (Redis, Dovecot, Bot) = (await DurableRedis.Start(), await DovecotServer.Start(), await OutsideBot.Start());
        await File.WriteAllTextAsync(_authority, Dovecot.Certificates.AuthorityPem);
        Nodes = new ClusterOfFour(
            () => Redis.Port,
            nodes =>
            [
                $"--Bots:Url={nodes.Apis[1].GetLeftPart(UriPartial.Authority)}", "--Bots:Registered:0:Id=yanki", "--Bots:Registered:0:Name=Yankı", $"--Bots:Registered:0:Endpoint={Bot.Url}",
                $"--Bots:Registered:0:Secret={OutsideBot.Secret}", $"--Bots:Registered:0:Sites:0={BotsSite}", "--Bots:Registered:0:TurnTime=00:02:00",
            ],
            $"--Sites:1:Id={BotsSite}", "--Sites:1:AllowedOrigins:0=https://botlu.example", "--Sites:1:Title:Tr=Botlu", "--Outbound:AllowedNetworks:0=127.0.0.0/8", "--Webhooks:Timeout=00:00:05", "--Webhooks:FirstPause=00:00:00.5",
            "--Email:Secret=a-secret-of-the-tests-with-32-characters", "--Email:Mailboxes:0:Id=cozum", $"--Email:Mailboxes:0:Address={DovecotServer.User}",
            "--Email:Mailboxes:0:Host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--Email:Mailboxes:0:Port={Dovecot.TlsPort}"),
            $"--Email:Mailboxes:0:AuthorityFile={_authority}", $"--Email:Mailboxes:0:User={DovecotServer.User}", $"--Email:Mailboxes:0:Password={DovecotServer.Password}");
        await Nodes.InitializeAsync();
        (Administrator, _) = await Nodes.SignIn(0, ClusterOfFour.Administrator);
    }

    public async Task DisposeAsync()
    {
        Administrator?.Dispose();
        if (Nodes is not null) await Nodes.DisposeAsync();
        if (Dovecot is not null) await Dovecot.DisposeAsync();
        if (Bot is not null) await Bot.DisposeAsync();
        Redis?.Dispose();
        File.Delete(_authority);
    }

    /// <summary>The Api node that printed a line, as far as it can be told from that; the first one otherwise.</summary>
    public string NodeThatPrinted(string line) =>
        ClusterOfFour.Names.Skip(2).OrderByDescending(name => Nodes.Output(name).Contains(line, StringComparison.Ordinal)).First();

    /// <summary>All events of a kind, or of all kinds, as places of <see cref="Received.Place"/>, read past the hub.</summary>
    public async Task<IReadOnlyList<string>> Logged(string kinds)
    {
        await using var log = new NpgsqlConnection(Nodes.Database + ";Pooling=false");
        return [.. await log.QueryAsync<string>(
            "SELECT c.id || '/' || e.seq FROM events e JOIN conversations c ON c.number = e.conversation WHERE e.kind LIKE @kinds ORDER BY e.position", new { kinds })];
    }
}
