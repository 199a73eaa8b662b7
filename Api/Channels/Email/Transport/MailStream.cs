using System.Text;

namespace ContactHub.Email;

/// <summary>Lines and literals of one connection. A silence longer than the time-out, or an end, is an <see cref="MailServerException"/>.</summary>
internal sealed class MailStream(Stream stream, TimeSpan timeout, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Bytes of one response without its literals: a SEARCH that finds half a million messages.</summary>
    public const int LongestLine = 4 * 1024 * 1024;

    private const int Piece = 64 * 1024;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Whether bytes have come that nobody has read; after STARTTLS those are an attacker's (CVE-2011-0411).</summary>
    public bool HasUnread => _end > _start;

    public Stream Inner => stream;

    /// <summary>Up to the end of the line, without it.</summary>
    /// <param name="silence">How long the server may be silent before it; null for the time-out.</param>
    public async ValueTask<byte[]> ReadLine(CancellationToken ct, TimeSpan? silence = null)
    {
        using var line = new MemoryStream();
        while (true)
        {
            if (_start == _end) await Fill(line.Length == 0 ? silence ?? timeout : timeout, ct);
            var span = _buffer.AsSpan(_start, _end - _start);
            var end = span.IndexOf((byte)'\n');
            var taken = end < 0 ? span : span[..(end + 1)];
            line.Write(taken);
            _start += taken.Length;
            if (line.Length > LongestLine) throw new MailServerException(MailServerFault.Protocol, "The server sent a line that has no end.");
            if (end >= 0) return WithoutEnd(line.GetBuffer().AsSpan(0, (int)line.Length));
        }
    }

    public async ValueTask<byte[]> ReadLiteral(int length, CancellationToken ct)
    {
        // What a server announces is not believed before it comes.
        using var content = new MemoryStream(Math.Min(length, 1024 * 1024));
        while (content.Length < length)
        {
            if (_start == _end) await Fill(timeout, ct);
            var taken = Math.Min(_end - _start, length - (int)content.Length);
            content.Write(_buffer, _start, taken);
            _start += taken;
        }

        return content.ToArray();
    }

    public ValueTask Write(string text, CancellationToken ct) => Write(Encoding.UTF8.GetBytes(text), ct);

    /// <summary>The server may take its time over all of it, but not over any piece.</summary>
    public async ValueTask Write(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(bytes.Length, Piece)];
            bytes = bytes[piece.Length..];
            await Within(async token =>
            {
                await stream.WriteAsync(piece, token);
                await stream.FlushAsync(token);
                return 0;
            }, timeout, ct);
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private static byte[] WithoutEnd(ReadOnlySpan<byte> line) => (line is [.., (byte)'\r', (byte)'\n'] ? line[..^2] : line[..^1]).ToArray();

    private async ValueTask Fill(TimeSpan silence, CancellationToken ct)
    {
        var read = await Within(token => stream.ReadAsync(_buffer, token), silence, ct);
        if (read == 0) throw new MailServerException(MailServerFault.Connection, "The server closed the connection.");
        (_start, _end) = (0, read);
    }

    private async ValueTask<T> Within<T>(Func<CancellationToken, ValueTask<T>> act, TimeSpan most, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(most, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await Guarded(act(either.Token));
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new MailServerException(MailServerFault.Timeout, "The server was silent for too long.", e);
        }
    }

    private static async ValueTask<T> Guarded<T>(ValueTask<T> io)
    {
        try
        {
            return await io;
        }
        catch (Exception e) when (e is (IOException and not MailServerException) or ObjectDisposedException)
        {
            throw new MailServerException(MailServerFault.Connection, "The connection to the server broke.", e);
        }
    }
}
