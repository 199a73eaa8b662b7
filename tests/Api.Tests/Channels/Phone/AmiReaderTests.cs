using System.Text;

namespace ContactHub.Phone.Tests;

public sealed class AmiReaderTests
{
    private readonly AmiReader _reader = new();

    [Fact]
    public void The_banner_belongs_to_no_message()
    {
        var message = Assert.Single(Read("Asterisk Call Manager/11.0.0\r\nResponse: Success\r\nActionID: a1\r\n\r\n"));

        Assert.Equal("Asterisk Call Manager/11.0.0", _reader.Banner);
        Assert.Equal(("Success", "a1"), (message.Response, message.ActionId));
        Assert.Equal(0, _reader.SkippedLines);
    }

    [Fact]
    public void Values_may_be_empty_hold_colons_spaces_and_any_script()
    {
        var message = Assert.Single(Read("Event: X\r\nPausedReason: \r\nValue:   a: b  \r\nCallerIDName: Ayşe Öztürk Ğİ\r\nBare:\r\n\r\n"));

        Assert.Equal(("", "  a: b  ", "Ayşe Öztürk Ğİ", ""), (message["PausedReason"], message["Value"], message["CallerIDName"], message["bare"]));
    }

    [Fact]
    public void Keys_may_repeat() =>
        Assert.Equal(["one", "two"], Assert.Single(Read("Response: Success\nOutput: one\nOutput: two\n\n")).All("Output"));

    [Fact]
    public void Bare_line_feeds_end_lines_too() =>
        Assert.Equal(["A", "B"], Read("Event: A\n\nEvent: B\r\n\r\n\n\n").Select(m => m.Event));

    [Fact]
    public void A_line_that_is_no_field_is_skipped_and_counted()
    {
        var message = Assert.Single(Read("Event: A\r\nno field\r\n: empty key\r\nkey with spaces: x\r\nKey: v\r\n\r\n"));

        Assert.Equal(3, _reader.SkippedLines);
        Assert.Equal("v", message["Key"]);
    }

    [Fact]
    public void A_line_that_is_too_long_is_skipped_and_its_message_kept()
    {
        var messages = Read($"Event: A\r\nLong: {new string('x', AmiReader.MaxLine)}\r\nKey: v\r\n\r\nEvent: B\r\n\r\n");

        Assert.Equal(["A", "B"], messages.Select(m => m.Event));
        Assert.Equal((null, "v", 1), (messages[0]["Long"], messages[0]["Key"], _reader.SkippedLines));
    }

    [Fact]
    public void A_message_that_is_too_large_is_skipped_whole()
    {
        var line = $"Key: {new string('x', 60_000)}\r\n";
        var messages = Read("Event: A\r\n" + string.Concat(Enumerable.Repeat(line, 10)) + "\r\nEvent: B\r\n\r\n");

        Assert.Equal(["B"], messages.Select(m => m.Event));
        Assert.Equal(1, _reader.SkippedMessages);
    }

    [Fact]
    public void The_last_message_needs_no_blank_line_but_a_whole_last_line()
    {
        var messages = Read("Event: A\r\nKey: v\r\nCut: hal");

        Assert.Empty(messages);
        Assert.True(_reader.Complete(messages));
        Assert.Equal(("A", "v", null), (messages[0].Event, messages[0]["Key"], messages[0]["Cut"]));
    }

    [Theory]
    [InlineData("1795289608.552281", 2026)]
    [InlineData("", null)]
    [InlineData("yesterday", null)]
    [InlineData("99999999999999999999999999999999999999", null)]
    public void A_time_that_is_none_is_no_time(string timestamp, int? year) =>
        Assert.Equal(year, AmiMessage.Of([("Event", "A"), ("Timestamp", timestamp)]).Timestamp?.Year);

    private List<AmiMessage> Read(string text)
    {
        var messages = new List<AmiMessage>();
        _reader.Read(Encoding.UTF8.GetBytes(text), messages);
        return messages;
    }
}
