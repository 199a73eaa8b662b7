using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ContactHub.LoadTest.Load;
using ContactHub.LoadTest.RealHub;
using ContactHub.LoadTest.Targets;
using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.Faults;

/// <summary>
/// A citizen whose widget keeps each message in its outbox until the receipt comes: one under way at a time, sent again
/// under the same client id after every reconnect, which goes to the next node.
/// </summary>
/// <param name="answered">Told of every receipt: whose, and when its message was first sent, in Stopwatch ticks.</param>
internal sealed class FaultCitizen(int index, HubAddresses hubs, VisitorSession session, Action<int, long> answered, TimeProvider time) : IDisposable
{
    // Shorter than the widget's half second: more sends meet a kill, and no person waits.
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(50);

    private readonly List<long> _receipts = [];
    private HubCaller? _connection;
    private int _turns;

    public string ConversationId => session.ConversationId;

    /// <summary>Sequence by message number.</summary>
    public IReadOnlyList<long> Receipts => _receipts;

    /// <summary>Sends that were repeated because no receipt had come.</summary>
    public int Resent { get; private set; }

    /// <summary>Sends that the hub told to try again later.</summary>
    public int Rejected { get; private set; }

    /// <summary>Why the last attempt failed; null when none has.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>Known client ids that got another receipt than the first time.</summary>
    public int ReceiptsChanged { get; private set; }

    /// <summary>Writes at the given pace until <paramref name="stop"/>, and then until the outbox is empty.</summary>
    /// <exception cref="HubCallException">The hub refused a message for good.</exception>
    public async Task WriteAsync(TimeSpan pace, CancellationToken stop, CancellationToken cancel)
    {
        using PeriodicTimer timer = new(pace, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                await SendUntilReceiptAsync(cancel);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Every message has its receipt: the loop stops between messages only.
        }
    }

    /// <summary>Opens the conversation; tried again as long as the hub is away.</summary>
    public async Task OpenAsync(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await (await ConnectedAsync(cancel)).CallAsync("send", [new { clientId = "the-opening", text = "Merhaba" }], cancel);
                return;
            }
            catch (Exception down) when (down is IOException or HubCallException { IsPassing: true })
            {
                await Task.Delay(Retry, time, cancel);
            }
        }
    }

    /// <summary>What the citizen sees after a reload.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> ReloadAsync(CancellationToken cancel)
    {
        Dispose();
        return await Timelines.OfCitizenAsync(await ConnectedAsync(cancel), cancel);
    }

    public void Dispose()
    {
        _connection?.Connection.Dispose();
        _connection = null;
    }

    private async Task SendUntilReceiptAsync(CancellationToken cancel)
    {
        int number = _receipts.Count;
        byte[] body = new byte[MessageBody.Length];
        long writtenAt = Stopwatch.GetTimestamp();
        MessageBody.Write(body, index, number, writtenAt);
        string text = Encoding.ASCII.GetString(body);
        while (true)
        {
            try
            {
                HubCaller connection = await ConnectedAsync(cancel);
                JsonElement receipt = await connection.CallAsync("send", [new { clientId = ClientId(number), text }], cancel);
                _receipts.Add(receipt.GetProperty("seq").GetInt64());
                answered(index, writtenAt);
                return;
            }
            catch (IOException gone)
            {
                Dispose();
                _turns++;
                LastFailure = gone.Message;
                Resent++;
            }
            catch (HubCallException refused) when (refused.IsPassing)
            {
                LastFailure = refused.Message;
                Rejected++;
                Resent++;
            }

            await Task.Delay(Retry * Random.Shared.NextDouble(), time, cancel);
        }
    }

    private async Task<HubCaller> ConnectedAsync(CancellationToken cancel)
    {
        while (_connection is null || _connection.Connection.Closed.IsCompleted)
        {
            Dispose();
            HubCaller? opened = null;
            try
            {
                opened = await HubCaller.OpenAsync(
                    HubTarget.VisitorHub(hubs.At(index + _turns), session), _ => { }, null, LoopbackAddress.Of(index), cancel);
                await opened.CallAsync("join", [_receipts.LastOrDefault()], cancel);
                await CheckLastReceiptAsync(opened, cancel);
                _connection = opened;
            }
            catch (Exception down) when (down is IOException or SocketException or HubCallException { IsPassing: true })
            {
                opened?.Connection.Dispose();
                _turns++;
                LastFailure = down.Message;
                await Task.Delay(Retry, time, cancel);
            }
        }

        return _connection;
    }

    // As if the last receipt had been lost on the way: the same client id must bring the same receipt.
    private async Task CheckLastReceiptAsync(HubCaller connection, CancellationToken cancel)
    {
        if (_receipts.Count == 0)
            return;
        JsonElement again = await connection.CallAsync("send", [new { clientId = ClientId(_receipts.Count - 1), text = "again" }], cancel);
        if (again.GetProperty("seq").GetInt64() != _receipts[^1])
            ReceiptsChanged++;
    }

    private static string ClientId(int number) => string.Create(CultureInfo.InvariantCulture, $"message-{number}");
}
