using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace ContactHub.LoadTest.Wire;

/// <summary>
/// A connection on which methods are called and awaited, for everything but the measured sends. Its invocation ids start
/// far above message numbers; completions that it does not know go to the handler.
/// </summary>
internal sealed class HubCaller
{
    private const long FirstId = 1L << 40;

    private readonly ConcurrentDictionary<long, TaskCompletionSource<JsonElement>> _calls = new();
    private readonly RecordHandler _handler;
    private long _lastId = FirstId;

    private HubCaller(RecordHandler handler) => _handler = handler;

    public HubConnection Connection { get; private set; } = null!;

    /// <inheritdoc cref="HubConnection.OpenAsync"/>
    public static async Task<HubCaller> OpenAsync(
        Uri url, RecordHandler handler, IReadOnlyDictionary<string, string>? headers, IPAddress? from, CancellationToken cancel)
    {
        HubCaller caller = new(handler);
        caller.Connection = await HubConnection.OpenAsync(url, caller.Take, headers, from, cancel);
        _ = caller.FailCallsWhenClosedAsync();
        return caller;
    }

    /// <summary>Calls a hub method and returns its result; undefined for a method without one.</summary>
    /// <exception cref="HubCallException">The hub refused.</exception>
    /// <exception cref="IOException">The connection is gone; whether the call took effect is unknown.</exception>
    public async Task<JsonElement> CallAsync(string method, object?[] arguments, CancellationToken cancel)
    {
        long id = Interlocked.Increment(ref _lastId);
        TaskCompletionSource<JsonElement> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[id] = done;
        string idText = id.ToString(CultureInfo.InvariantCulture);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new { type = 1, invocationId = idText, target = method, arguments }, JsonSerializerOptions.Web);
        try
        {
            Connection.Send([.. json, RecordSplitter.Terminator]);
            if (Connection.Closed.IsCompleted)
                throw new IOException("The connection is gone.");
            return await done.Task.WaitAsync(cancel);
        }
        finally
        {
            _calls.TryRemove(id, out _);
        }
    }

    private void Take(ReadOnlySpan<byte> raw)
    {
        HubRecord record = HubRecord.Parse(raw);
        if (record.Type != HubRecordType.Completion || !_calls.TryGetValue(record.InvocationId, out TaskCompletionSource<JsonElement>? call))
            _handler(raw);
        else if (record.Error is { } error)
            call.TrySetException(new HubCallException(error));
        else
            call.TrySetResult(record.Body.IsEmpty ? default : JsonDocument.Parse(record.Body.ToArray()).RootElement);
    }

    private async Task FailCallsWhenClosedAsync()
    {
        string why;
        try
        {
            why = await Connection.Closed;
        }
        catch (Exception fault)
        {
            // The handler failed on a record: every open call learns it.
            why = fault.Message;
        }

        foreach (TaskCompletionSource<JsonElement> call in _calls.Values)
            call.TrySetException(new IOException("The connection is gone: " + why));
    }
}

/// <summary>The hub answered a call with an error; the message is the hub's.</summary>
internal sealed class HubCallException(string message) : Exception(message)
{
    /// <summary>Whether the same call may succeed later (docs/protocol.md, section 3).</summary>
    public bool IsPassing => HasCode("unavailable") || HasCode("rateLimited");

    private bool HasCode(string code) => Message.Contains("HubException: " + code + ":", StringComparison.Ordinal);
}
