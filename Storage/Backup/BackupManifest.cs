using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace ContactHub.Storage;

/// <summary>What a backup holds, in <c>backup.json</c> beside its files.</summary>
/// <param name="At">When it was begun, UTC: everything acknowledged before is in it.</param>
/// <param name="Position">Position of the last event in it.</param>
/// <param name="Files">Its files with their lengths and SHA-256 digests.</param>
public sealed record BackupManifest(DateTimeOffset At, long Position, ImmutableArray<BackupFile> Files)
{
    public const string FileName = "backup.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public void Write(string folder) => File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Json));

    /// <exception cref="BackupException">There is no manifest, or it is none.</exception>
    public static BackupManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(File.ReadAllText(path), Json) is { Files.IsDefaultOrEmpty: false } manifest
                ? manifest
                : throw new BackupException($"'{path}' lists no files.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BackupException($"'{folder}' is no backup: it has no {FileName}.", e);
        }
        catch (JsonException e)
        {
            throw new BackupException($"'{path}' is damaged: {e.Message}", e);
        }
    }
}

/// <param name="Name">Name without a folder.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256)
{
    public static BackupFile Of(string path)
    {
        using var stream = File.OpenRead(path);
        return new BackupFile(Path.GetFileName(path), stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}

/// <summary>A backup or a restore can't be made; the message says why, and nothing was left half done.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
