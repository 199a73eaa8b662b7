using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace ContactHub.Files;

/// <summary>
/// Asks ClamAV's daemon about a file, by its command INSTREAM (man page clamd(8)): pieces with their length before them, an empty one at the end, and one
/// line for an answer.
/// </summary>
internal sealed class VirusScanner(FilesOptions options)
{
    private const int Piece = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Whether nothing was found; true when no scanner is configured.</summary>
    /// <exception cref="IOException">The scanner does not answer, or says something else: nobody knows whether the file is clean.</exception>
    public async Task<bool> IsClean(Stream content, CancellationToken ct)
    {
        if (options.Scanner is not { } address) return true;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, patience.Token);
            await using var stream = client.GetStream();
            await Send(stream, content, patience.Token);
            var answer = await Answer(stream, patience.Token);
            if (answer.EndsWith(" OK", StringComparison.Ordinal)) return true;
            // Only the end is looked at: the name of what was found is clamd's, and stands before it.
            return answer.EndsWith(" FOUND", StringComparison.Ordinal) ? false : throw new IOException("The virus scanner could not scan the file.");
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new IOException("The virus scanner does not answer.", e);
        }
    }

    private static async Task Send(Stream stream, Stream content, CancellationToken ct)
    {
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
        content.Position = 0;
        var piece = new byte[4 + Piece];
        int read;
        do
        {
            read = await content.ReadAsync(piece.AsMemory(4), ct);
            BinaryPrimitives.WriteInt32BigEndian(piece, read);
            await stream.WriteAsync(piece.AsMemory(0, 4 + read), ct);
        }
        while (read > 0);
    }

    private static async Task<string> Answer(Stream stream, CancellationToken ct)
    {
        var answer = new byte[1024];
        var length = 0;
        while (length < answer.Length && await stream.ReadAsync(answer.AsMemory(length), ct) is > 0 and var read)
        {
            length += read;
            if (answer[length - 1] == 0) break;
        }

        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n');
    }
}
