namespace ContactHub.Messengers;

/// <summary>Bodies of which no more is read than is wanted.</summary>
internal static class BoundedContent
{
    /// <summary>The whole body; null when it is longer.</summary>
    /// <param name="most">In bytes.</param>
    public static async Task<byte[]?> Read(Stream body, long? declared, int most, CancellationToken ct)
    {
        if (declared > most) return null;
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, ct)) > 0)
        {
            if (bytes.Length + read > most) return null;
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
