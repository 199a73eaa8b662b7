using System.Net;
using System.Net.Http.Json;
using ContactHub.HubFaults.Tests;
using ContactHub.Security;
using ContactHub.TestKit;

namespace ContactHub.Webhooks.Tests;

/// <summary>The program is killed while a receiver has a delivery and has not answered yet.</summary>
public sealed class WebhookCrashTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-webhook-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_being_sent_when_the_hub_was_killed_is_sent_again_and_nothing_is_lost()
    {
        await using var receiver = await Receiver.Start();
        var silence = new TaskCompletionSource();
        receiver.Answer = async (_, _, context) =>
        {
            await silence.Task;
            context.Response.StatusCode = 204;
        };
        using (var hub = await Start())
        {
            await Register(hub, receiver.Url);
            await using var citizen = await hub.Connect(await hub.Visit());
            for (var i = 1; i <= 3; i++) await citizen.Call("send", new { clientId = $"message-{i}", text = $"Merhaba {i}" });
            await Eventually.Holds(() => receiver.Requests.Count > 0);
            hub.Kill();
        }

        var before = receiver.Requests.Count;
        silence.SetResult();
        using (await Start()) await Eventually.Holds(() => receiver.Requests.Any(r => (string?)r.Json["event"]!["data"]!["text"] == "Merhaba 3"));

        var first = receiver.Requests[0];
        Assert.Equal(1, before);
        Assert.Equal((first.Delivery, first.Place), (receiver.Requests[1].Delivery, receiver.Requests[1].Place));
        var seqs = receiver.Requests.Skip(1).Select(r => (long)r.Json["event"]!["seq"]!).ToList();
        Assert.Equal(seqs.Distinct().Order(), seqs);
        Assert.Equal(["Merhaba 1", "Merhaba 2", "Merhaba 3"], receiver.Requests.Skip(1)
            .Where(r => r.Kind == "messagePosted" && (string?)r.Json["event"]!["by"]!["kind"] == "citizen").Select(r => (string?)r.Json["event"]!["data"]!["text"]));
    }

    private Task<HubProcess> Start() => HubProcess.Start(_folder, "--Outbound:AllowedNetworks:0=127.0.0.0/8", "--Webhooks:Timeout=00:01:00");

    private static async Task Register(HubProcess hub, string url)
    {
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = hub.Address };
        http.DefaultRequestHeaders.Add(HubHeader.Name, "1");
        var (email, password) = hub.FirstAdministrator;
        await Post("/api/account/sign-in", new { email, password, code = (string?)null, remember = false });
        await Post("/api/account/password", new { current = password, next = "mavi kapı 7 bulut" });
        await Post("/api/account/sign-in", new { email, password = "mavi kapı 7 bulut", code = (string?)null, remember = false });
        Assert.Contains("whsec_", await Post(WebhookStage.Path, new { url, description = "CRM" }), StringComparison.Ordinal);

        async Task<string> Post(string path, object body)
        {
            using var response = await http.PostAsJsonAsync(path, body);
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {text}");
            return text;
        }
    }
}
