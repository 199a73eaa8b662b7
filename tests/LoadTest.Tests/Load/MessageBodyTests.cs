namespace ContactHub.LoadTest.Load;

public sealed class MessageBodyTests
{
    [Fact]
    public void What_was_written_is_found_inside_a_record()
    {
        byte[] text = new byte[MessageBody.Length];
        MessageBody.Write(text, pair: 199, number: 1_234_567, timestamp: 9_876_543_210_123);
        ReadOnlySpan<byte> record = [.. "{\"text\":\""u8, .. text, .. "\"}"u8];

        Assert.True(MessageBody.TryTake(ref record, out MessageMark mark));
        Assert.Equal(new MessageMark(199, 1_234_567, 9_876_543_210_123), mark);
        Assert.False(MessageBody.TryTake(ref record, out _));
    }

    [Fact]
    public void Several_messages_in_one_record_are_all_found()
    {
        byte[] texts = new byte[2 * MessageBody.Length];
        MessageBody.Write(texts, 1, 10, 100);
        MessageBody.Write(texts.AsSpan(MessageBody.Length), 1, 11, 101);
        ReadOnlySpan<byte> record = texts;
        List<int> numbers = [];

        while (MessageBody.TryTake(ref record, out MessageMark mark))
            numbers.Add(mark.Number);

        Assert.Equal([10, 11], numbers);
    }

    [Fact]
    public void A_text_cut_off_in_its_fields_is_no_message()
    {
        byte[] text = new byte[MessageBody.Length];
        MessageBody.Write(text, 1, 2, 3);
        ReadOnlySpan<byte> record = text.AsSpan(0, 20);

        Assert.False(MessageBody.TryTake(ref record, out _));
    }

    [Fact]
    public void Every_character_stays_as_it_is_in_json()
    {
        byte[] text = new byte[MessageBody.Length];
        MessageBody.Write(text, 1, 2, 3);
        string plain = System.Text.Encoding.ASCII.GetString(text);

        Assert.Equal($"\"{plain}\"", System.Text.Json.JsonSerializer.Serialize(plain));
    }
}
