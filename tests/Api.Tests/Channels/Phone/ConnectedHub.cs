using ContactHub.TestKit;
using Microsoft.Extensions.Logging;

namespace ContactHub.Phone.Tests;

/// <summary>The hub's side of a connection to a <see cref="FakePbx"/>, with what came out of it.</summary>
internal sealed class ConnectedHub : IAsyncDisposable
{
    private readonly List<CallEvent> _events = [];
    private readonly LogLines _log = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _watching = Task.CompletedTask;

    private ConnectedHub(FakePbx pbx, string secret)
    {
        Pbx = pbx;
        var asterisk = new AsteriskOptions { Host = "127.0.0.1", Port = pbx.Port, Username = "hub", Secret = secret, Context = "from-agents", CallerId = "4441530" };
        Connection = new AmiConnection(new PhoneOptions { Asterisk = asterisk }, Take, Clock, _log);
    }

    public FakePbx Pbx { get; }

    public FakeClock Clock { get; } = new();

    public AmiConnection Connection { get; }

    /// <summary>How many of the next events fail to be taken.</summary>
    public int Failures { get; set; }

    public List<CallEvent> Events
    {
        get
        {
            lock (_events) return [.. _events];
        }
    }

    public IReadOnlyList<string> Log => _log.Lines;

    public static async Task<ConnectedHub> Start(FakePbx pbx, params CallMemory[] kept)
    {
        var hub = Begin(pbx, FakePbx.Secret, kept);
        await Eventually.Holds(() => hub.Connection.IsReady);
        return hub;
    }

    /// <summary>Starts without waiting for the connection.</summary>
    public static ConnectedHub Begin(FakePbx pbx, string secret, params CallMemory[] kept)
    {
        var hub = new ConnectedHub(pbx, secret);
        hub._watching = hub.Connection.Watch(kept, hub._stopping.Token);
        return hub;
    }

    public Task Until(int events) => Eventually.Holds(() => Events.Count >= events);

    /// <summary>Waits for the loss and lets the pause after it pass.</summary>
    public async Task Reconnect()
    {
        var before = Pbx.Connections;
        await Eventually.Holds(() => !Connection.IsReady);
        await Passes(() => Pbx.Connections > before);
        await Eventually.Holds(() => Connection.IsReady);
    }

    /// <summary>Lets time pass in small steps until something holds; when exactly a timer is armed, no test can know.</summary>
    public Task Passes(Func<bool> condition) => Eventually.Holds(() =>
    {
        if (condition()) return true;
        Clock.Advance(TimeSpan.FromMilliseconds(100));
        return false;
    });

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watching;
        _stopping.Dispose();
        await Pbx.DisposeAsync();
    }

    private ValueTask Take(CallEvent callEvent, CancellationToken ct)
    {
        lock (_events)
        {
            if (Failures-- > 0) throw new IOException("The store is away.");
            _events.Add(callEvent);
        }

        return ValueTask.CompletedTask;
    }

    private sealed class LogLines : ILogger<AmiConnection>
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines) return [.. _lines];
            }
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines) _lines.Add($"{eventId.Id} {formatter(state, exception)} {exception?.Message}");
        }
    }
}
