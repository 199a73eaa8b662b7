using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using ContactHub.Conversations;
using ContactHub.Realtime;
using ContactHub.Security;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace ContactHub.DirectLine;

/// <summary>Makes streams; what they all need.</summary>
public sealed class DirectLineStreams(
    DirectLineFeed feed, DirectLineTimeline timeline, ConversationCalls conversations, IOptions<JsonOptions> json, TimeProvider clock, ILogger<DirectLineStreams> logger)
{
    internal DirectLineFeed Feed { get; } = feed;
    internal DirectLineTimeline Timeline { get; } = timeline;
    internal ConversationCalls Conversations { get; } = conversations;
    internal JsonSerializerOptions Json { get; } = json.Value.SerializerOptions;
    internal TimeProvider Clock { get; } = clock;
    internal ILogger Logger { get; } = logger;
}

/// <summary>
/// One client's WebSocket: sends activity sets as the timeline grows, an empty frame when nothing happens, and what is not stored (typing). It ends when
/// the client goes, when the same token opens another one, or when the process stops.
/// </summary>
internal sealed class DirectLineStream(DirectLineStreams hub, DirectLineToken token, ActivityWriter writer, WebSocket socket)
{
    /// <summary>Also how late a client learns what no push told of.</summary>
    internal static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private const int MaxFrame = 4 * 1024;
    private static readonly TimeSpan SendTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(5);

    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private Actor? _typist;
    private bool _beat;
    private volatile bool _collided;
    private string _currentId = token.ConversationId;

    /// <summary>There may be something new.</summary>
    public void Wake() => _news.Writer.TryWrite(true);

    /// <summary>Somebody types.</summary>
    public void Types(Actor by)
    {
        Volatile.Write(ref _typist, by);
        Wake();
    }

    /// <summary>Ends, if it is another stream of the same token that was opened.</summary>
    public void GiveWayTo(StreamOpenedSignal opened)
    {
        if (opened.StreamId == _id || opened.TokenId != token.TokenId) return;
        _collided = true;
        Wake();
    }

    /// <summary>Serves the client until the end.</summary>
    public async Task Run(Watermark from, CancellationToken stopping)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var receiving = Receive(gone);
        var (status, reason) = (WebSocketCloseStatus.NormalClosure, "");
        try
        {
            await Show(token.ConversationId);
            await hub.Conversations.To(token.ConversationId).Signal(new StreamOpenedSignal(token.TokenId, _id));
            await Pump(from, gone.Token);
            if (_collided) reason = "collision";
        }
        catch (OperationCanceledException)
        {
            if (stopping.IsCancellationRequested) (status, reason) = (WebSocketCloseStatus.EndpointUnavailable, "restarting");
        }
        catch (WebSocketException)
        {
            // The client is gone in the middle of a frame.
        }
        catch (Exception e) when (StorageFaults.IsPassing(e))
        {
            DirectLineLog.StreamUnavailable(hub.Logger, e, token.ConversationId);
            (status, reason) = (WebSocketCloseStatus.InternalServerError, "unavailable");
        }
        finally
        {
            await Leave();
        }

        await Close(status, reason, receiving);
    }

    private async Task Pump(Watermark at, CancellationToken ct)
    {
        await using var beat = hub.Clock.CreateTimer(static stream => ((DirectLineStream)stream!).Due(), this, Beat, Beat);
        while (!_collided)
        {
            if (Interlocked.Exchange(ref _typist, null) is { } typist) await Send([writer.Typing(typist, "typing-" + Guid.NewGuid().ToString("N"), hub.Clock.GetUtcNow())], at, ct);
            bool more;
            do
            {
                var slice = await hub.Timeline.Read(token, at);
                var activities = writer.Write(slice, at, hub.Clock.GetUtcNow());
                (at, more) = (slice.Next, slice.More);
                await GoOnIn(slice);
                if (activities.Count > 0) await Send(activities, at, ct);
            }
            while (more && !_collided);

            if (Interlocked.Exchange(ref _beat, false)) await SendFrame(ReadOnlyMemory<byte>.Empty, ct);
            await _news.Reader.ReadAsync(ct);
        }
    }

    private void Due()
    {
        Volatile.Write(ref _beat, true);
        Wake();
    }

    /// <summary>Staff merge and split conversations; the stream shows the one that goes on, and is present there.</summary>
    private async Task GoOnIn(TimelineSlice slice)
    {
        _currentId = slice.CurrentId;
        if (!_shown.Contains(_currentId))
        {
            await Show(_currentId);
            Wake();
        }

        if (slice.CitizenOnline is false) await hub.Conversations.To(_currentId).Signal(new PresenceSignal(token.Actor, true));
    }

    private Task Show(string conversationId)
    {
        _shown.Add(conversationId);
        return hub.Feed.Show(conversationId, this);
    }

    private async Task Leave()
    {
        foreach (var conversationId in _shown)
        {
            if (hub.Feed.Hide(conversationId, this) && conversationId == _currentId && !_collided)
                await hub.Conversations.To(conversationId).Signal(new PresenceSignal(token.Actor, false));
        }
    }

    private Task Send(List<Activity> activities, Watermark at, CancellationToken ct) =>
        SendFrame(JsonSerializer.SerializeToUtf8Bytes(new ActivitySet(activities, at.ToString()), hub.Json), ct);

    private async Task SendFrame(ReadOnlyMemory<byte> frame, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(SendTime, hub.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            await socket.SendAsync(frame, WebSocketMessageType.Text, true, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "The client reads nothing any more.");
        }
    }

    /// <summary>Clients send empty frames as signs of life, and nothing else that means anything here.</summary>
    private async Task Receive(CancellationTokenSource gone)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxFrame);
        try
        {
            var length = 0;
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(0, MaxFrame), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close) return;
                length += received.Count;
                if (length > MaxFrame) return;
                if (received.EndOfMessage) length = 0;
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Gone without a word.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            await gone.CancelAsync();
        }
    }

    private async Task Close(WebSocketCloseStatus status, string reason, Task receiving)
    {
        try
        {
            using var late = new CancellationTokenSource(CloseTime, hub.Clock);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(status, reason, late.Token);
            await receiving.WaitAsync(late.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // It was told; whether it listened is its own matter.
        }

        socket.Abort();
        await receiving;
    }
}
