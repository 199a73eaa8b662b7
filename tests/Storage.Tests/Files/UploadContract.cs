using System.Security.Cryptography;
using ContactHub.Conversations;
using ContactHub.Storage.Tests;
using ContactHub.TestKit;

namespace ContactHub.Files;

/// <summary>What uploads and the files behind them promise, on either database.</summary>
public abstract class UploadContract : HubDatabaseBase
{
    private const long Plenty = 1_000_000_000;
    private readonly FakeClock _clock = new();

    private FileStore Files => new(Database, _clock);

    private UploadStore Uploads => new(Database, Files, _clock);

    [Fact]
    public async Task A_file_is_read_back_from_anywhere_in_it()
    {
        var bytes = RandomNumberGenerator.GetBytes(700_001);
        var file = FileOf(bytes);
        Assert.NotNull(await Add("staff:a", bytes));

        await using var stream = await Files.Open(file.Id);

        Assert.Equal(bytes.Length, stream!.Length);
        stream.Position = 300_000;
        var part = new byte[300_000];
        await stream.ReadExactlyAsync(part);
        Assert.True(bytes.AsSpan(300_000, 300_000).SequenceEqual(part));
        stream.Seek(-1, SeekOrigin.End);
        Assert.Equal(bytes[^1], stream.ReadByte());
        Assert.Equal(-1, stream.ReadByte());
        Assert.Equal(bytes, await Files.Read(file.Id));
        Assert.Null(await Files.Open("nothing"));
    }

    [Fact]
    public async Task Only_the_owner_can_post_an_upload_and_as_often_as_needed()
    {
        var (first, second) = (await Add("staff:a", [1, 2, 3], "a.txt"), await Add("staff:a", [4], "b.txt"));

        Assert.Null(await Uploads.Claim("staff:b", [first!]));
        Assert.Null(await Uploads.Claim("staff:a", [first!, "u-unknown"]));
        Assert.Null(await Uploads.Claim("staff:a", [FileOf([1, 2, 3]).Id]));
        Assert.Equal([FileOf([4], "b.txt"), FileOf([1, 2, 3], "a.txt")], await Uploads.Claim("staff:a", [second!, first!]));
        Assert.Equal([FileOf([1, 2, 3], "a.txt")], await Uploads.Claim("staff:a", [first!]));
    }

    [Fact]
    public async Task What_is_not_posted_within_a_day_is_removed_and_what_is_stays()
    {
        var (posted, forgotten) = (await Add("visitor:v", [1]), await Add("visitor:v", [2]));
        Assert.NotNull(await Uploads.Claim("visitor:v", [posted!]));

        _clock.Advance(UploadStore.Life - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await Uploads.Sweep());
        Assert.NotNull(await Uploads.Claim("visitor:v", [posted!]));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await Uploads.Sweep());

        Assert.Equal(new byte[] { 1 }, await Files.Read(FileOf([1]).Id));
        Assert.Null(await Files.Read(FileOf([2]).Id));
        Assert.Null(await Uploads.Claim("visitor:v", [forgotten!]));
    }

    [Fact]
    public async Task The_same_bytes_live_as_long_as_the_last_who_needs_them()
    {
        // A mail has them for good; an upload of the same ones must not take them along.
        await Files.Save(new byte[] { 7 });
        await Add("visitor:v", [7]);
        // Uploaded twice, half a day apart, and posted by the second.
        await Add("visitor:v", [8]);
        // And uploaded before a mail came with the same.
        await Add("visitor:v", [9]);
        await Files.Save(new byte[] { 9 });
        _clock.Advance(UploadStore.Life / 2);
        var later = await Add("staff:a", [8]);
        _clock.Advance(UploadStore.Life / 2);

        Assert.Equal(0, await Uploads.Sweep());
        Assert.NotNull(await Uploads.Claim("staff:a", [later!]));
        _clock.Advance(UploadStore.Life);
        await Uploads.Sweep();

        foreach (byte value in new byte[] { 7, 8, 9 }) Assert.Equal(new[] { value }, await Files.Read(FileOf([value]).Id));
    }

    [Fact]
    public async Task Nobody_uploads_more_within_a_day_than_they_may()
    {
        Assert.NotNull(await Add("visitor:v", new byte[60], most: 100));
        Assert.Null(await Add("visitor:v", new byte[41], most: 100));
        Assert.NotNull(await Add("visitor:v", new byte[40], most: 100));
        Assert.NotNull(await Add("visitor:w", new byte[41], most: 100));
        Assert.Null(await Add("visitor:v", [1], most: 100));

        _clock.Advance(UploadStore.Life);
        Assert.NotNull(await Add("visitor:v", new byte[100], most: 100));
    }

    private Task<string?> Add(string owner, byte[] bytes, string name = "name.bin", long most = Plenty) =>
        Uploads.Add(owner, FileOf(bytes, name), new MemoryStream(bytes), most);

    private static Attachment FileOf(byte[] bytes, string name = "name.bin") =>
        new(Convert.ToHexStringLower(SHA256.HashData(bytes)), name, "application/octet-stream", bytes.Length);
}

public sealed class SqliteUploadTests : UploadContract
{
    protected override bool OnPostgres => false;
}

public sealed class PostgresUploadTests : UploadContract
{
    protected override bool OnPostgres => true;
}
