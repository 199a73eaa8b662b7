using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ContactHub.Email;

/// <summary>Begins a connection to a mail server, and TLS on it.</summary>
internal static class MailConnection
{
    /// <summary>Connects; with <see cref="MailSecurity.Tls"/> also proves the server. The greeting has not been read.</summary>
    /// <exception cref="MailServerException">It cannot be reached, or is not to be trusted.</exception>
    public static async Task<MailStream> Open(MailServer server, TimeProvider clock, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(server.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            KeepAlive(socket);
            await socket.ConnectAsync(server.Host, server.Port, either.Token);
            var stream = new MailStream(new NetworkStream(socket, ownsSocket: true), server.Timeout, clock);
            return server.Security == MailSecurity.Tls ? await Protect(stream, server, clock, ct) : stream;
        }
        catch (Exception e)
        {
            socket.Dispose();
            ct.ThrowIfCancellationRequested();
            throw e switch
            {
                MailServerException => e,
                OperationCanceledException => new MailServerException(MailServerFault.Timeout, "The server does not answer.", e),
                SocketException => new MailServerException(MailServerFault.Connection, "The server cannot be reached.", e),
                _ => new MailServerException(MailServerFault.Connection, "The connection failed.", e),
            };
        }
    }

    /// <summary>A server that is gone without a word is noticed within two minutes, also while nothing is due (IDLE).</summary>
    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 15);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
    }

    /// <summary>Begins TLS and checks the certificate: its chain, its dates, and that it bears the host's name.</summary>
    /// <returns>What to go on with in place of <paramref name="stream"/>.</returns>
    public static async Task<MailStream> Protect(MailStream stream, MailServer server, TimeProvider clock, CancellationToken ct)
    {
        if (stream.HasUnread) throw new MailServerException(MailServerFault.Security, "The server spoke before TLS was there.");
        var tls = new SslStream(stream.Inner);
        var options = new SslClientAuthenticationOptions { TargetHost = server.Host };
        if (server.Authority is { } authority)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.Add(authority);
        }

        using var limit = new CancellationTokenSource(server.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            await tls.AuthenticateAsClientAsync(options, either.Token);
        }
        catch (Exception e) when (e is AuthenticationException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            await tls.DisposeAsync();
            throw e is OperationCanceledException
                ? new MailServerException(MailServerFault.Timeout, "The server does not answer.", e)
                : new MailServerException(MailServerFault.Security, "TLS with the server failed: " + e.Message, e);
        }

        return new MailStream(tls, server.Timeout, clock);
    }
}
