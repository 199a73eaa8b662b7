using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContactHub.Accounts.Tests;
using ContactHub.HubFaults.Tests;
using ContactHub.Hubs.Tests;
using ContactHub.Startup;
using ContactHub.TestKit;
using Xunit.Abstractions;

namespace ContactHub.Cluster.Tests;

/// <summary>The hub as several processes.</summary>
public sealed class ClusterTests(ClusterOfFour cluster, ITestOutputHelper output) : IClassFixture<ClusterOfFour>
{
    private const string Agent = "deniz@demo.example";
    private const string Supervisor = "selim@demo.example";

    [Fact]
    public async Task A_citizen_and_an_agent_on_different_nodes_talk_and_both_nodes_lists_follow()
    {
        var session = await cluster.Visit(0);
        await using var citizen = await cluster.Citizen(0, session);
        var page = await Screen.Join(citizen, session.ConversationId);
        // Signed in through one node, at work through the other.
        var (agentHttp, cookie) = await cluster.SignIn(0, Agent);
        using var _ = agentHttp;
        await using var desk = await cluster.Desk(1, cookie);
        await using var otherDesk = await cluster.Desk(0, cookie);
        await desk.Call("inbox", 0);
        await otherDesk.Call("inbox", 0);

        await citizen.Call("send", new { clientId = "question-1", text = "Su faturamı nasıl öderim?" });
        await citizen.Until(() => page.Entries.Values.Any(entry => entry.Contains("\"bot\"", StringComparison.Ordinal)), "the bot's answer");
        await citizen.Call("requestPerson", new { clientId = "person-01" });
        foreach (var screen in (HubSocket[])[desk, otherDesk]) await screen.Push("inbox", push => Lists(push, session, "queue"));
        var timeline = await Screen.Open(desk, session.ConversationId);
        await desk.Call("take", session.ConversationId, new { clientId = "take-0001" });
        foreach (var screen in (HubSocket[])[desk, otherDesk]) await screen.Push("inbox", push => Lists(push, session, "agent"));

        var fromAgent = await desk.Call("send", session.ConversationId, new { clientId = "agent-001", text = "Yardımcı olayım." });
        await page.UpTo(fromAgent.GetProperty("seq").GetInt64());
        var fromCitizen = await citizen.Call("send", new { clientId = "citizen-2", text = "Teşekkürler" });
        await timeline.UpTo(fromCitizen.GetProperty("seq").GetInt64());
        await desk.Call("resolve", session.ConversationId, new { clientId = "resolve-1", reason = "answered" });
    }

    [Fact]
    public async Task A_change_of_the_FAQ_on_one_node_answers_on_any_silo()
    {
        var (http, _) = await cluster.SignIn(0, Supervisor);
        using var admin = http;
        var entry = JsonNode.Parse("""
            {"category":"Test","departmentId":null,"enabled":true,"owner":null,"validFrom":null,"validTo":null,"reviewedAt":null,
             "wordings":[{"language":"tr","text":"Zeplin seferleri saat kaçta başlıyor?"}],"answers":{"tr":"Zeplin dokuzda kalkar.","en":null,"ar":null}}
            """)!;
        using var put = await admin.PutAsJsonAsync("/api/admin/faq/zeplin", entry);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);

        // Another process looks again within a second.
        await Eventually.Holds(() => Try(cluster.Apis[1], admin).GetAwaiter().GetResult());
        // So does each silo, at the first question after a second: one that comes earlier may get the old answer, and the citizen asks again.
        var since = Stopwatch.GetTimestamp();
        for (var answered = 0; answered < 8;)
        {
            if (await IsTold("Zeplin seferleri saat kaçta başlıyor?", "Zeplin dokuzda kalkar.")) answered++;
            else Assert.True(Stopwatch.GetElapsedTime(since) < Eventually.Patience, "The new answer never came.");
        }
    }

    [Fact]
    public async Task Whoever_loses_access_is_cut_off_on_every_node()
    {
        var (http, _) = await cluster.SignIn(0, ClusterOfFour.Administrator);
        using var admin = http;
        var (agentHttp, cookie) = await cluster.SignIn(0, "leyla@demo.example");
        using var _ = agentHttp;
        await using var desk = await cluster.Desk(1, cookie);
        await desk.Call("state");
        var people = await admin.GetFromJsonAsync<JsonNode>("/api/admin/agents");
        var leyla = people!["items"]!.AsArray().Single(person => (string?)person!["email"] == "leyla@demo.example")!;
        var changed = new
        {
            name = "Leyla Haddad", email = "leyla@demo.example", roles = (string[])["agent"], departments = (string[])["temizlik-isleri-mudurlugu"],
            capacity = 4, languages = (string[])["tr"], active = true,
        };

        using var put = await admin.PutAsJsonAsync($"/api/admin/agents/{leyla["id"]}", changed);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await desk.Push("closing", push => push[0].GetString() == "accessChanged");
        await desk.Closed;
    }

    [Theory]
    [InlineData("two-factor/reset")]
    [InlineData("password")]
    public async Task Whose_sign_in_is_reset_on_one_node_is_cut_off_on_the_other(string reset)
    {
        var (http, _) = await cluster.SignIn(0, ClusterOfFour.Administrator);
        using var admin = http;
        using var person = await cluster.Hire(admin, reset[..3] + "@demo.example");
        using (var started = await person.Http.PostAsync(new Uri("/api/account/two-factor/start", UriKind.Relative), null))
        {
            person.Keep(started);
            var secret = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
            using var enabled = await person.Http.PostAsJsonAsync("/api/account/two-factor/enable", new { code = Totp.Code(secret, step: -1) });
            Assert.Equal(HttpStatusCode.OK, enabled.StatusCode);
            person.Keep(enabled);
        }

        await using var desk = await cluster.Desk(1, person.Cookie);
        await desk.Call("state");

        using var response = await admin.PostAsync(new Uri($"/api/admin/agents/{person.Id}/{reset}", UriKind.Relative), null);

        Assert.True(response.IsSuccessStatusCode, response.ToString());
        await desk.Push("closing", push => push[0].GetString() == "accessChanged");
        await desk.Closed;
        foreach (var api in cluster.Apis)
        {
            using var refused = await person.Http.GetAsync(new Uri(api, "/api/account/me"));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_role_taken_on_one_node_counts_on_the_other_and_a_new_capacity_cuts_nobody_off()
    {
        var (http, _) = await cluster.SignIn(0, ClusterOfFour.Administrator);
        using var admin = http;
        using var person = await cluster.Hire(admin, "role@demo.example");
        await using var before = await cluster.Desk(1, person.Cookie);
        await before.Call("state");

        await Change(capacity: 5, "agent");
        await before.Push("agent", push => push[0].GetProperty("capacity").GetInt32() == 5);
        Assert.True((await person.Http.GetAsync(new Uri(cluster.Apis[1], "/api/account/me"))).IsSuccessStatusCode);

        await Change(capacity: 5, "auditor");
        await before.Push("closing", push => push[0].GetString() == "accessChanged");
        await before.Closed;
        await using var after = await cluster.Desk(1, person.Cookie);
        var session = await cluster.Visit(0);
        await using var citizen = await cluster.Citizen(0, session);
        await Screen.Join(citizen, session.ConversationId);
        await Send(citizen, "to-auditor");
        var refusal = await Assert.ThrowsAsync<HubRefusalException>(() => after.Call("take", session.ConversationId, new { clientId = "take-0009" }));
        Assert.Equal("forbidden", refusal.Code);

        async Task Change(int capacity, string role)
        {
            var changed = new { name = "role@demo.example", email = "role@demo.example", roles = (string[])[role], departments = (string[])[ClusterOfFour.Department], capacity, languages = (string[])["tr"], active = true };
            using var put = await admin.PutAsJsonAsync($"/api/admin/agents/{person.Id}", changed);
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        }
    }

    [Fact]
    public async Task A_page_that_only_listens_goes_on_showing_what_is_said_when_silos_go()
    {
        var session = await cluster.Visit(0);
        await using var listening = await cluster.Citizen(0, session);
        var page = await Screen.Join(listening, session.ConversationId);
        await using var writing = await cluster.Citizen(1, session);
        await writing.Call("join", 0);
        await Send(writing, "before-any-restart");

        foreach (var silo in ClusterOfFour.Names.Take(2))
        {
            await cluster.Restart(silo);
            var since = Stopwatch.GetTimestamp();
            var seq = await Send(writing, "after-" + silo);
            await listening.Until(() => page.Entries.ContainsKey(seq), $"what was said after {silo} went");
            output.WriteLine($"{silo}: shown {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s after the restart");
        }
    }

    [Fact]
    public async Task Each_process_restarts_in_turn_and_no_message_is_lost_doubled_or_out_of_order()
    {
        using var stop = new CancellationTokenSource();
        var citizens = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i => new TalkingCitizen(cluster, await cluster.Visit(i % 2), i)));
        var talking = citizens.Select(citizen => citizen.Talk(stop.Token)).ToList();
        await Task.WhenAll(citizens.Select(citizen => citizen.Further(3)));

        foreach (var name in ClusterOfFour.Names)
        {
            await cluster.Restart(name);
            await Task.WhenAll(citizens.Select(citizen => citizen.Further(3)));
        }

        await stop.CancelAsync();
        await Task.WhenAll(talking);
        foreach (var citizen in citizens)
        {
            output.WriteLine($"{citizen.Receipts} messages, longest silence {citizen.LongestSilence.TotalSeconds:0.0} s, refusals: {string.Join(", ", citizen.Refusals)}");
            await citizen.Check();
        }
    }

    [Fact]
    public async Task A_silo_lists_what_is_wrong_with_its_settings()
    {
        var (code, printed) = await HubProcess.FailSilo("--Cluster:RunsGrains=false", "--Cluster:SiloPort=0", "--Cluser:Redis=x");

        Assert.Equal(ExitCodes.Configuration, code);
        Assert.Contains("Cluster:RunsGrains is false", printed, StringComparison.Ordinal);
        Assert.Contains("Cluster:SiloPort is 0", printed, StringComparison.Ordinal);
        Assert.Contains("Storage:Provider must be 'postgres'", printed, StringComparison.Ordinal);
        Assert.Contains("is 'Cluster' meant?", printed, StringComparison.Ordinal);
    }

    /// <summary>As the widget does: again under the same id, as long as the hub is unavailable.</summary>
    internal static async Task<long> Send(HubSocket citizen, string clientId)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            try
            {
                return (await citizen.Call("send", new { clientId, text = "Merhaba" })).GetProperty("seq").GetInt64();
            }
            catch (HubRefusalException e) when (e.Code == "unavailable")
            {
                await pace.WaitForNextTickAsync();
            }
        }
    }

    /// <summary>Whether somebody who asks this in a conversation of their own is told that by the bot.</summary>
    private async Task<bool> IsTold(string question, string answer)
    {
        var session = await cluster.Visit(1);
        await using var citizen = await cluster.Citizen(1, session);
        var page = await Screen.Join(citizen, session.ConversationId);
        var asked = await citizen.Call("send", new { clientId = "question-1", text = question });
        var seq = asked.GetProperty("seq").GetInt64();
        await citizen.Until(() => page.Entries.Any(entry => entry.Key > seq && entry.Value.Contains("\"bot\"", StringComparison.Ordinal)), "the bot's answer");
        return page.Entries.Values.Any(entry => entry.Contains(answer, StringComparison.Ordinal));
    }

    private static bool Lists(HubPush push, Session session, string owner) => push[0].GetProperty("conversations").EnumerateArray().Any(row =>
        row.GetProperty("id").GetString() == session.ConversationId && row.TryGetProperty("owner", out var found) && found.GetString() == owner);

    private static async Task<bool> Try(Uri api, HttpClient admin)
    {
        using var answer = await admin.PostAsJsonAsync(new Uri(api, "/api/admin/faq/try"), new { query = "Zeplin seferleri saat kaçta başlıyor?", language = "tr" });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("text").GetString()?.Contains("Zeplin", StringComparison.Ordinal) is true;
    }
}
