using System.Net;
using System.Net.Http.Json;
using ContactHub.Hubs.Tests;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.TestKit;

namespace ContactHub.HubFaults.Tests;

/// <summary>
/// The database of accounts, FAQ and settings is taken away from a running hub, and the event log is not: conversations go on, the bot answers, whoever
/// needs an account is told to try again, and everything is as before when it is back.
/// </summary>
public sealed class HubDatabaseFaultTests : IDisposable
{
    private static readonly Uri Me = new("/api/account/me", UriKind.Relative);
    private static readonly Uri Administration = new("/api/admin/agents", UriKind.Relative);
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-accounts-gone-").FullName;

    private string Database => Path.Combine(_folder, HubDatabase.FileName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Conversations_and_the_bot_go_on_and_signing_in_is_unavailable_until_it_is_back()
    {
        using var hub = await HubProcess.Start(_folder);
        using var http = new HttpClient { BaseAddress = hub.Address };
        http.DefaultRequestHeaders.Add(HubHeader.Name, "1");
        var session = await hub.Visit();
        await using var citizen = await hub.Connect(session);
        var screen = await Screen.Join(citizen, session.ConversationId);
        await Ask(citizen, screen, "before-01");
        // The cookie of this one is known afterwards, and can't be checked meanwhile.
        using (var first = await SignIn(http, hub)) Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        File.Move(Database, Database + ".away");
        await Ask(citizen, screen, "during-01");
        // Somebody new, too, whose conversation, grains and session are all to be made.
        var newcomer = await hub.Visit();
        await using (var other = await hub.Connect(newcomer))
        {
            await Ask(other, await Screen.Join(other, newcomer.ConversationId), "newcomer1");
            await other.Call("requestPerson", new { clientId = "wants-person" });
        }

        foreach (var attempt in (Func<Task<HttpResponseMessage>>[])[() => SignIn(http, hub), () => http.GetAsync(Me), () => http.GetAsync(Administration)])
            await Unavailable(attempt, session);
        Assert.False(File.Exists(Database), "An empty database has taken the place of the one that is away.");
        using (var monitor = new HttpClient { BaseAddress = hub.Address })
        using (var ready = await monitor.GetAsync(new Uri("/health/ready", UriKind.Relative))) Assert.Equal(HttpStatusCode.OK, ready.StatusCode);

        File.Move(Database + ".away", Database);
        using (var known = await http.GetAsync(Me)) Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        using (var signedIn = await SignIn(http, hub)) Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        await Ask(citizen, screen, "after-001");
        foreach (var id in (string[])["before-01", "during-01", "after-001"])
            Assert.Single(screen.Entries.Values, e => e.Contains(id, StringComparison.Ordinal));
        Assert.DoesNotContain("Çöp", hub.Output, StringComparison.Ordinal);
    }

    /// <summary>Says something, and waits for the bot's answer to it.</summary>
    private static async Task Ask(HubSocket citizen, Screen screen, string id)
    {
        var seq = (await citizen.Call("send", new { clientId = id, text = "Çöp ne zaman alınıyor?" })).GetProperty("seq").GetInt64();
        await citizen.Until(
            () => screen.Entries.Any(e => e.Key > seq && e.Value.Contains("\"kind\":\"bot\"", StringComparison.Ordinal)), $"the bot's answer to {id}");
    }

    private static async Task Unavailable(Func<Task<HttpResponseMessage>> attempt, Session session)
    {
        using var response = await attempt();
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (response.StatusCode, body.Contains("\"code\":\"unavailable\"", StringComparison.Ordinal)));
        Assert.DoesNotContain(session.VisitorId, body, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SignIn(HttpClient http, HubProcess hub)
    {
        var (email, password) = hub.FirstAdministrator;
        return http.PostAsJsonAsync("/api/account/sign-in", new { email, password, remember = false });
    }
}
