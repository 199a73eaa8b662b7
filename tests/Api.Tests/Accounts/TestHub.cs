using ContactHub.Departments;
using ContactHub.Startup;
using ContactHub.Storage;
using ContactHub.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContactHub.Accounts.Tests;

/// <summary>The whole hub in this process, on databases of its own and a clock that the test moves, with whatever else a test adds.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-api-").FullName;
    private WebApplication _app = null!;

    public FakeClock Clock { get; } = new();

    public IServiceProvider Services => _app.Services;

    public StaffStore Staff => Services.GetRequiredService<StaffStore>();

    /// <param name="postgres">Connection string; null for SQLite in a folder of its own.</param>
    public static async Task<TestHub> Start(string? postgres = null, Action<IServiceCollection>? services = null, Action<WebApplication>? endpoints = null,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        var hub = new TestHub();
        hub._app = await hub.Build(postgres, services, endpoints, settings);
        return hub;
    }

    /// <summary>Ends the process, so to speak, and starts another on the same data.</summary>
    public async Task Restart(
        Action<IServiceCollection>? services = null, Action<WebApplication>? endpoints = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = await Build(null, services, endpoints, settings);
    }

    /// <summary>A browser: keeps cookies, and sends the hub's header.</summary>
    public TestBrowser Browser() => new(_app.GetTestServer());

    /// <summary>Another system: keeps no cookies, and sends nothing by itself.</summary>
    public HttpClient Client() => _app.GetTestClient();

    /// <summary>Makes a member of staff with the password <see cref="TestBrowser.Password"/>.</summary>
    public async Task<string> Create(string email, params string[] roles)
    {
        using var scope = Services.CreateScope();
        var person = new NewStaff("Deniz Kaya", email, [.. roles], [.. (await Staff.Departments()).Select(d => d.Id).Take(1)], 4, ["tr"]);
        var result = await scope.ServiceProvider.GetRequiredService<StaffAccounts>().Create(person, TestBrowser.Password);
        Assert.Empty(result.Errors);
        return result.Id!;
    }

    /// <summary>A browser in which a new member of staff with these roles has signed in.</summary>
    public async Task<TestBrowser> SignedIn(params string[] roles)
    {
        var email = $"{Guid.NewGuid():n}@ornek.bel.tr";
        await Create(email, roles);
        var browser = Browser();
        var response = await browser.SignIn(email);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return browser;
    }

    public async Task<T> InScope<T>(Func<IServiceProvider, Task<T>> work)
    {
        using var scope = Services.CreateScope();
        return await work(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        // What works beside the requests ends with the stop, and writes no more.
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<WebApplication> Build(
        string? postgres, Action<IServiceCollection>? services, Action<WebApplication>? endpoints, IReadOnlyDictionary<string, string?>? settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Path"] = _folder,
            ["Storage:Provider"] = postgres is null ? StorageOptions.Sqlite : StorageOptions.Postgres,
            ["Storage:ConnectionString"] = postgres,
        });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Configuration.AddCommandLine(TestEngine.HubSettings(_folder));
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        var errors = new StringWriter();
        Assert.True(builder.TryAddContactHub(errors), errors.ToString());
        builder.Services.AddEngineClocks();
        // The real count is the real cost of a guess; tests make none.
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseContactHub();
        endpoints?.Invoke(app);
        await app.StartAsync();
        return app;
    }
}
