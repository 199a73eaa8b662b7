using System.Text;

namespace ContactHub.LoadTest.Wire;

public sealed class WebSocketFrameTests
{
    [Fact]
    public void The_masked_hello_of_the_rfc_is_written_byte_for_byte()
    {
        byte[] frame = new byte[11];

        int size = WebSocketFrame.Write(frame, WebSocketOpcode.Text, "Hello"u8, mask: 0x3D21FA37);

        Assert.Equal(11, size);
        Assert.Equal(Convert.FromHexString("818537FA213D7F9F4D5158"), frame);
    }

    [Theory]
    [InlineData(0, 6)]
    [InlineData(125, 6)]
    [InlineData(126, 8)]
    [InlineData(65_535, 8)]
    [InlineData(65_536, 14)]
    public void Every_length_of_header_reads_back(int length, int headerSize)
    {
        byte[] payload = Payload(length);
        byte[] frame = new byte[WebSocketFrame.SizeOf(length)];
        WebSocketFrame.Write(frame, WebSocketOpcode.Binary, payload, mask: 0xA1B2C3D4);

        Assert.True(WebSocketFrame.TryReadHeader(frame, out WebSocketHeader header));
        Assert.Equal(new WebSocketHeader(true, WebSocketOpcode.Binary, headerSize, length, 0xA1B2C3D4), header);
        WebSocketFrame.ApplyMask(frame.AsSpan(headerSize), header.Mask);
        Assert.Equal(payload, frame[headerSize..]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(7)]
    public void A_cut_header_is_waited_for(int bytes)
    {
        byte[] frame = new byte[WebSocketFrame.SizeOf(200)];
        WebSocketFrame.Write(frame, WebSocketOpcode.Text, Payload(200), mask: 1);

        Assert.False(WebSocketFrame.TryReadHeader(frame.AsSpan(0, bytes), out _));
    }

    [Fact]
    public void Reserved_bits_and_absurd_lengths_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => WebSocketFrame.TryReadHeader([0xC1, 0x00], out _));
        Assert.Throws<InvalidDataException>(() =>
            WebSocketFrame.TryReadHeader([0x82, 0x7F, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], out _));
    }

    [Fact]
    public void The_accept_value_is_the_one_of_the_rfc() =>
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", WebSocketUpgrade.AcceptFor("dGhlIHNhbXBsZSBub25jZQ=="));

    private static byte[] Payload(int length) => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26)))));
}
