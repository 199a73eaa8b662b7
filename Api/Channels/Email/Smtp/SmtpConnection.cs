using System.Text;

namespace ContactHub.Email;

/// <summary>Commands and replies on one socket. One command at a time, by one caller.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private const int MostLines = 200;
    private readonly MailServer _server;
    private readonly TimeProvider _clock;
    private MailStream _stream;

    private SmtpConnection(MailServer server, TimeProvider clock, MailStream stream) => (_server, _clock, _stream) = (server, clock, stream);

    /// <summary>Connects as <see cref="MailConnection.Open"/> does.</summary>
    public static async Task<SmtpConnection> Open(MailServer server, TimeProvider clock, CancellationToken ct) =>
        new(server, clock, await MailConnection.Open(server, clock, ct));

    /// <summary>Begins TLS.</summary>
    public async Task Protect(CancellationToken ct) => _stream = await MailConnection.Protect(_stream, _server, _clock, ct);

    /// <summary>The lines of the next reply.</summary>
    /// <param name="silence">How long it may take; null for the server's time-out.</param>
    public async Task<IReadOnlyList<string>> ReadLines(CancellationToken ct, TimeSpan? silence = null)
    {
        var lines = new List<string>();
        do
        {
            if (lines.Count == MostLines) throw new MailServerException(MailServerFault.Protocol, "The server sent a reply that has no end.");
            lines.Add(Encoding.UTF8.GetString(await _stream.ReadLine(ct, silence)));
        }
        while (lines[^1].Length > 3 && lines[^1][3] == '-');
        return lines;
    }

    /// <summary>The next reply.</summary>
    public async Task<SmtpReply> Read(CancellationToken ct, TimeSpan? silence = null) => SmtpReply.Parse(await ReadLines(ct, silence));

    /// <summary>Sends lines.</summary>
    /// <exception cref="ArgumentException">One of them holds a line break, which would be a command of its own.</exception>
    public ValueTask Send(CancellationToken ct, params string[] lines)
    {
        if (lines.Any(line => line.AsSpan().ContainsAny('\r', '\n', '\0'))) throw new ArgumentException("A command is one line.", nameof(lines));
        return _stream.Write(string.Concat(lines.Select(line => line + "\r\n")), ct);
    }

    /// <summary>Sends what follows a "go on".</summary>
    public ValueTask Send(ReadOnlyMemory<byte> content, CancellationToken ct) => _stream.Write(content, ct);

    /// <summary>Sends a command and reads its reply.</summary>
    public async Task<SmtpReply> Run(string command, CancellationToken ct)
    {
        await Send(ct, command);
        return await Read(ct);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
