using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using ContactHub.Links;

namespace ContactHub.Phone;

/// <summary>One TCP connection to an Asterisk's manager interface, from log-in to its loss.</summary>
internal sealed class AmiSession : IAsyncDisposable
{
    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;
    private readonly AsteriskOptions _options;
    private readonly TimeProvider _clock;
    private readonly Action<AmiMessage>? _received;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<AmiMessage>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<AmiMessage>> _lists = new(StringComparer.Ordinal);
    private long _actions;

    private AmiSession(TcpClient tcp, AsteriskOptions options, TimeProvider clock, Action<AmiMessage>? received)
    {
        (_tcp, _stream, _options, _clock, _received) = (tcp, tcp.GetStream(), options, clock, received);
        Lost = Task.Run(Read);
    }

    /// <summary>Completes when the connection is lost or closed.</summary>
    public Task Lost { get; }

    /// <summary>Connects and logs in.</summary>
    /// <param name="received">Is given every message in order, on one thread at a time; null for a session that only acts, and is sent no events.</param>
    /// <exception cref="AmiException">The Asterisk can't be reached, does not answer or refuses.</exception>
    public static async Task<AmiSession> Open(AsteriskOptions options, TimeProvider clock, Action<AmiMessage>? received, CancellationToken ct)
    {
        var tcp = new TcpClient { NoDelay = true };
        AmiSession? session = null;
        try
        {
            await tcp.ConnectAsync(options.Host, options.Port, ct).AsTask().WaitAsync(options.ActionTime, clock, ct);
            session = new AmiSession(tcp, options, clock, received);
            var challenge = await session.Send("Challenge", [("AuthType", "MD5")], ct);
            var key = AmiAction.LoginKey(challenge["Challenge"] ?? "", options.Secret);
            await session.Send("Login", [("AuthType", "MD5"), ("Username", options.Username), ("Key", key), ("Events", received is null ? "off" : "on")], ct);
            return session;
        }
        catch (Exception e) when (e is SocketException or TimeoutException or AmiException or OperationCanceledException)
        {
            if (session is not null) await session.DisposeAsync();
            else tcp.Dispose();
            if (e is AmiException or OperationCanceledException) throw;
            throw new AmiException("The Asterisk cannot be reached: " + e.Message, e);
        }
    }

    /// <summary>Sends an action and waits for its answer.</summary>
    /// <param name="actionId">An id for events that come after the answer; one is made when there is none.</param>
    /// <exception cref="AmiException">The action was refused, not answered in time, or the connection is lost.</exception>
    public async Task<AmiMessage> Send(string name, IEnumerable<(string Key, string Value)> fields, CancellationToken ct, string? actionId = null)
    {
        actionId ??= NextId();
        var bytes = AmiAction.Encode(name, actionId, fields);
        var answer = new TaskCompletionSource<AmiMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _answers[actionId] = answer;
        try
        {
            await Write(name, bytes, ct);
            var response = await Wait(name, answer, ct);
            if (response.Response is "Success" or "Goodbye") return response;
            throw new AmiException($"The Asterisk refused {name}: {response["Message"]}") { Fault = name is "Challenge" or "Login" ? LinkFaults.SignIn : LinkFaults.Refused };
        }
        finally
        {
            _answers.TryRemove(actionId, out _);
        }
    }

    /// <summary>Asks for a list and waits until all of it has come.</summary>
    /// <exception cref="AmiException">As of <see cref="Send"/>.</exception>
    public async Task Enumerate(string name, CancellationToken ct)
    {
        var actionId = NextId();
        var complete = new TaskCompletionSource<AmiMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _lists[actionId] = complete;
        try
        {
            await Send(name, [], ct, actionId);
            await Wait(name, complete, ct);
        }
        finally
        {
            _lists.TryRemove(actionId, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _tcp.Dispose();
        await Lost;
        _closing.Dispose();
        _writing.Dispose();
    }

    private string NextId() => "hub-" + Interlocked.Increment(ref _actions).ToString(CultureInfo.InvariantCulture);

    private async Task Write(string name, byte[] bytes, CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            await _stream.WriteAsync(bytes, ct);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            throw new AmiException($"The connection was lost before {name} was sent.", e);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<AmiMessage> Wait(string name, TaskCompletionSource<AmiMessage> answer, CancellationToken ct)
    {
        // Whoever has asked before the loss is told by it; whoever asks after finds it here.
        if (Lost.IsCompleted) answer.TrySetException(ConnectionLost());
        try
        {
            return await answer.Task.WaitAsync(_options.ActionTime, _clock, ct);
        }
        catch (TimeoutException e)
        {
            throw new AmiException($"The Asterisk did not answer {name} in time.", e) { Fault = LinkFaults.Timeout };
        }
    }

    private async Task Read()
    {
        var reader = new AmiReader();
        var messages = new List<AmiMessage>();
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await _stream.ReadAsync(buffer, _closing.Token)) > 0)
            {
                reader.Read(buffer.AsSpan(0, read), messages);
                foreach (var message in messages) Take(message);
                messages.Clear();
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Lost says so.
        }
        finally
        {
            foreach (var answer in _answers.Values.Concat(_lists.Values)) answer.TrySetException(ConnectionLost());
        }
    }

    private void Take(AmiMessage message)
    {
        _received?.Invoke(message);
        if (message.ActionId is not { } id) return;
        if (message.Event is null && _answers.TryGetValue(id, out var answer)) answer.TrySetResult(message);
        if (message["EventList"] == "Complete" && _lists.TryGetValue(id, out var list)) list.TrySetResult(message);
    }

    private static AmiException ConnectionLost() => new("The connection to the Asterisk was lost.");
}
