using System.Net.Http.Json;
using ContactHub.Hubs.Tests;
using ContactHub.Routing;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Telemetry.Tests;

/// <summary>What the instruments say of a running hub. Other hubs of this test process measure too, hence "at least".</summary>
public sealed class MetricsTests(RunningHub hub) : IClassFixture<RunningHub>
{
    [Fact]
    public async Task A_conversation_shows_in_the_instruments()
    {
        using var meters = new MeterRecorder(HubMeter.Name, "ContactHub.Engine");
        var (session, citizen) = await hub.Citizen();
        await using var _ = citizen;
        await citizen.Call("join", 0);
        await citizen.Call("send", new { clientId = "metrics-1", text = "Bu metin hiçbir etikette olmamalı" });
        await citizen.Push("events", push => push.Arguments.GetRawText().Contains("\"kind\":\"bot\"", StringComparison.Ordinal));
        await citizen.Call("requestPerson", new { clientId = "metrics-2" });
        await Assert.ThrowsAsync<HubRefusalException>(() => citizen.Call("send", new { clientId = "metrics-3", text = "" }));
        await hub.Services.GetRequiredService<OpenConversationMetrics>().Sample(CancellationToken.None);

        Assert.True(meters.Sum("contacthub.messages.stored", "channel=chat", "by=citizen") >= 1);
        Assert.True(meters.Sum("contacthub.messages.stored", "by=bot") >= 1);
        Assert.Contains(meters.Of("contacthub.bot.answers"), m => m.Tags.Single().StartsWith("band=", StringComparison.Ordinal));
        Assert.True(meters.Of("contacthub.log.append.duration").Count(m => m.Value > 0) >= 2);
        Assert.NotEmpty(meters.Of("contacthub.log.queue"));
        Assert.True(meters.Sum("contacthub.commands.refused", "code=empty") >= 1);
        Assert.True(meters.Sum("contacthub.errors", "code=empty", "at=hub") >= 1);
        Assert.True(meters.Of("contacthub.connections", "hub=visitor").Last().Value >= 1);
        Assert.Contains(meters.Of("contacthub.conversations.open", "owner=queue"), m => m.Value >= 1);
        Assert.Contains(meters.Of("contacthub.queue.length", "department=su"), m => m.Value >= 1);
        Assert.True(meters.Of("contacthub.queue.oldest.wait", "department=su").Last().Value >= 0);
        Assert.NotEmpty(meters.Of("contacthub.engine.call.duration", "interface=ContactHub.Conversations.IConversationGrain"));
        var tags = string.Join('\n', meters.All.SelectMany(m => m.Tags).Distinct());
        foreach (var personal in (string[])["metin", session.ConversationId, session.VisitorId, session.Token])
            Assert.DoesNotContain(personal, tags, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_ends_is_no_longer_counted()
    {
        var quiet = await RunningHub.Start();
        var connections = quiet.Services.GetRequiredService<Realtime.NodeConnections>();
        var (_, citizen) = await quiet.Citizen();
        await citizen.Call("join", 0);
        Assert.Equal(1, connections.Count);

        await citizen.DisposeAsync();

        await Eventually.Holds(() => connections.Count == 0);
        await quiet.DisposeAsync();
    }

    [Fact]
    public async Task A_refusal_by_http_is_counted_once()
    {
        using var meters = new MeterRecorder(HubMeter.Name);
        using var http = new HttpClient { BaseAddress = hub.Address };

        using var response = await http.PostAsJsonAsync("/api/visitor/session", new { site = "no-such-site-anywhere" });

        Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
        Assert.True(meters.Sum("contacthub.errors", "code=notFound", "at=http") >= 1);
    }
}
