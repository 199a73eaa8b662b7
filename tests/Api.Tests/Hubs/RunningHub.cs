using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ContactHub.Accounts;
using ContactHub.Departments;
using ContactHub.Security;
using ContactHub.Startup;
using ContactHub.Storage;
using ContactHub.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContactHub.Hubs.Tests;

/// <summary>The whole hub as Program makes it, listening on a real port, on files of its own.</summary>
public sealed class RunningHub : IAsyncLifetime
{
    public const string Site = "test";
    public const string OtherSite = "other";
    public const string Secret = "the-secret-that-the-test-site-signs-with";
    public const string Password = "mavi kapı 7 bulut";

    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-hub-").FullName;
    private readonly string[] _settings;
    private WebApplication _app = null!;

    public RunningHub()
        : this([])
    {
    }

    /// <param name="settings">Further settings as command line arguments.</param>
    internal RunningHub(params string[] settings) => _settings = settings;

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IEventLog Log => Services.GetRequiredService<IEventLog>();

    /// <summary>Warnings and errors that the hub logged.</summary>
    public LogRecorder Logged { get; } = new();

    public static async Task<RunningHub> Start(params string[] settings)
    {
        var hub = new RunningHub(settings);
        await hub.InitializeAsync();
        return hub;
    }

    public async Task InitializeAsync()
    {
        string[] arguments =
        [
            "--Urls=http://127.0.0.1:0", $"--Storage:Path={_folder}", "--Routing:DefaultDepartment=su",
            "--Visitors:SendsPerAddress=1000000", "--Visitors:SessionsPerAddress=1000000",
            .. SiteSettings(0, Site), .. SiteSettings(1, OtherSite), .. TestEngine.HubSettings(_folder), .. _settings,
        ];
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = _folder, EnvironmentName = "Production" });
        builder.Logging.ClearProviders().AddProvider(Logged);
        using var errors = new StringWriter();
        Assert.True(builder.TryAddContactHub(errors), errors.ToString());
        // The real count is the real cost of a guess; tests make none.
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
        _app = builder.Build();
        _app.UseContactHub();
        Assert.True(await _app.StartContactHub(TextWriter.Null, errors), errors.ToString());
        Address = new Uri(_app.Urls.First());
        var staff = Services.GetRequiredService<StaffStore>();
        await staff.Save(new Department("su", "Su ve Kanalizasyon", "Water", "#0088cc", 1));
        await staff.Save(new Department("zabita", "Zabıta", "Municipal Police", "#884400", 2));
    }

    public async Task DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Asks for a visitor's session; fails the test when it is refused.</summary>
    public async Task<Session> Visit(string site = Site, string? token = null, string? identity = null, bool fresh = false)
    {
        using var response = await AskForSession(new { site, language = "tr", token, identity, fresh });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<Session>(JsonSerializerOptions.Web))!;
    }

    public async Task<HttpResponseMessage> AskForSession(object body)
    {
        using var http = new HttpClient { BaseAddress = Address };
        return await http.PostAsJsonAsync("/api/visitor/session", body, JsonSerializerOptions.Web);
    }

    /// <summary>A citizen's page: a session and its connection, not yet joined.</summary>
    public async Task<(Session Session, HubSocket Socket)> Citizen(Session? session = null)
    {
        session ??= await Visit();
        return (session, await Connect(session.Token));
    }

    public Task<HubSocket> Connect(string? token) =>
        HubSocket.Open(new Uri(Address, "/hubs/visitor" + (token is null ? "" : "?access_token=" + Uri.EscapeDataString(token))));

    /// <summary>A new member of staff, signed in.</summary>
    public async Task<StaffScreen> Staff(string name, string roles, params string[] departments)
    {
        var email = $"{Guid.NewGuid():n}@ornek.bel.tr";
        using (var scope = Services.CreateScope())
        {
            var person = new NewStaff(name, email, [.. roles.Split('+')], [.. departments], 5, ["tr"]);
            var made = await scope.ServiceProvider.GetRequiredService<StaffAccounts>().Create(person, Password);
            Assert.Empty(made.Errors);
            return new StaffScreen(made.Id!, name, await SignIn(email), Address, email);
        }
    }

    private async Task<string> SignIn(string email)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };
        http.DefaultRequestHeaders.Add(HubHeader.Name, "1");
        using var response = await http.PostAsJsonAsync("/api/account/sign-in", new { email, password = Password, remember = false });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return string.Join("; ", response.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
    }

    private static IEnumerable<string> SiteSettings(int index, string id) =>
    [
        $"--Sites:{index}:Id={id}", $"--Sites:{index}:AllowedOrigins:0=https://{id}.example", $"--Sites:{index}:Title:Tr=Deneme",
        $"--Sites:{index}:IdentitySecret={(id == Site ? Secret : "another-secret-for-the-other-site-here")}",
    ];
}

/// <summary>The answer to asking for a session.</summary>
public sealed record Session(string Token, string ConversationId, string VisitorId, bool Verified);

/// <summary>Somebody signed in at the desk.</summary>
public sealed record StaffScreen(string Id, string Name, string Cookie, Uri Hub, string Email)
{
    public Task<HubSocket> Open() => HubSocket.Open(new Uri(Hub, "/hubs/desk"), new Dictionary<string, string> { ["Cookie"] = Cookie });
}
