using ContactHub.Startup;
using ContactHub.TestKit;

namespace ContactHub.HubFaults.Tests;

/// <summary>A node that cannot join its cluster says why in words and ends with the code of a database that is away.</summary>
public sealed class ClusterStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-cluster-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData(",abortConnect=false")]
    public async Task Without_its_redis_it_does_not_start(string option)
    {
        var port = FreePorts.One();

        var output = await CannotStart([.. HubProcess.Settings(_folder), $"--Cluster:Redis=127.0.0.1:{port},password=geheim,connectTimeout=1000{option}"]);

        Assert.Contains($"The cluster's Redis at 127.0.0.1:{port} does not answer", output, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_node_with_sqlite_files_of_its_own_is_refused_and_the_first_goes_on()
    {
        var name = Path.GetFileName(_folder);
        string[] cluster = [$"--Cluster:ClusterId={name}", $"--Cluster:ServiceId={name}"];
        using var first = await HubProcess.Start([.. HubProcess.Settings(Path.Combine(_folder, "first")), .. cluster]);

        var output = await CannotStart([.. HubProcess.Settings(Path.Combine(_folder, "second")), .. cluster]);

        Assert.Contains($"Another node of the cluster '{name}' runs at ", output, StringComparison.Ordinal);
        await using var citizen = await first.Connect(await first.Visit());
        await citizen.Call("send", new { clientId = "still-here", text = "Merhaba" });
    }

    private static async Task<string> CannotStart(string[] settings)
    {
        var (code, output) = await HubProcess.Fail(settings);

        Assert.Contains("ContactHub cannot start: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.CannotStart, code);
        return output;
    }
}
