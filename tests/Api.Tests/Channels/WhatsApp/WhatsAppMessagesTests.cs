using System.Text.Json;
using ContactHub.Messengers;

namespace ContactHub.WhatsApp.Tests;

/// <summary>Choices within the limits of buttons and lists.</summary>
public sealed class WhatsAppMessagesTests
{
    private static readonly MessengerPlace Place = new("p", "whatsapp", "cozum", "905321112233", "tr", null, null, null, null);

    [Theory]
    [InlineData(1, 5, 10, "button")]
    [InlineData(3, 20, 1024, "button")]
    [InlineData(3, 21, 10, "list")]
    [InlineData(3, 5, 1025, "list")]
    [InlineData(4, 5, 10, "list")]
    [InlineData(10, 200, 4096, "list")]
    [InlineData(11, 5, 10, "text")]
    public void Choices_are_buttons_a_list_or_lines(int count, int length, int text, string kind)
    {
        var choices = Enumerable.Range(0, count).Select(n => new MessengerChoice($"{(char)('a' + n)}".PadRight(length, 'ş'), $"o.{n}.1.c-1")).ToArray();
        var message = Made(new string('x', text), choices);

        Assert.Null(WhatsAppRules.Fault(message, _ => true));
        Assert.Equal(kind, message.GetProperty("type").GetString() == "text" ? "text" : message.GetProperty("interactive").GetProperty("type").GetString());
        Assert.Equal(kind == "text" ? [] : choices.Select(choice => choice.Data), FakeWhatsApp.Choices(message).Select(choice => choice.Id));
        if (kind == "text") Assert.EndsWith("\n• kşşşş", FakeWhatsApp.Text(message), StringComparison.Ordinal);
    }

    [Fact]
    public void Buttons_that_read_the_same_become_a_list() =>
        Assert.Equal("list", Made("Seçin", new MessengerChoice("Evet", "a"), new MessengerChoice("Evet", "b")).GetProperty("interactive").GetProperty("type").GetString());

    [Fact]
    public void What_a_row_has_no_room_for_stands_below_it_and_no_letter_is_cut_in_two()
    {
        var text = new string('a', 22) + "😀 devamı";
        var row = Made("Seçin", [.. Enumerable.Range(0, 4).Select(n => new MessengerChoice(text, $"{n}"))])
            .GetProperty("interactive").GetProperty("action").GetProperty("sections")[0].GetProperty("rows")[0];

        Assert.Equal((new string('a', 22) + "…", text), (row.GetProperty("title").GetString(), row.GetProperty("description").GetString()));
    }

    [Theory]
    [InlineData(400, 130429, "Retry")]
    [InlineData(400, 131056, "Retry")]
    [InlineData(429, 0, "Retry")]
    [InlineData(503, 0, "Retry")]
    [InlineData(401, 190, "Retry")]
    [InlineData(403, 10, "Retry")]
    [InlineData(400, 131047, "Failed")]
    [InlineData(400, 131026, "Failed")]
    [InlineData(404, 0, "Failed")]
    [InlineData(400, 100, "Failed")]
    public void An_error_is_passing_or_final_by_its_code(int status, int code, string outcome)
    {
        var body = code == 0 ? "<html>"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(new { error = new { message = "m", code, error_data = new { details = "d" } } });

        Assert.Equal(outcome, WhatsAppAnswer.Read(status, body, null).ToOutcome().GetType().Name);
    }

    private static JsonElement Made(string text, params MessengerChoice[] choices) =>
        JsonSerializer.SerializeToElement(WhatsAppMessages.Of(Place, new MessengerMessage(text, [.. choices], false, null)));
}
