using System.Security.Cryptography;

namespace ContactHub.Files;

/// <summary>A file as it came in, on this node's disk: memory would be used up by a few dozen who upload at the same time. It is gone when it is disposed of.</summary>
internal sealed class ReceivedFile : IAsyncDisposable
{
    private readonly FileStream _content;

    private ReceivedFile(FileStream content) => _content = content;

    /// <summary>The bytes; seekable, and changed in place by who takes a location out.</summary>
    public Stream Content => _content;

    /// <summary>Reads to the end.</summary>
    /// <param name="most">Bytes that it may have.</param>
    /// <returns>Null when it has more.</returns>
    public static async Task<ReceivedFile?> Read(Stream body, long most, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new ReceivedFile(new FileStream(Path.Combine(Path.GetTempPath(), "contacthub-" + Path.GetRandomFileName()), options));
        try
        {
            var buffer = new byte[64 * 1024];
            while (await body.ReadAsync(buffer, ct) is > 0 and var read)
            {
                if (file._content.Length + read > most)
                {
                    await file.DisposeAsync();
                    return null;
                }

                await file._content.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The id under which the file store has these bytes.</summary>
    public async Task<string> Id(CancellationToken ct)
    {
        _content.Position = 0;
        var hash = await SHA256.HashDataAsync(_content, ct);
        _content.Position = 0;
        return Convert.ToHexStringLower(hash);
    }

    public ValueTask DisposeAsync() => _content.DisposeAsync();
}
