using System.Net;
using System.Net.Sockets;
using ContactHub.Startup;
using ContactHub.Storage;

namespace ContactHub.HubFaults.Tests;

/// <summary>A hub that cannot start says why in words, ends with the right code, and leaves what is there alone.</summary>
public sealed class StartFaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-start-").FullName;

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task All_faults_of_the_configuration_are_listed_at_once()
    {
        var (code, output) = await HubProcess.Fail(
            "--Urls=http://0.0.0.0:0", $"--Storage:Path={Data}", "--Storage:Provider=oracle", "--Visitors:SendsPerVisitor=0", "--Visitors:ConnectionsPerVisitor=many",
            "--Network:TrustedProxies:0=proxy", "--Routing:DefaultDepartment=", "--Sites:0:Id=Bad Id", "--Sites:0:Color=green", "--Sites:0:IdentitySecret=short",
            "--Sites:0:AllowedOrigins:0=example.com/page", "--Visitors:SendsPerVistor=5");

        Assert.Equal(ExitCodes.Configuration, code);
        foreach (var named in (string[])[
            "Urls", "Storage:Provider", "oracle", "SendsPerVisitor", "ConnectionsPerVisitor", "many", "TrustedProxies", "Bad Id", "Color", "IdentitySecret",
            "example.com/page", "Title:Tr", "SendsPerVistor"])
            Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    [Theory]
    [InlineData(SqliteEventLog.FileName)]
    [InlineData(HubDatabase.FileName)]
    public async Task A_file_that_is_no_database_is_named_and_left_as_it_is(string name)
    {
        Directory.CreateDirectory(Data);
        var file = Path.Combine(Data, name);
        await File.WriteAllTextAsync(file, new string('?', 10_000));

        await CannotStart("not a database", Data);

        Assert.Equal(new string('?', 10_000), await File.ReadAllTextAsync(file));
    }

    [Theory]
    [InlineData(SqliteEventLog.FileName)]
    [InlineData(HubDatabase.FileName)]
    public async Task A_file_that_cannot_be_opened_is_named(string name)
    {
        Directory.CreateDirectory(Path.Combine(Data, name));
        await CannotStart(Data, "open");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_named()
    {
        await File.WriteAllTextAsync(Data, "not a folder");
        await CannotStart(Data);
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        using var first = await HubProcess.Start(Data);

        await CannotStart("in use by another ContactHub process", Data, $"process {first.Id} on", "contacthub.lock");

        var session = await first.Visit();
        await using var citizen = await first.Connect(session);
        await citizen.Call("send", new { clientId = "still-here", text = "Merhaba" });
        first.Kill();
        using var second = await HubProcess.Start(Data);
        await using var again = await second.Connect(await second.Visit(session.Token));
        Assert.Contains("still-here", (await again.Call("join", 0)).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (code, output) = await HubProcess.Fail([.. HubProcess.Settings(Data), $"--Urls=http://127.0.0.1:{port}"]);

        Assert.Equal(ExitCodes.CannotStart, code);
        Assert.Contains($"127.0.0.1:{port}", output, StringComparison.Ordinal);
        Assert.Contains("ContactHub cannot start", output, StringComparison.Ordinal);
    }

    private async Task CannotStart(params string[] named)
    {
        var (code, output) = await HubProcess.Fail(HubProcess.Settings(Data));

        Assert.Contains("ContactHub cannot start: ", output, StringComparison.Ordinal);
        foreach (var part in named) Assert.Contains(part, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.CannotStart, code);
    }
}
