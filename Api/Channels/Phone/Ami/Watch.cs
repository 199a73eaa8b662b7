using System.Collections.Immutable;
using System.Threading.Channels;

namespace ContactHub.Phone;

/// <summary>
/// Folds what an Asterisk says into call events and hands them on. The events of one call go one after the other; calls do not wait for each other, so
/// that a burst is stored as quickly as the log can, and one conversation that can't be written holds up no other.
/// </summary>
internal sealed class Watch(
    CallSink sink, CallTracker tracker, Action<ImmutableDictionary<string, ImmutableArray<PhoneMember>>>? members, TimeProvider clock, ILogger<AmiConnection> log)
{
    private const int Lanes = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly MemberTracker _members = new();
    private readonly Channel<CallEvent>[] _lanes =
        [.. Enumerable.Range(0, Lanes).Select(_ => Channel.CreateUnbounded<CallEvent>(new UnboundedChannelOptions { SingleReader = true }))];

    /// <summary>How many calls are under way.</summary>
    public int Calls => tracker.Calls;

    /// <summary>Takes the next message.</summary>
    public void Take(AmiMessage message)
    {
        foreach (var callEvent in tracker.Apply(message, clock.GetUtcNow()))
            _lanes[(uint)string.GetHashCode(callEvent.Call, StringComparison.Ordinal) % Lanes].Writer.TryWrite(callEvent);
        if (members is not null && _members.Apply(message)) members(_members.Phones);
    }

    /// <summary>Hands on what comes, until the token says so.</summary>
    public Task Deliver(CancellationToken ct) => Task.WhenAll(_lanes.Select(lane => Deliver(lane.Reader, ct)));

    private async Task Deliver(ChannelReader<CallEvent> lane, CancellationToken ct)
    {
        try
        {
            await foreach (var callEvent in lane.ReadAllAsync(ct)) await Deliver(callEvent, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Whoever watches next finds calls that last by the lists.
        }
    }

    private async Task Deliver(CallEvent callEvent, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await sink(callEvent, ct);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                PhoneLog.SinkFailed(log, e, callEvent.Call, callEvent.Seq);
                await Task.Delay(Pause, clock, ct);
            }
        }
    }
}
