using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ContactHub.Phone.Tests;

/// <summary>
/// An AMI server on a real socket: greets, wants a log-in by MD5, answers the hub's actions, sends whatever stream it is given, and loses the
/// connection when it is told to.
/// </summary>
internal sealed class FakePbx : IAsyncDisposable
{
    public const string Secret = "hubsecret";
    private const string Challenge = "507051847";

    /// <summary>What a real Asterisk has taken for this challenge and this secret.</summary>
    private const string Key = "5d89e2fc82b88cc09fb9e5dbcb99a9ce";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private TcpClient? _current;

    public FakePbx()
    {
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Everything that was asked, in order.</summary>
    public ConcurrentQueue<AmiMessage> Actions { get; } = new();

    public int LogIns { get; private set; }

    public int Connections { get; private set; }

    /// <summary>What CoreShowChannels lists.</summary>
    public IReadOnlyList<AmiMessage> Channels { get; set; } = [];

    /// <summary>What QueueStatus lists.</summary>
    public IReadOnlyList<AmiMessage> Waiting { get; set; } = [];

    /// <summary>Actions that get no answer.</summary>
    public ConcurrentDictionary<string, bool> Deaf { get; } = new();

    /// <summary>Actions that are refused, and with what message.</summary>
    public ConcurrentDictionary<string, string> Refused { get; } = new();

    public AmiMessage Last(string action) => Actions.Last(a => a["Action"] == action);

    /// <summary>Sends bytes in chunks of changing size.</summary>
    public async Task Send(ReadOnlyMemory<byte> stream, int seed = 1)
    {
        var random = new Random(seed);
        while (!stream.IsEmpty)
        {
            var length = Math.Min(stream.Length, random.Next(1, 3000));
            await _current!.GetStream().WriteAsync(stream[..length]);
            stream = stream[length..];
        }
    }

    public Task Send(IEnumerable<AmiMessage> messages) => Send(messages.SelectMany(Bytes).ToArray());

    /// <summary>Cuts the connection.</summary>
    public void Drop() => _current!.Dispose();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        _current?.Dispose();
        await _accepting;
    }

    private static byte[] Bytes(AmiMessage message) =>
        Encoding.UTF8.GetBytes(string.Concat(message.Fields.Select(f => $"{f.Key}: {f.Value}\r\n")) + "\r\n");

    private async Task Accept()
    {
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                _current = client;
                Connections++;
                await Serve(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException || _stopping.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        try
        {
            var stream = client.GetStream();
            await stream.WriteAsync("Asterisk Call Manager/11.0.0\r\n"u8.ToArray());
            var reader = new AmiReader();
            var buffer = new byte[4096];
            var actions = new List<AmiMessage>();
            int read;
            while ((read = await stream.ReadAsync(buffer, _stopping.Token)) > 0)
            {
                reader.Read(buffer.AsSpan(0, read), actions);
                foreach (var action in actions)
                {
                    Actions.Enqueue(action);
                    foreach (var answer in Answer(action)) await stream.WriteAsync(Bytes(answer));
                    if (action["Action"] == "Login" && !IsLogin(action)) client.Close();
                }

                actions.Clear();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Dropped.
        }
    }

    private static bool IsLogin(AmiMessage action) =>
        action["Username"] == "hub" && action["Key"] == Key;

    private IEnumerable<AmiMessage> Answer(AmiMessage action)
    {
        var name = action["Action"]!;
        if (Deaf.ContainsKey(name)) return [];
        if (Refused.TryGetValue(name, out var why)) return [Of(action, "Error", ("Message", why))];
        switch (name)
        {
            case "Challenge":
                return [Of(action, "Success", ("Challenge", Challenge))];
            case "Login" when IsLogin(action):
                LogIns++;
                return [Of(action, "Success", ("Message", "Authentication accepted")), AmiMessage.Of(("Event", "FullyBooted"), ("Privilege", "system,all"), ("Status", "Fully Booted"))];
            case "Login":
                return [Of(action, "Error", ("Message", "Authentication failed"))];
            case "CoreShowChannels":
                return List(action, "CoreShowChannelsComplete", Channels);
            case "QueueStatus":
                return List(action, "QueueStatusComplete", Waiting);
            case "Ping":
                return [Of(action, "Success", ("Ping", "Pong"))];
            default:
                return [Of(action, "Success")];
        }
    }

    private static IEnumerable<AmiMessage> List(AmiMessage action, string complete, IReadOnlyList<AmiMessage> items) =>
    [
        Of(action, "Success", ("EventList", "start")),
        .. items.Select(item => new AmiMessage([.. item.Fields, new AmiField("ActionID", action.ActionId!)])),
        AmiMessage.Of(("Event", complete), ("ActionID", action.ActionId!), ("EventList", "Complete"), ("ListItems", items.Count.ToString(CultureInfo.InvariantCulture))),
    ];

    private static AmiMessage Of(AmiMessage action, string response, params (string, string)[] more) =>
        AmiMessage.Of([("Response", response), ("ActionID", action.ActionId!), .. more]);
}
