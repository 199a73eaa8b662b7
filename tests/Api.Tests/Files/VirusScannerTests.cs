using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ContactHub.Hubs.Tests;

namespace ContactHub.Files.Tests;

/// <summary>Uploads with a scanner that speaks clamd's protocol and finds the word "virus".</summary>
public sealed class VirusScannerTests
{
    [Fact]
    public async Task What_the_scanner_finds_is_refused_and_the_rest_is_taken_whole()
    {
        using var scanner = new Scanner();
        await using var hub = await RunningHub.Start($"--Files:Clamd=127.0.0.1:{scanner.Port}");
        var session = await hub.Visit();
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Çok uzun bir dilekçe.\n", 10_000)));

        await hub.Upload(session, text, "dilekçe.txt").Uploaded();
        Assert.Equal(text, scanner.Scanned[^1]);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "infected"), await hub.Upload(session, "a virus"u8.ToArray(), "not.txt").Refused());
    }

    [Fact]
    public async Task Without_an_answer_nothing_is_taken()
    {
        var scanner = new Scanner();
        await using var hub = await RunningHub.Start($"--Files:Clamd=127.0.0.1:{scanner.Port}");
        scanner.Dispose();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), await hub.Upload(await hub.Visit(), SampleFiles.Text, "not.txt").Refused());
    }

    /// <summary>Answers INSTREAM: pieces with their length before them until an empty one.</summary>
    private sealed class Scanner : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Scanner()
        {
            _listener.Start();
            _ = Serve();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public List<byte[]> Scanned { get; } = [];

        public void Dispose() => _listener.Dispose();

        private async Task Serve()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    await Answer(client.GetStream());
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task Answer(NetworkStream stream)
        {
            var command = new byte[10];
            await stream.ReadExactlyAsync(command);
            Assert.Equal("zINSTREAM\0"u8.ToArray(), command);
            using var file = new MemoryStream();
            var length = new byte[4];
            while (true)
            {
                await stream.ReadExactlyAsync(length);
                var piece = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
                if (piece.Length == 0) break;
                await stream.ReadExactlyAsync(piece);
                file.Write(piece);
            }

            Scanned.Add(file.ToArray());
            var found = file.ToArray().AsSpan().IndexOf("virus"u8) >= 0;
            await stream.WriteAsync(Encoding.ASCII.GetBytes(found ? "stream: Test-Signature FOUND\0" : "stream: OK\0"));
        }
    }
}
