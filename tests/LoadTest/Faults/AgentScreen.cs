using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Channels;
using ContactHub.LoadTest.RealHub;
using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.Faults;

/// <summary>
/// An agent's screen that stays open through every crash: it reconnects, asks for what it missed, and adds what is pushed.
/// In the end it must show what a reload shows.
/// </summary>
/// <param name="turn">Which node it connects to first; after a break, to the next one.</param>
internal sealed class AgentScreen(HubAddresses hubs, int turn, string cookie, IReadOnlyCollection<string> conversations, TimeProvider time)
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<string, ScreenTimeline> _timelines =
        conversations.ToDictionary(id => id, _ => new ScreenTimeline(), StringComparer.Ordinal);

    // Conversations to ask for again, because a push showed that something is missing.
    private readonly Channel<string> _gaps = Channel.CreateUnbounded<string>();

    private int _turn = turn;

    /// <summary>Gaps that pushes showed and that were filled by asking.</summary>
    public int Repairs { get; private set; }

    /// <summary>A connection to the desk's hub.</summary>
    /// <exception cref="IOException">The hub refused or is gone.</exception>
    public static Task<HubCaller> ConnectAsync(Uri hub, string cookie, RecordHandler pushes, CancellationToken cancel) =>
        HubCaller.OpenAsync(new Uri(hub, "/hubs/desk"), pushes, new Dictionary<string, string> { ["Cookie"] = cookie }, null, cancel);

    public ScreenTimeline Timeline(string conversationId) => _timelines[conversationId];

    /// <summary>Keeps the screen up to date until cancelled.</summary>
    /// <exception cref="HubCallException">The hub refused a conversation that it showed before.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await LiveAsync(cancel);
            }
            catch (Exception down) when (down is IOException or SocketException or HubCallException { IsPassing: true })
            {
                _turn++;
                await Task.Delay(Retry, time, CancellationToken.None);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task LiveAsync(CancellationToken cancel)
    {
        HubCaller desk = await ConnectAsync(hubs.At(_turn), cookie, TakePush, cancel);
        using HubConnection closing = desk.Connection;
        foreach (string conversation in _timelines.Keys)
            await CatchUpAsync(desk, conversation, cancel);
        while (!desk.Connection.Closed.IsCompleted)
        {
            Task<bool> gap = _gaps.Reader.WaitToReadAsync(cancel).AsTask();
            await Task.WhenAny(gap, desk.Connection.Closed);
            cancel.ThrowIfCancellationRequested();
            while (_gaps.Reader.TryRead(out string? conversation))
            {
                Repairs++;
                await CatchUpAsync(desk, conversation, cancel);
            }
        }
    }

    private async Task CatchUpAsync(HubCaller desk, string conversation, CancellationToken cancel)
    {
        ScreenTimeline timeline = _timelines[conversation];
        JsonElement page = await desk.CallAsync("open", [conversation, timeline.LastSeq], cancel);
        // Too far behind for one page: the screen starts anew, and what it has already does no harm.
        if (!timeline.Add(Timelines.EntriesIn(page.GetProperty("entries"))))
            timeline.Add(await Timelines.OfAgentAsync(desk, conversation, cancel));
    }

    private void TakePush(ReadOnlySpan<byte> raw)
    {
        HubRecord record = HubRecord.Parse(raw);
        if (record.Type != HubRecordType.Invocation || !record.Target.SequenceEqual("events"u8))
            return;
        JsonElement arguments = JsonDocument.Parse(record.Body.ToArray()).RootElement;
        string conversation = arguments[0].GetString()!;
        if (_timelines.TryGetValue(conversation, out ScreenTimeline? timeline) && !timeline.Add(Timelines.EntriesIn(arguments[1])))
            _gaps.Writer.TryWrite(conversation);
    }
}
