using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ContactHub.Health.Tests;
using ContactHub.HubFaults.Tests;
using ContactHub.Hubs.Tests;
using ContactHub.Security;
using ContactHub.TestKit;

namespace ContactHub.Deploy.Tests;

/// <summary>The hub behind a real nginx with the configurations of deploy/nginx.</summary>
public sealed class NginxTests
{
    [Fact]
    public async Task A_citizen_chats_through_the_proxy_and_its_log_holds_no_token()
    {
        var hub = await RunningHub.Start("--Network:TrustedProxies:0=127.0.0.1");
        using (var proxy = await Nginx.Start("deploy/nginx/contacthub.conf", hub.Address))
        {
            using var http = Client(proxy.Address);
            var session = await Visit(http);
            var citizen = await Connect(proxy, session);
            var screen = await Screen.Join(citizen, session.ConversationId);

            var receipt = await citizen.Call("send", new { clientId = "through-nginx", text = "Merhaba" });

            await screen.UpTo(receipt.GetProperty("seq").GetInt64());
            await citizen.DisposeAsync();
            // A connection is logged when it has ended.
            await Eventually.Holds(() => proxy.AccessLog.Contains("/hubs/visitor", StringComparison.Ordinal));
            Assert.DoesNotContain("access_token", proxy.AccessLog, StringComparison.Ordinal);
            Assert.DoesNotContain(session.Token, proxy.AccessLog, StringComparison.Ordinal);
        }

        await hub.DisposeAsync();
    }

    [Fact]
    public async Task An_agent_works_through_the_proxy_with_a_cookie_for_https_only_and_other_origins_stay_out()
    {
        var hub = await RunningHub.Start("--Network:TrustedProxies:0=127.0.0.1");
        using (var proxy = await Nginx.Start("deploy/nginx/contacthub.conf", hub.Address))
        {
            var agent = await hub.Staff("Deniz", "agent", "su");
            using var http = Client(proxy.Address);
            http.DefaultRequestHeaders.Add(HubHeader.Name, "1");
            using var refused = await http.PostAsJsonAsync("/api/account/sign-in", new { email = agent.Email, password = "wrong", remember = false });
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            using var signedIn = await http.PostAsJsonAsync("/api/account/sign-in", new { email = agent.Email, password = RunningHub.Password, remember = false });
            Assert.Contains("secure", Assert.Single(signedIn.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);

            var cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
            var own = new Dictionary<string, string> { ["Cookie"] = cookie, ["Origin"] = $"https://{proxy.Address.Authority}" };
            await using var desk = await HubSocket.Open(new Uri(proxy.Address, "/hubs/desk"), own);
            Assert.True((await desk.Call("inbox", 0)).GetProperty("reset").GetBoolean());
            var foreign = new Dictionary<string, string>(own) { ["Origin"] = "https://evil.example" };
            await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => HubSocket.Open(new Uri(proxy.Address, "/hubs/desk"), foreign));
        }

        await hub.DisposeAsync();
    }

    [Fact]
    public async Task While_one_node_stops_everybody_who_comes_gets_the_other_one()
    {
        var folder = Directory.CreateTempSubdirectory("contacthub-nodes-").FullName;
        using (var stopping = await HubProcess.Start(Path.Combine(folder, "a"), "--Drain:Notice=00:05:00"))
        using (var staying = await HubProcess.Start(Path.Combine(folder, "b")))
        using (var proxy = await Nginx.Start("deploy/nginx/cluster.conf", stopping.Address, staying.Address))
        {
            stopping.Terminate();
            await HealthTests.Becomes(stopping.Address, HttpStatusCode.ServiceUnavailable, "Unhealthy");
            using var http = Client(proxy.Address);

            for (var i = 0; i < 6; i++)
            {
                var session = await Visit(http);
                // As browsers do: the negotiation's node is the one that knows the connection.
                using var negotiated = await http.PostAsync($"/hubs/visitor/negotiate?negotiateVersion=1&access_token={Uri.EscapeDataString(session.Token)}", null);
                negotiated.EnsureSuccessStatusCode();
                var id = (await negotiated.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("connectionToken").GetString()!;
                await using var citizen = await Connect(proxy, session, $"&id={Uri.EscapeDataString(id)}");
                Assert.Equal(2, (await citizen.Call("send", new { clientId = "to-the-other", text = "Merhaba" })).GetProperty("seq").GetInt64());
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    private static HttpClient Client(Uri address)
    {
        var handler = new SocketsHttpHandler { UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost";
        return new HttpClient(handler) { BaseAddress = address };
    }

    private static async Task<Session> Visit(HttpClient http)
    {
        using var response = await http.PostAsJsonAsync("/api/visitor/session", new { site = "test" }, JsonSerializerOptions.Web);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Session>(JsonSerializerOptions.Web))!;
    }

    private static Task<HubSocket> Connect(Nginx proxy, Session session, string query = "") =>
        HubSocket.Open(new Uri(proxy.Address, $"/hubs/visitor?access_token={Uri.EscapeDataString(session.Token)}{query}"));
}
