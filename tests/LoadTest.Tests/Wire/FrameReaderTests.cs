using System.Text;

namespace ContactHub.LoadTest.Wire;

public sealed class FrameReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(100_000)]
    public void Frames_come_whole_however_the_bytes_are_cut(int piece)
    {
        byte[] stream = [.. Server(true, "first"), .. Server(true, new string('x', 300)), .. Server(true, ""), .. Server(true, new string('y', 70_000))];
        FrameReader reader = new(capacity: 16);
        List<string> texts = [];

        for (int at = 0; at < stream.Length;)
        {
            Memory<byte> room = reader.Room();
            int count = Math.Min(Math.Min(piece, room.Length), stream.Length - at);
            stream.AsMemory(at, count).CopyTo(room);
            reader.Received(count);
            at += count;
            while (reader.TryRead(out _, out ReadOnlySpan<byte> payload))
                texts.Add(Encoding.UTF8.GetString(payload));
        }

        Assert.Equal(["first", new string('x', 300), "", new string('y', 70_000)], texts);
    }

    [Fact]
    public void A_masked_frame_comes_unmasked()
    {
        FrameReader reader = new();
        int size = WebSocketFrame.Write(reader.Room().Span, WebSocketOpcode.Text, "selam"u8, mask: 0xDEADBEEF);
        reader.Received(size);

        Assert.True(reader.TryRead(out _, out ReadOnlySpan<byte> payload));
        Assert.Equal("selam", Encoding.UTF8.GetString(payload));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(1000)]
    public void Records_come_whole_however_they_are_spread_over_fragments(int fragment)
    {
        byte[] message = Encoding.UTF8.GetBytes("{\"type\":6}\u001e{\"a\":\"çöp\"}\u001e{}\u001e");
        FrameReader frames = new(capacity: 4096);
        RecordSplitter splitter = new();
        List<string> records = [];

        for (int at = 0; at < message.Length; at += fragment)
        {
            byte[] part = message[at..Math.Min(at + fragment, message.Length)];
            byte[] frame = [(byte)(at == 0 ? 0x01 : 0x00), (byte)part.Length, .. part];
            frame.CopyTo(frames.Room());
            frames.Received(frame.Length);
            while (frames.TryRead(out _, out ReadOnlySpan<byte> payload))
                splitter.Append(payload, record => records.Add(Encoding.UTF8.GetString(record)));
        }

        Assert.Equal(["{\"type\":6}", "{\"a\":\"çöp\"}", "{}"], records);
    }

    private static byte[] Server(bool final, string text)
    {
        byte[] payload = Encoding.UTF8.GetBytes(text);
        byte first = (byte)((final ? 0x80 : 0) | 1);
        return payload.Length switch
        {
            < 126 => [first, (byte)payload.Length, .. payload],
            <= ushort.MaxValue => [first, 126, (byte)(payload.Length >> 8), (byte)payload.Length, .. payload],
            _ => [first, 127, 0, 0, 0, 0, (byte)(payload.Length >> 24), (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, .. payload],
        };
    }
}
