using ContactHub.TestKit;

namespace ContactHub.HubFaults.Tests;

public sealed partial class OneHubTests
{
    [Fact]
    public async Task A_second_node_on_the_same_postgresql_database_shows_what_the_first_took_and_goes_on_when_that_is_killed()
    {
        var name = Path.GetFileName(_folder);
        string[] cluster = [$"--Cluster:ClusterId={name}", $"--Cluster:ServiceId={name}"];
        var otherFolder = Path.Combine(_folder, "other");
        using var first = await HubProcess.Start([.. Settings, .. cluster]);
        using var second = await HubProcess.Start([.. HubProcess.PostgresSettings(otherFolder, _database), .. cluster]);
        var session = await first.Visit();
        await using var citizen = await first.Connect(session);
        await using var elsewhere = await second.Connect(session);
        await elsewhere.Call("join", 0);

        await citizen.Call("send", new { clientId = "by-the-first", text = "Merhaba" });
        await elsewhere.Push("events", push => push.Arguments.GetRawText().Contains("by-the-first", StringComparison.Ordinal));
        first.Kill();
        await Sent(elsewhere);

        var shown = (await elsewhere.Call("join", 0)).GetRawText();
        Assert.Contains("by-the-first", shown, StringComparison.Ordinal);
        Assert.Single(shown.Split("by-the-second").Skip(1));
    }

    /// <summary>As a browser does it: the same message again until it is taken.</summary>
    private static async Task Sent(HubSocket citizen)
    {
        while (true)
        {
            try
            {
                await citizen.Call("send", new { clientId = "by-the-second", text = "Orada mısınız?" });
                return;
            }
            catch (HubRefusalException refusal) when (refusal.Message.Contains("unavailable", StringComparison.Ordinal))
            {
            }
        }
    }
}
