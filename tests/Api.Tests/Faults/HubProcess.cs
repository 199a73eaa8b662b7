using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using ContactHub.Hubs.Tests;
using ContactHub.TestKit;

namespace ContactHub.HubFaults.Tests;

/// <summary>The program as it is deployed, in a process of its own.</summary>
internal sealed partial class HubProcess : IDisposable
{
    private const string ListensOn = "ContactHub listens on ";
    private const string LastLine = "  Stop with Ctrl+C.";
    private const string Silo = "ContactHub.Silo.dll";
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    // Its end with all that it has printed; that the process has gone is known earlier.
    private readonly Task _end;
    private readonly TaskCompletionSource<Uri?> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HubProcess(IEnumerable<string> settings, string program = "ContactHub.Api.dll")
    {
        var start = new ProcessStartInfo("/bin/bash") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        // A write over a file size limit is then an error, as on a full disk, and not a signal.
        foreach (var argument in (string[])["-c", ChildWatch.Prelude + "trap '' XFSZ; exec \"$0\" \"$@\"", Environment.ProcessPath!, Path.Combine(AppContext.BaseDirectory, program), .. settings])
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) => _listening.TrySetResult(null);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _end = _process.WaitForExitAsync();
    }

    public int Id => _process.Id;

    public Uri Address { get; private set; } = null!;

    /// <summary>The sign-in that the first start of a hub prints.</summary>
    public (string Email, string Password) FirstAdministrator
    {
        get
        {
            var printed = SignInLine().Match(Output);
            Assert.True(printed.Success, Output);
            return (printed.Groups[1].Value, printed.Groups[2].Value);
        }
    }

    /// <summary>Everything that it has printed.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts the hub on a folder and waits until it listens and has printed where.</summary>
    public static Task<HubProcess> Start(string folder, params string[] more) => Start([.. Settings(folder), .. more]);

    /// <summary>Starts the hub and waits until it listens and has printed where.</summary>
    public static async Task<HubProcess> Start(string[] settings)
    {
        var hub = new HubProcess(settings);
        hub.Address = await hub._listening.Task.WaitAsync(Eventually.Patience) ?? throw new InvalidOperationException("The hub did not start:\n" + hub.Output);
        return hub;
    }

    /// <summary>Starts a silo and waits until it runs grains.</summary>
    public static async Task<HubProcess> StartSilo(string[] settings)
    {
        var silo = new HubProcess(settings, Silo);
        await silo.Printed("ContactHub silo runs grains");
        return silo;
    }

    /// <summary>Starts a silo where it cannot start.</summary>
    /// <returns>The exit code and all that was printed.</returns>
    public static async Task<(int ExitCode, string Output)> FailSilo(params string[] settings)
    {
        using var silo = new HubProcess(settings, Silo);
        return (await silo.Exit(), silo.Output);
    }

    /// <summary>Starts the hub where it cannot start.</summary>
    /// <returns>The exit code and all that was printed.</returns>
    public static async Task<(int ExitCode, string Output)> Fail(params string[] settings)
    {
        using var hub = new HubProcess(settings);
        return (await hub.Exit(), hub.Output);
    }

    /// <summary>Starts a command of the program.</summary>
    public static HubProcess Run(params string[] arguments) => new(arguments);

    /// <summary>Waits until it has printed a line that begins so; fails when it ends before.</summary>
    public async Task Printed(string start)
    {
        await Eventually.Holds(() =>
        {
            var ended = _end.IsCompleted;
            var printed = _output.Any(line => line.StartsWith(start, StringComparison.Ordinal));
            Assert.True(printed || !ended, Output);
            return printed;
        });
    }

    /// <summary>Waits until it ends by itself, and answers its exit code.</summary>
    public async Task<int> Exit()
    {
        await _end.WaitAsync(Eventually.Patience);
        return _process.ExitCode;
    }

    /// <summary>What the hub is started with on a folder of its own.</summary>
    public static string[] Settings(string folder) =>
    [
        "--Urls=http://127.0.0.1:0", $"--Storage:Path={folder}", "--Visitors:SendsPerVisitor=1000000", "--Visitors:SendsPerAddress=1000000",
        "--Sites:0:Id=test", "--Sites:0:AllowedOrigins:0=https://test.example", "--Sites:0:Title:Tr=Deneme",
        .. TestEngine.HubSettings(folder),
    ];

    public async Task<Session> Visit(string? token = null)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var response = await http.PostAsJsonAsync("/api/visitor/session", new { site = "test", token }, JsonSerializerOptions.Web);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Session>(JsonSerializerOptions.Web))!;
    }

    /// <summary>What the hub is started with on a PostgreSQL database.</summary>
    public static string[] PostgresSettings(string folder, string connectionString) =>
        [.. Settings(folder), "--Storage:Provider=postgres", $"--Storage:ConnectionString={connectionString}"];

    public Task<HubSocket> Connect(Session session) =>
        HubSocket.Open(new Uri(Address, "/hubs/visitor?access_token=" + Uri.EscapeDataString(session.Token)));

    /// <summary>SIGTERM: what a service manager sends.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>SIGKILL: nothing is flushed. Returns when the process is gone.</summary>
    public void Kill()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        _output.Enqueue(line);
        // What a first start prints for its user stands below the address: a test that reads it must not come before it.
        // A silo, which listens nowhere, ends with the same line.
        if (line == LastLine && _output.FirstOrDefault(l => l.StartsWith(ListensOn, StringComparison.Ordinal)) is { } address)
            _listening.TrySetResult(new Uri(address[ListensOn.Length..]));
    }

    [GeneratedRegex(@"First administrator: (\S+)\s+one-time password: (\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex SignInLine();
}
