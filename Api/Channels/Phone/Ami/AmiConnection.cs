using System.Collections.Immutable;
using System.Globalization;

namespace ContactHub.Phone;

/// <summary>
/// The hub's connection to the municipality's Asterisk. It is made again whenever it is lost, after growing pauses; what happened meanwhile is told
/// by the lists of channels and waiting callers, so that no call stays open and none is missed that still lasts.
/// </summary>
public sealed class AmiConnection
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly AsteriskOptions _options;
    private readonly CallSink _sink;
    private readonly TimeProvider _clock;
    private readonly ILogger<AmiConnection> _log;
    private volatile AmiSession? _session;
    private volatile bool _isWatching;

    /// <param name="sink">Gets the events of every call in order, those of several calls at the same time; when it fails, the event is given to it again.</param>
    public AmiConnection(PhoneOptions options, CallSink sink, TimeProvider clock, ILogger<AmiConnection> log) =>
        (_options, _sink, _clock, _log) = (options.Asterisk, sink, clock, log);

    /// <summary>Whether it is logged in and has the state of all calls.</summary>
    public bool IsReady => _session is not null;

    /// <summary>Rings an agent's phone and, once it is picked up, calls a number from it.</summary>
    /// <param name="call">The id of the call, under which its events come: <see cref="CallTracker.ClickPrefix"/> and what no other call has.</param>
    /// <exception cref="ArgumentException">The extension or the number can't be dialled.</exception>
    /// <exception cref="AmiException">As of <see cref="Hangup"/>.</exception>
    public async Task Originate(string call, string extension, string number, CancellationToken ct)
    {
        if (!ChannelNames.IsNumber(number)) throw new ArgumentException("This number can't be dialled.", nameof(number));
        var milliseconds = ((long)_options.RingTime.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        (string, string)[] fields =
        [
            ("Channel", Phone(extension)), ("Context", _options.Context), ("Exten", number), ("Priority", "1"),
            ("Timeout", milliseconds), ("Async", "true"), ("ChannelId", call),
        ];
        await Send("Originate", _options.CallerId.Length > 0 ? [.. fields, ("CallerID", _options.CallerId)] : fields, ct, call);
    }

    /// <summary>Hangs up a channel.</summary>
    /// <exception cref="AmiException">There is no connection, or the Asterisk refuses or does not answer.</exception>
    public Task Hangup(string channel, CancellationToken ct) => Send("Hangup", [("Channel", channel), ("Cause", "16")], ct);

    /// <summary>Sends a channel to another extension.</summary>
    /// <exception cref="ArgumentException">The extension can't be dialled.</exception>
    /// <exception cref="AmiException">As of <see cref="Hangup"/>.</exception>
    public Task Redirect(string channel, string extension, CancellationToken ct) => ChannelNames.IsNumber(extension)
        ? Send("Redirect", [("Channel", channel), ("Context", _options.Context), ("Exten", extension), ("Priority", "1")], ct)
        : throw new ArgumentException("This extension can't be dialled.", nameof(extension));

    /// <summary>Pauses a member in all queues that call it by this interface, or ends the pause.</summary>
    /// <param name="member">The interface, as the queues have it: <c>PJSIP/1001</c> or <c>Local/1001@from-queue/n</c>.</param>
    /// <exception cref="AmiException">As of <see cref="Hangup"/>.</exception>
    public Task QueuePause(string member, bool paused, string reason, CancellationToken ct) =>
        Send("QueuePause", [("Interface", member), ("Paused", paused ? "true" : "false"), ("Reason", reason)], ct);

    /// <summary>Watches the Asterisk until the token says so.</summary>
    /// <param name="kept">The calls that others have told of and that had not ended.</param>
    /// <param name="members">Is given the phones in the exchange's queues whenever they may have changed.</param>
    /// <param name="stands">Is told whenever it is connected, with null, and why whenever it isn't.</param>
    public async Task Watch(
        IEnumerable<CallMemory> kept, CancellationToken ct, Action<ImmutableDictionary<string, ImmutableArray<PhoneMember>>>? members = null, Func<AmiException?, Task>? stands = null)
    {
        _isWatching = true;
        var watch = new Watch(_sink, new CallTracker(kept), members, _clock, _log);
        try
        {
            await Task.WhenAll(Connect(watch, stands ?? (_ => Task.CompletedTask), ct), watch.Deliver(ct));
        }
        finally
        {
            _isWatching = false;
        }
    }

    /// <summary>Sends an action: over the connection that watches, or, on a node that does not, over one of its own.</summary>
    private async Task Send(string name, IEnumerable<(string, string)> fields, CancellationToken ct, string? actionId = null)
    {
        if (_session is { } watching) await watching.Send(name, fields, ct, actionId);
        else if (_isWatching) throw new AmiException("There is no connection to the Asterisk.");
        else
        {
            await using var session = await AmiSession.Open(_options, _clock, received: null, ct);
            await session.Send(name, fields, ct, actionId);
        }
    }

    private string Phone(string extension) => ChannelNames.IsNumber(extension)
        ? _options.Technology + extension
        : throw new ArgumentException("This extension can't be dialled.", nameof(extension));

    private async Task Connect(Watch watch, Func<AmiException?, Task> stands, CancellationToken ct)
    {
        var failures = 0;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await Stay(
                    watch,
                    () =>
                    {
                        failures = 0;
                        return stands(null);
                    },
                    ct);
            }
            catch (AmiException e)
            {
                PhoneLog.Disconnected(_log, e.Message);
                await stands(e);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await Task.Delay(Pause(failures++), _clock, ct);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    // Half of the pause is chance, so that hubs do not come back all at once.
    private TimeSpan Pause(int failures)
    {
        var longest = Math.Min(_options.LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, Math.Min(failures, 16)));
        return TimeSpan.FromSeconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
    }

    /// <summary>One session: log in, learn what was missed, then watch until it is lost.</summary>
    private async Task Stay(Watch watch, Func<Task> ready, CancellationToken ct)
    {
        await using var session = await AmiSession.Open(_options, _clock, watch.Take, ct);
        await session.Enumerate("CoreShowChannels", ct);
        await session.Enumerate("QueueStatus", ct);
        _session = session;
        await ready();
        PhoneLog.Connected(_log, watch.Calls);
        try
        {
            while (await IsAlive(session, ct)) await session.Send("Ping", [], ct);
            throw new AmiException("The connection to the Asterisk was lost.");
        }
        finally
        {
            _session = null;
        }
    }

    /// <summary>Waits for the next ping; false when the connection is lost before.</summary>
    private async Task<bool> IsAlive(AmiSession session, CancellationToken ct)
    {
        try
        {
            await session.Lost.WaitAsync(_options.PingEvery, _clock, ct);
            return false;
        }
        catch (TimeoutException)
        {
            return true;
        }
    }
}
