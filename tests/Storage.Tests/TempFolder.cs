namespace ContactHub.Storage.Tests;

internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("contacthub-storage-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
