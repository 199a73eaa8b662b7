using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ContactHub.HubFaults.Tests;
using ContactHub.Hubs.Tests;
using ContactHub.Security;
using ContactHub.TestKit;

namespace ContactHub.Cluster.Tests;

/// <summary>Two silos and two Api nodes in processes of their own, on a real Redis and a real PostgreSQL, with the demo's people and FAQ.</summary>
public sealed partial class ClusterOfFour : IAsyncLifetime
{
    public const string Administrator = "admin@contacthub.local";
    public const string Department = "temizlik-isleri-mudurlugu";
    public const string DirectLineSecret = "the-direct-line-secret-of-the-cluster";

    private readonly Dictionary<string, string[]> _settings = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, HubProcess> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _passwords = new(StringComparer.Ordinal);

    private readonly Func<int> _redis;
    private readonly Func<ClusterOfFour, string[]> _ofAll;
    private readonly string[] _ofApis;

    public ClusterOfFour()
        : this(() => RedisServer.Shared.Port, _ => [])
    {
    }

    /// <param name="redis">The port of its Redis on the loopback address.</param>
    /// <param name="ofAll">Further settings of all processes.</param>
    /// <param name="ofApis">Further settings of the Api nodes.</param>
    internal ClusterOfFour(Func<int> redis, Func<ClusterOfFour, string[]> ofAll, params string[] ofApis) => (_redis, _ofAll, _ofApis) = (redis, ofAll, ofApis);

    /// <summary>The connection string of its database.</summary>
    public string Database { get; private set; } = "";

    /// <summary>The Api nodes; they keep their addresses over restarts.</summary>
    public Uri[] Apis { get; } = [LoopbackAddress(), LoopbackAddress()];

    /// <summary>Names of the processes, in the order in which they are restarted.</summary>
    public static IReadOnlyList<string> Names { get; } = ["silo-1", "silo-2", "api-1", "api-2"];

    public async Task InitializeAsync()
    {
        Database = await (await PostgresServer.Shared).CreateDatabase();
        var name = Guid.NewGuid().ToString("n");
        string[] common =
        [
            "--Storage:Provider=postgres", $"--Storage:ConnectionString={Database};Maximum Pool Size=15", $"--Cluster:ClusterId={name}", $"--Cluster:ServiceId={name}",
            string.Create(CultureInfo.InvariantCulture, $"--Cluster:Redis=127.0.0.1:{_redis()}"), .. _ofAll(this),
        ];
        for (var i = 0; i < 2; i++)
        {
            var (silo, gateway) = FreePorts.Two();
            _settings[Names[i]] =
            [
                "--Urls=" + LoopbackAddress().AbsoluteUri,
                string.Create(CultureInfo.InvariantCulture, $"--Cluster:SiloPort={silo}"), string.Create(CultureInfo.InvariantCulture, $"--Cluster:GatewayPort={gateway}"), .. common,
            ];
            _settings[Names[2 + i]] =
            [
                "--Urls=" + Apis[i].AbsoluteUri, "--Cluster:RunsGrains=false", "--Demo:Enabled=true", "--Drain:Time=00:00:01",
                "--Sites:0:Id=test", "--Sites:0:AllowedOrigins:0=https://test.example", "--Sites:0:Title:Tr=Deneme", $"--Sites:0:DirectLineSecret={DirectLineSecret}",
                "--Visitors:SendsPerVisitor=1000000", "--Visitors:SendsPerAddress=1000000", "--Visitors:SessionsPerAddress=1000000", .. _ofApis, .. common,
            ];
        }

        // All at once: the first start of a cluster has no order, and one of the two Api nodes makes the people.
        await Task.WhenAll(Names.Select(Start));
        foreach (Match line in SignInLine().Matches(string.Join('\n', _running.Values.Select(process => process.Output))))
            _passwords.Add(line.Groups[1].Value, line.Groups[2].Value);
        var (administrator, _) = await SignIn(0, Administrator);
        using (administrator)
        {
            var next = "cluster " + Guid.NewGuid().ToString("n");
            using var changed = await administrator.PostAsJsonAsync("/api/account/password", new { current = _passwords[Administrator], next });
            changed.EnsureSuccessStatusCode();
            _passwords[Administrator] = next;
        }
    }

    public Task DisposeAsync()
    {
        foreach (var process in _running.Values) process.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Ends a process with SIGTERM, waits for its orderly end, and starts it again.</summary>
    public async Task Restart(string name)
    {
        using var process = _running[name];
        process.Terminate();
        var code = await process.Exit();
        Assert.True(code == 0, $"{name} ended with {code}:\n{process.Output}");
        await Start(name);
    }

    /// <summary>Ends a process with SIGKILL.</summary>
    public void Kill(string name)
    {
        _running.TryRemove(name, out var process);
        process!.Dispose();
    }

    /// <summary>Starts a process that was killed.</summary>
    public async Task Start(string name) => _running[name] =
        name.StartsWith("silo", StringComparison.Ordinal) ? await HubProcess.StartSilo(_settings[name]) : await HubProcess.Start(_settings[name]);

    /// <summary>What a process has printed since its last start.</summary>
    public string Output(string name) => _running[name].Output;

    /// <summary>A visitor's session of the test's site.</summary>
    public Task<Session> Visit(int api) => _running[Names[2 + api]].Visit();

    /// <summary>A citizen's connection through an Api node, with a session that any node may have made.</summary>
    public Task<HubSocket> Citizen(int api, Session session) =>
        HubSocket.Open(new Uri(Apis[api], "/hubs/visitor?access_token=" + Uri.EscapeDataString(session.Token)));

    /// <summary>A desk's connection through an Api node, with a cookie that any node may have made.</summary>
    public Task<HubSocket> Desk(int api, string cookie) => HubSocket.Open(new Uri(Apis[api], "/hubs/desk"), new Dictionary<string, string> { ["Cookie"] = cookie });

    /// <summary>A browser that is signed in through an Api node, and its cookie.</summary>
    public async Task<(HttpClient Http, string Cookie)> SignIn(int api, string email)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Apis[api] };
        http.DefaultRequestHeaders.Add(HubHeader.Name, "1");
        using var response = await http.PostAsJsonAsync("/api/account/sign-in", new { email, password = _passwords[email], remember = false });
        response.EnsureSuccessStatusCode();
        var cookie = StaffBrowser.CookieOf(response)!;
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        return (http, cookie);
    }

    /// <summary>A new agent, made and signed in through the first Api node, with a password of the agent's own.</summary>
    internal async Task<StaffBrowser> Hire(HttpClient administrator, string email)
    {
        var person = new { name = email, email, roles = (string[])["agent"], departments = (string[])[Department], capacity = 4, languages = (string[])["tr"] };
        using var created = await administrator.PostAsJsonAsync("/api/admin/agents", person);
        created.EnsureSuccessStatusCode();
        var answer = await created.Content.ReadFromJsonAsync<JsonNode>();
        _passwords[email] = (string)answer!["oneTimePassword"]!;
        var (http, cookie) = await SignIn(0, email);
        var browser = new StaffBrowser((string)answer["agent"]!["id"]!, http, cookie);
        using var changed = await http.PostAsJsonAsync("/api/account/password", new { current = _passwords[email], next = _passwords[email] = "cluster " + Guid.NewGuid().ToString("n") });
        changed.EnsureSuccessStatusCode();
        browser.Keep(changed);
        return browser;
    }

    private static Uri LoopbackAddress() => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.One()}"));

    [GeneratedRegex(@"(?:Demo \w+|First administrator:) +(\S+) +(?:one-time )?password: (.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex SignInLine();
}
