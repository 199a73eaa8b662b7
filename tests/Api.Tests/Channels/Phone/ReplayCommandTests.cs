using System.Text;
using System.Text.Json;
using ContactHub.Commands;

namespace ContactHub.Phone.Tests;

public sealed class ReplayCommandTests
{
    [Fact]
    public async Task A_capture_is_printed_as_lines_of_json()
    {
        var (code, output, errors) = await Replay(Timeline.Capture("08-"));

        Assert.Equal((0, ""), (code, errors));
        Assert.All(output, line => Assert.Equal(
            ["call", "seq", "kind", "at", "from", "to", "queue", "agent", "seconds", "outcome"],
            JsonDocument.Parse(line).RootElement.EnumerateObject().Select(p => p.Name)));
        Assert.Equal(
            ["rang", "recorded", "queued", "offered", "declined", "offered", "answered", "ended"],
            output.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task Of_a_truncated_file_what_can_be_read_is_printed_with_a_warning()
    {
        var (code, output, errors) = await Replay(Timeline.Capture("02-")[..40_000]);

        Assert.Equal(0, code);
        Assert.Equal(5, output.Length);
        Assert.Contains("ends within a message", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_stream_of_an_asterisk_is_said()
    {
        var (code, output, errors) = await Replay(Encoding.UTF8.GetBytes("Ayşe'nin notları\nikinci satır\n"));

        Assert.Equal(0, code);
        Assert.Empty(output);
        Assert.Contains("no message of the Asterisk Manager Interface", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("phone", "replay", "/does/not/exist.txt")]
    [InlineData("phone", "replay", "/")]
    [InlineData("phone", "replay")]
    public async Task A_file_that_cannot_be_read_is_an_error(params string[] arguments)
    {
        var output = new StringWriter();
        var errors = new StringWriter();

        Assert.Equal(2, await HubCommands.Find(arguments)!(arguments, output, errors));
        Assert.Equal("", output.ToString());
        Assert.NotEqual("", errors.ToString());
    }

    private static async Task<(int Code, string[] Output, string Errors)> Replay(byte[] stream)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, stream);
            var output = new StringWriter();
            var errors = new StringWriter();
            string[] arguments = ["phone", "replay", file];
            var code = await HubCommands.Find(arguments)!(arguments, output, errors);
            return (code, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), errors.ToString());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
