using ContactHub.Startup;

namespace ContactHub.HubFaults.Tests;

public sealed partial class OneHubTests
{
    [Fact]
    public async Task A_second_process_on_the_same_postgresql_database_is_refused_and_the_first_goes_on()
    {
        using var first = await HubProcess.Start(Settings);

        var (code, output) = await HubProcess.Fail(Settings);

        Assert.Equal(ExitCodes.CannotStart, code);
        Assert.Contains("ContactHub cannot start: ", output, StringComparison.Ordinal);
        Assert.Contains("in use by another ContactHub process", output, StringComparison.Ordinal);
        Assert.Contains($"{first.Id} on ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        var session = await first.Visit();
        await using var citizen = await first.Connect(session);
        await citizen.Call("send", new { clientId = "still-here", text = "Merhaba" });

        first.Kill();
        using var second = await HubProcess.Start(Settings);
        await using var again = await second.Connect(await second.Visit(session.Token));
        Assert.Contains("still-here", (await again.Call("join", 0)).GetRawText(), StringComparison.Ordinal);
    }
}
