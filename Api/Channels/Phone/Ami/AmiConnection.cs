using System.Globalization;
using System.Threading.Channels;

namespace ContactHub.Phone;

/// <summary>
/// The hub's connection to the municipality's Asterisk. It is made again whenever it is lost, after growing pauses; what happened meanwhile is told
/// by the lists of channels and waiting callers, so that no call stays open and none is missed that still lasts.
/// </summary>
public sealed class AmiConnection : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly AsteriskOptions _options;
    private readonly CallSink _sink;
    private readonly TimeProvider _clock;
    private readonly ILogger<AmiConnection> _log;
    private readonly CallTracker _tracker = new();
    private readonly Channel<CallEvent> _events = Channel.CreateUnbounded<CallEvent>(new UnboundedChannelOptions { SingleReader = true });
    private volatile AmiSession? _session;
    private long _clicks;

    /// <param name="sink">Gets every call event in order; when it fails, the event is given to it again.</param>
    public AmiConnection(PhoneOptions options, CallSink sink, TimeProvider clock, ILogger<AmiConnection> log)
    {
        (_options, _sink, _clock, _log) = (options.Asterisk, sink, clock, log);
        // Unique over restarts of the hub: the Asterisk names the call by it.
        _clicks = clock.GetUtcNow().ToUnixTimeMilliseconds();
    }

    /// <summary>Whether it is logged in and has the state of all calls.</summary>
    public bool IsReady => _session is not null;

    /// <summary>Rings an agent's phone and, once it is picked up, calls a number from it.</summary>
    /// <returns>The id of the call, under which its events come.</returns>
    /// <exception cref="ArgumentException">The extension or the number can't be dialled.</exception>
    /// <exception cref="AmiException">As of <see cref="Hangup"/>.</exception>
    public async Task<string> Originate(string extension, string number, CancellationToken ct)
    {
        if (!ChannelNames.IsNumber(number)) throw new ArgumentException("This number can't be dialled.", nameof(number));
        var call = CallTracker.ClickPrefix + Interlocked.Increment(ref _clicks).ToString(CultureInfo.InvariantCulture);
        var milliseconds = ((long)_options.RingTime.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        (string, string)[] fields =
        [
            ("Channel", Phone(extension)), ("Context", _options.Context), ("Exten", number), ("Priority", "1"),
            ("Timeout", milliseconds), ("Async", "true"), ("ChannelId", call),
        ];
        await Session.Send("Originate", _options.CallerId.Length > 0 ? [.. fields, ("CallerID", _options.CallerId)] : fields, ct, actionId: call);
        return call;
    }

    /// <summary>Hangs up a channel.</summary>
    /// <exception cref="AmiException">There is no connection, or the Asterisk refuses or does not answer.</exception>
    public Task Hangup(string channel, CancellationToken ct) => Session.Send("Hangup", [("Channel", channel), ("Cause", "16")], ct);

    /// <summary>Sends a channel to another extension.</summary>
    /// <exception cref="ArgumentException">The extension can't be dialled.</exception>
    /// <exception cref="AmiException">As of <see cref="Hangup"/>.</exception>
    public Task Redirect(string channel, string extension, CancellationToken ct) => ChannelNames.IsNumber(extension)
        ? Session.Send("Redirect", [("Channel", channel), ("Context", _options.Context), ("Exten", extension), ("Priority", "1")], ct)
        : throw new ArgumentException("This extension can't be dialled.", nameof(extension));

    /// <summary>Pauses an agent in all queues, or ends the pause.</summary>
    /// <exception cref="ArgumentException">The extension can't be dialled.</exception>
    /// <exception cref="AmiException">As of <see cref="Hangup"/>.</exception>
    public Task QueuePause(string extension, bool paused, string reason, CancellationToken ct) =>
        Session.Send("QueuePause", [("Interface", Phone(extension)), ("Paused", paused ? "true" : "false"), ("Reason", reason)], ct);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Connect(stoppingToken), Deliver(stoppingToken));

    private AmiSession Session => _session ?? throw new AmiException("There is no connection to the Asterisk.");

    private string Phone(string extension) => ChannelNames.IsNumber(extension)
        ? _options.Technology + extension
        : throw new ArgumentException("This extension can't be dialled.", nameof(extension));

    private async Task Connect(CancellationToken ct)
    {
        var failures = 0;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await Stay(() => failures = 0, ct);
            }
            catch (AmiException e)
            {
                PhoneLog.Disconnected(_log, e.Message);
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
    private async Task Stay(Action ready, CancellationToken ct)
    {
        await using var session = await AmiSession.Open(_options, _clock, Take, ct);
        await session.Enumerate("CoreShowChannels", ct);
        await session.Enumerate("QueueStatus", ct);
        _session = session;
        ready();
        PhoneLog.Connected(_log, _tracker.Calls);
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

    private void Take(AmiMessage message)
    {
        foreach (var callEvent in _tracker.Apply(message, _clock.GetUtcNow())) _events.Writer.TryWrite(callEvent);
    }

    private async Task Deliver(CancellationToken ct)
    {
        try
        {
            await foreach (var callEvent in _events.Reader.ReadAllAsync(ct)) await Deliver(callEvent, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The hub stops; calls that last are found again by the lists.
        }
    }

    private async Task Deliver(CallEvent callEvent, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await _sink(callEvent, ct);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                PhoneLog.SinkFailed(_log, e, callEvent.Call, callEvent.Seq);
                await Task.Delay(FirstPause, _clock, ct);
            }
        }
    }
}
