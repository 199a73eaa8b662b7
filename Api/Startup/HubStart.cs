using ContactHub.Accounts;
using ContactHub.Demo;
using ContactHub.FaqBot;
using ContactHub.Routing;
using ContactHub.Silo;
using ContactHub.Storage;

namespace ContactHub.Startup;

/// <summary>From a built application to one that listens, with what a person needs to know printed.</summary>
internal static class HubStart
{
    /// <summary>False when it cannot start; the reason was printed.</summary>
    public static async Task<bool> StartContactHub(this WebApplication app, TextWriter output, TextWriter errors)
    {
        try
        {
            // Both open and migrate their database here, so that a broken one stops the start with its reason.
            _ = app.Services.GetRequiredService<IEventLog>();
            _ = app.Services.GetRequiredService<HubDatabase>();
            await app.Services.EnsureClusterStartable();
            var notices = new List<string>();
            await using (await app.Services.GetRequiredService<HubDatabase>().Alone())
            await using (var scope = app.Services.CreateAsyncScope())
            {
                if (await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().EnsureExists() is { } first)
                    notices.Add($"First administrator: {first.Email}   one-time password: {first.OneTimePassword}");
                notices.AddRange(await scope.ServiceProvider.GetRequiredService<DemoSeed>().EnsureSeeded());
            }

            // In memory before anybody asks, so that the bot also answers when that database fails later.
            await app.Services.GetRequiredService<FaqIndexSource>().Refresh();
            await app.Services.GetRequiredService<OpeningHoursSource>().For(null);
            await app.StartAsync();
            Banner.Print(app, output, notices);
            return true;
        }
        catch (Exception e) when (e is StorageStartException or ClusterStartException or IOException || GrainFaults.IsOfCluster(e))
        {
            await errors.WriteLineAsync("ContactHub cannot start: " + e.Message);
            await app.DisposeAsync();
            return false;
        }
    }
}

/// <summary>What is printed once the hub listens.</summary>
internal static class Banner
{
    public static void Print(WebApplication app, TextWriter output, IReadOnlyList<string> notices)
    {
        var address = app.Urls.FirstOrDefault() ?? "";
        output.WriteLine();
        output.WriteLine($"ContactHub listens on {address}");
        if (app.Services.GetRequiredService<DemoOptions>().Enabled) output.WriteLine($"  Citizen: {address}/demo/   a municipal site with the chat on it");
        output.WriteLine($"  Agent:   {address}/desk/");
        foreach (var notice in notices) output.WriteLine("  " + notice);
        output.WriteLine("  Stop with Ctrl+C.");
        output.Flush();
    }
}
