using System.Text;

namespace ContactHub.Email;

/// <summary>Lines and literals of one connection. A silence longer than the time-out, or an end, is an <see cref="ImapException"/>.</summary>
internal sealed class ImapStream(Stream stream, TimeSpan timeout, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Bytes of one response without its literals: a SEARCH that finds half a million messages.</summary>
    public const int LongestLine = 4 * 1024 * 1024;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Whether bytes have come that nobody has read; after STARTTLS those are an attacker's (CVE-2011-0411).</summary>
    public bool HasUnread => _end > _start;

    public Stream Inner => stream;

    /// <summary>Up to the end of the line, without it.</summary>
    /// <param name="patient">Whether the server may be silent for as long as it likes: IDLE.</param>
    public async ValueTask<byte[]> ReadLine(bool patient, CancellationToken ct)
    {
        using var line = new MemoryStream();
        while (true)
        {
            if (_start == _end) await Fill(patient && line.Length == 0, ct);
            var span = _buffer.AsSpan(_start, _end - _start);
            var end = span.IndexOf((byte)'\n');
            var taken = end < 0 ? span : span[..(end + 1)];
            line.Write(taken);
            _start += taken.Length;
            if (line.Length > LongestLine) throw new ImapException(ImapFault.Protocol, "The server sent a line that has no end.");
            if (end >= 0) return WithoutEnd(line.GetBuffer().AsSpan(0, (int)line.Length));
        }
    }

    public async ValueTask<byte[]> ReadLiteral(int length, CancellationToken ct)
    {
        // What a server announces is not believed before it comes.
        using var content = new MemoryStream(Math.Min(length, 1024 * 1024));
        while (content.Length < length)
        {
            if (_start == _end) await Fill(patient: false, ct);
            var taken = Math.Min(_end - _start, length - (int)content.Length);
            content.Write(_buffer, _start, taken);
            _start += taken;
        }

        return content.ToArray();
    }

    public async ValueTask Write(string text, CancellationToken ct)
    {
        await Within(async token =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), token);
            await stream.FlushAsync(token);
            return 0;
        }, ct);
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private static byte[] WithoutEnd(ReadOnlySpan<byte> line) => (line is [.., (byte)'\r', (byte)'\n'] ? line[..^2] : line[..^1]).ToArray();

    private async ValueTask Fill(bool patient, CancellationToken ct)
    {
        var read = patient ? await Guarded(stream.ReadAsync(_buffer, ct)) : await Within(token => stream.ReadAsync(_buffer, token), ct);
        if (read == 0) throw new ImapException(ImapFault.Connection, "The server closed the connection.");
        (_start, _end) = (0, read);
    }

    private async ValueTask<T> Within<T>(Func<CancellationToken, ValueTask<T>> act, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await Guarded(act(either.Token));
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new ImapException(ImapFault.Timeout, "The server was silent for too long.", e);
        }
    }

    private static async ValueTask<T> Guarded<T>(ValueTask<T> io)
    {
        try
        {
            return await io;
        }
        catch (Exception e) when (e is (IOException and not ImapException) or ObjectDisposedException)
        {
            throw new ImapException(ImapFault.Connection, "The connection to the server broke.", e);
        }
    }
}
