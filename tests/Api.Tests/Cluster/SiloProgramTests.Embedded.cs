using ContactHub.HubFaults.Tests;
using ContactHub.Startup;

namespace ContactHub.Cluster.Tests;

/// <summary>The silo's program in a build that has none.</summary>
public sealed class SiloProgramTests
{
    [Fact]
    public async Task It_says_where_the_grains_are()
    {
        var (code, printed) = await HubProcess.FailSilo();

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("grains run inside ContactHub.Api", printed, StringComparison.Ordinal);
    }
}
