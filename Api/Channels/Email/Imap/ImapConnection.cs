using System.Collections.Immutable;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ContactHub.Email;

/// <summary>Commands and responses on one socket. One command at a time, by one caller.</summary>
internal sealed class ImapConnection : IAsyncDisposable
{
    private readonly ImapSettings _settings;
    private readonly TimeProvider _clock;
    private ImapStream _stream;
    private int _tag;

    private ImapConnection(ImapSettings settings, TimeProvider clock, Stream stream)
    {
        (_settings, _clock) = (settings, clock);
        _stream = new ImapStream(stream, settings.Timeout, clock);
    }

    /// <summary>Whether the server has told of messages since this was last set to false; it may at any time, and doesn't say it twice.</summary>
    public bool HasNews { get; set; }

    /// <summary>Connects; with <see cref="MailSecurity.Tls"/> also proves the server. The greeting has not been read.</summary>
    public static async Task<ImapConnection> Open(ImapSettings settings, TimeProvider clock, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(settings.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(settings.Host, settings.Port, either.Token);
            var connection = new ImapConnection(settings, clock, new NetworkStream(socket, ownsSocket: true));
            if (settings.Security == MailSecurity.Tls) await connection.Protect(ct);
            return connection;
        }
        catch (Exception e)
        {
            socket.Dispose();
            ct.ThrowIfCancellationRequested();
            throw e switch
            {
                ImapException => e,
                OperationCanceledException => new ImapException(ImapFault.Timeout, "The server does not answer.", e),
                SocketException => new ImapException(ImapFault.Connection, "The server cannot be reached.", e),
                _ => new ImapException(ImapFault.Connection, "The connection failed.", e),
            };
        }
    }

    /// <summary>Begins TLS and checks the certificate: its chain, its dates, and that it bears the host's name.</summary>
    public async Task Protect(CancellationToken ct)
    {
        if (_stream.HasUnread) throw new ImapException(ImapFault.Security, "The server spoke before TLS was there.");
        var tls = new SslStream(_stream.Inner);
        var options = new SslClientAuthenticationOptions { TargetHost = _settings.Host };
        if (_settings.Authority is { } authority)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.Add(authority);
        }

        using var limit = new CancellationTokenSource(_settings.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            await tls.AuthenticateAsClientAsync(options, either.Token);
        }
        catch (Exception e) when (e is AuthenticationException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            await tls.DisposeAsync();
            throw e is OperationCanceledException
                ? new ImapException(ImapFault.Timeout, "The server does not answer.", e)
                : new ImapException(ImapFault.Security, "TLS with the server failed: " + e.Message, e);
        }

        _stream = new ImapStream(tls, _settings.Timeout, _clock);
    }

    /// <summary>The next response.</summary>
    /// <param name="patient">Whether the server may be silent until then.</param>
    public async Task<ImapResponse> Read(CancellationToken ct, bool patient = false)
    {
        var lines = new List<byte[]> { await _stream.ReadLine(patient, ct) };
        var literals = new List<byte[]>();
        long total = 0;
        while (ImapParser.LiteralAfter(lines[^1], lines.Count == 1) is >= 0 and var length)
        {
            total += length;
            if (total > _settings.MostBytes || lines.Count > 1_000) throw new ImapException(ImapFault.Protocol, $"The server sends {total} bytes, more than is taken.");
            literals.Add(await _stream.ReadLiteral((int)length, ct));
            lines.Add(await _stream.ReadLine(patient: false, ct));
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
    /// <exception cref="ImapException">Refused with NO or BAD, or the connection is gone.</exception>
    public async Task<ImmutableArray<ImapResponse>> Run(string command, CancellationToken ct) => await Finish(await Send(command, ct), ct);

    /// <summary>Reads until a command is done.</summary>
    public async Task<ImmutableArray<ImapResponse>> Finish(string tag, CancellationToken ct)
    {
        var all = ImmutableArray.CreateBuilder<ImapResponse>();
        while (true)
        {
            var response = await Read(ct);
            all.Add(response);
            if (response.Tag == "+") throw new ImapException(ImapFault.Protocol, "The server waits for what it was not promised.");
            if (response.Tag != tag) continue;
            if (response.Keyword == "OK") return all.ToImmutable();
            throw new ImapException(ImapFault.Refused, $"The server refused: {response.Keyword} {response.Text}");
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
