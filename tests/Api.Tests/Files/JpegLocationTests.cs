namespace ContactHub.Files.Tests;

public sealed class JpegLocationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_place_is_taken_out_and_the_rest_stays(bool little)
    {
        var before = SampleFiles.JpegWithPlace(little);
        var after = new MemoryStream([.. before]);

        Assert.True(JpegLocation.Remove(after));

        var bytes = after.ToArray();
        Assert.Equal(before.Length, bytes.Length);
        // 49.2 seconds as a rational, in the file's own order.
        byte[] seconds = little ? [0x30, 0xC0, 0, 0] : [0, 0, 0xC0, 0x30];
        Assert.True(before.AsSpan().IndexOf(seconds) > 0);
        Assert.True(bytes.AsSpan().IndexOf(seconds) < 0);
        Assert.True(bytes.AsSpan().IndexOf("GPSLatitude"u8) < 0);
        // The orientation, which turns the picture upright, stands where it stood.
        var orientation = before.AsSpan().IndexOf(little ? [0x12, 0x01, 3, 0] : (byte[])[0x01, 0x12, 0, 3]);
        Assert.True(before.AsSpan(orientation, 12).SequenceEqual(bytes.AsSpan(orientation, 12)));
        Assert.True(bytes.AsSpan().EndsWith((byte[])[0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9]));
    }

    [Fact]
    public void A_picture_without_a_place_is_left_alone()
    {
        byte[] plain = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xDA, 0, 2, 9];
        var stream = new MemoryStream([.. plain]);

        Assert.False(JpegLocation.Remove(stream));
        Assert.Equal(plain, stream.ToArray());
    }

    [Fact]
    public void Damaged_files_do_no_harm()
    {
        var whole = SampleFiles.JpegWithPlace(little: false);
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = new MemoryStream();
            cut.Write(whole.AsSpan(0, length));
            JpegLocation.Remove(cut);
            Assert.Equal(length, cut.Length);
        }

        var random = new Random(17);
        for (var run = 0; run < 2_000; run++)
        {
            var broken = (byte[])whole.Clone();
            for (var i = 0; i < 4; i++) broken[random.Next(2, broken.Length)] = (byte)random.Next(256);
            JpegLocation.Remove(new MemoryStream(broken));
        }
    }
}
