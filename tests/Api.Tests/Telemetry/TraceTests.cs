using System.Collections.Concurrent;
using System.Diagnostics;
using ContactHub.Hubs.Tests;
using ContactHub.TestKit;

namespace ContactHub.Telemetry.Tests;

/// <summary>The spans of one command hang together, and there are none for a command that was not sampled.</summary>
[Collection("Spans of all hubs of the process")]
public sealed class TraceTests
{
    [Theory]
    [InlineData(ActivitySamplingResult.AllDataAndRecorded)]
    [InlineData(ActivitySamplingResult.PropagationData)]
    public async Task A_sampled_command_has_spans_from_send_over_append_to_push(ActivitySamplingResult sampling)
    {
        // An address that nobody listens on: what is looked at here are the spans themselves.
        var hub = await RunningHub.Start("--Telemetry:Otlp=http://127.0.0.1:9", "--Telemetry:Sampling=0");
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == HubTrace.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => sampling,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var (_, citizen) = await hub.Citizen();
        await citizen.Call("join", 0);

        await citizen.Call("requestPerson", new { clientId = "traced-request" });

        if (sampling == ActivitySamplingResult.PropagationData)
        {
            Assert.DoesNotContain(spans, span => span.OperationName != "hub.join" && span.OperationName != "hub.requestPerson");
        }
        else
        {
            await Eventually.Holds(() => Trace(spans).Select(span => span.OperationName).Order(StringComparer.Ordinal)
                .SequenceEqual(["conversation.execute", "conversation.push", "hub.requestPerson", "log.append"]));
            var trace = Trace(spans).ToDictionary(span => span.OperationName);
            var command = trace["hub.requestPerson"];
            Assert.Null(command.ParentId);
            Assert.Equal(command.SpanId, trace["conversation.execute"].ParentSpanId);
            Assert.Equal(command.SpanId, trace["conversation.push"].ParentSpanId);
            Assert.Equal(trace["conversation.execute"].SpanId, trace["log.append"].ParentSpanId);
            Assert.All(trace.Values, span => Assert.Empty(span.TagObjects));
        }

        await citizen.DisposeAsync();
        await hub.DisposeAsync();
    }

    private static IEnumerable<Activity> Trace(IReadOnlyCollection<Activity> spans) =>
        spans.Where(span => spans.Any(other => other.OperationName == "hub.requestPerson" && other.TraceId == span.TraceId));
}
