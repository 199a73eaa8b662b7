using System.Collections.Immutable;
using System.Globalization;

namespace ContactHub.Email;

/// <summary>Commands and responses on one socket. One command at a time, by one caller.</summary>
internal sealed class ImapConnection : IAsyncDisposable
{
    private readonly MailServer _server;
    private readonly TimeProvider _clock;
    private MailStream _stream;
    private int _tag;

    private ImapConnection(MailServer server, TimeProvider clock, MailStream stream) => (_server, _clock, _stream) = (server, clock, stream);

    /// <summary>Whether the server has told of messages since this was last set to false; it may at any time, and doesn't say it twice.</summary>
    public bool HasNews { get; set; }

    /// <summary>Connects as <see cref="MailConnection.Open"/> does.</summary>
    public static async Task<ImapConnection> Open(MailServer server, TimeProvider clock, CancellationToken ct) =>
        new(server, clock, await MailConnection.Open(server, clock, ct));

    /// <summary>Begins TLS.</summary>
    public async Task Protect(CancellationToken ct) => _stream = await MailConnection.Protect(_stream, _server, _clock, ct);

    /// <summary>The next response.</summary>
    /// <param name="patient">Whether the server may be silent until then.</param>
    public async Task<ImapResponse> Read(CancellationToken ct, bool patient = false)
    {
        var lines = new List<byte[]> { await _stream.ReadLine(ct, patient ? Timeout.InfiniteTimeSpan : null) };
        var literals = new List<byte[]>();
        long total = 0;
        while (ImapParser.LiteralAfter(lines[^1], lines.Count == 1) is >= 0 and var length)
        {
            total += length;
            if (total > _server.MostBytes || lines.Count > 1_000) throw new MailServerException(MailServerFault.Protocol, $"The server sends {total} bytes, more than is taken.");
            literals.Add(await _stream.ReadLiteral((int)length, ct));
            lines.Add(await _stream.ReadLine(ct));
        }

        var response = ImapParser.Parse(lines, literals);
        if (response is { IsUntagged: true, Keyword: "EXISTS" }) HasNews = true;
        return response;
    }

    /// <summary>Sends a command and answers its tag.</summary>
    public async Task<string> Send(string command, CancellationToken ct)
    {
        var tag = string.Create(CultureInfo.InvariantCulture, $"a{++_tag}");
        await _stream.Write($"{tag} {command}\r\n", ct);
        return tag;
    }

    /// <summary>Sends what follows a "go on".</summary>
    public ValueTask SendLine(string line, CancellationToken ct) => _stream.Write(line + "\r\n", ct);

    /// <summary>Sends a command, and answers all that came until it was done, the command's own response last.</summary>
    /// <exception cref="MailServerException">Refused with NO or BAD, or the connection is gone.</exception>
    public async Task<ImmutableArray<ImapResponse>> Run(string command, CancellationToken ct) => await Finish(await Send(command, ct), ct);

    /// <summary>Reads until a command is done.</summary>
    public async Task<ImmutableArray<ImapResponse>> Finish(string tag, CancellationToken ct)
    {
        var all = ImmutableArray.CreateBuilder<ImapResponse>();
        while (true)
        {
            var response = await Read(ct);
            all.Add(response);
            if (response.Tag == "+") throw new MailServerException(MailServerFault.Protocol, "The server waits for what it was not promised.");
            if (response.Tag != tag) continue;
            if (response.Keyword == "OK") return all.ToImmutable();
            throw new MailServerException(MailServerFault.Refused, $"The server refused: {response.Keyword} {response.Text}");
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
