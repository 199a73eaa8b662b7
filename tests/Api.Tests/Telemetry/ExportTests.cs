using ContactHub.Hubs.Tests;

namespace ContactHub.Telemetry.Tests;

/// <summary>Metrics and spans as they reach a collector.</summary>
[Collection("Spans of all hubs of the process")]
public sealed class ExportTests
{
    private const string Text = "Kimsenin izlemede görmemesi gereken cümle";

    [Fact]
    public async Task A_collector_gets_metrics_and_the_spans_of_a_message_and_nothing_personal()
    {
        await using var collector = await Collector.Start();
        var hub = await RunningHub.Start($"--Telemetry:Otlp={collector.Address}", "--Telemetry:Interval=00:00:01", "--Telemetry:Sampling=1", "--Telemetry:ServiceName=test-hub");
        var (session, citizen) = await hub.Citizen();
        await citizen.Call("join", 0);
        await citizen.Call("send", new { clientId = "traced-message", text = Text });
        await citizen.Push("events");

        await collector.Until(
            "metrics", "test-hub", "contacthub.messages.stored", "contacthub.log.append.duration", "contacthub.log.queue", "contacthub.connections",
            "contacthub.conversations.open", "contacthub.engine.call.duration", "http.server.request.duration", "kestrel.active_connections",
            "dotnet.gc.heap.total_allocated");
        await citizen.DisposeAsync();
        await hub.DisposeAsync();
        await collector.Until("traces", "test-hub", "hub.send", "conversation.execute", "log.append", "conversation.push");

        foreach (var personal in (string[])[Text, "cümle", session.ConversationId, session.VisitorId, session.Token, "traced-message"])
        {
            Assert.DoesNotContain(personal, collector.Text("metrics"), StringComparison.Ordinal);
            Assert.DoesNotContain(personal, collector.Text("traces"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_hub_whose_collector_is_gone_serves_and_stops()
    {
        var hub = await RunningHub.Start("--Telemetry:Otlp=http://127.0.0.1:9", "--Telemetry:Interval=00:00:01", "--Telemetry:Sampling=1");
        var (_, citizen) = await hub.Citizen();

        var receipt = await citizen.Call("send", new { clientId = "without-collector", text = "Merhaba" });

        Assert.Equal(2, receipt.GetProperty("seq").GetInt64());
        await citizen.DisposeAsync();
        await hub.DisposeAsync();
    }
}
