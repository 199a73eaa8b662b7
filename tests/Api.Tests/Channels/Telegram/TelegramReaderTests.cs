using System.Text.Json;

namespace ContactHub.Telegram.Tests;

public sealed class TelegramReaderTests
{
    [Theory]
    [InlineData("\"location\":{\"latitude\":36.812345,\"longitude\":34.641234}", "📍 36.812345,34.641234")]
    [InlineData("\"venue\":{\"location\":{\"latitude\":36.8,\"longitude\":34.6},\"title\":\"Park\",\"address\":\"Iğdır Cd.\"}", "📍 Park, Iğdır Cd. (36.8,34.6)")]
    [InlineData("\"sticker\":{\"file_id\":\"s\",\"emoji\":\"👍\",\"is_animated\":true,\"is_video\":false}", "👍")]
    [InlineData("\"dice\":{\"emoji\":\"🎲\",\"value\":4}", "🎲 4")]
    [InlineData("\"poll\":{\"question\":\"Hangi gün?\",\"options\":[{\"text\":\"Salı\"},{\"text\":\"Cuma\"}]}", "📊 Hangi gün?")]
    [InlineData("\"story\":{\"id\":1}", "[Telegram: story]")]
    public void Whatever_is_sent_can_be_read(string content, string start) => Assert.StartsWith(start, Read(Updates.Message(1, content)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"photo\":[{\"file_id\":\"small\",\"width\":90},{\"file_id\":\"large\",\"width\":1280,\"file_size\":9},{\"file_id\":\"middle\",\"width\":320}],\"caption\":\"Çukur\"", "large", "photo.jpg")]
    [InlineData("\"document\":{\"file_id\":\"d\",\"file_name\":\"dilekçe.pdf\",\"mime_type\":\"application/pdf\"}", "d", "dilekçe.pdf")]
    [InlineData("\"voice\":{\"file_id\":\"v\",\"duration\":3,\"mime_type\":\"audio/ogg\"}", "v", "voice.ogg")]
    [InlineData("\"sticker\":{\"file_id\":\"s\",\"emoji\":\"👍\",\"is_animated\":false,\"is_video\":false}", "s", "sticker.webp")]
    public void A_file_is_named_with_its_message(string content, string id, string name)
    {
        var file = Read(Updates.Message(1, content)).File!;
        Assert.Equal((id, name), (file.Id, file.Name));
    }

    [Fact]
    public void Only_the_senders_own_contact_is_a_number_of_the_sender()
    {
        Assert.Equal("+905321112233", Read(Updates.Contact(7, "905321112233", of: 7)).Phone);
        Assert.Null(Read(Updates.Contact(7, "905321112233", of: 8)).Phone);
        Assert.Null(Read(Updates.Contact(7, "905321112233", of: null)).Phone);
    }

    [Theory]
    [InlineData("tr-TR", "tr")]
    [InlineData("", "tr")]
    [InlineData("ar", "ar")]
    [InlineData("de", "en")]
    public void The_hub_speaks_the_language_of_the_citizens_telegram(string code, string language) =>
        Assert.Equal(language, Read(Updates.Text(1, "Merhaba", code)).From.Language);

    [Theory]
    [InlineData("{\"update_id\":1,\"message\":{\"message_id\":1,\"date\":1,\"chat\":{\"id\":1,\"type\":\"private\"},\"from\":{\"id\":1,\"is_bot\":false,\"first_name\":\"A\"},\"pinned_message\":{}}}")]
    [InlineData("{\"update_id\":1,\"message\":{\"message_id\":1,\"date\":1,\"chat\":{\"id\":1,\"type\":\"private\"},\"from\":{\"id\":1,\"is_bot\":true,\"first_name\":\"A\"},\"text\":\"Merhaba\"}}")]
    [InlineData("{\"update_id\":1,\"channel_post\":{\"message_id\":1,\"date\":1,\"chat\":{\"id\":1,\"type\":\"channel\"},\"text\":\"Duyuru\"}}")]
    [InlineData("{\"update_id\":1,\"poll_answer\":{}}")]
    public void What_is_not_for_the_hub_is_passed_over(string json) => Assert.IsType<TelegramOther>(TelegramReader.Read(JsonDocument.Parse(json).RootElement));

    [Fact]
    public void No_damaged_update_makes_it_stumble()
    {
        string[] whole = [Updates.Press(5, "o.1.7.c-1"), Updates.Contact(5, "9053", 5), Updates.Message(5, "\"venue\":{\"location\":{\"latitude\":1,\"longitude\":2}}"), Updates.Message(5, "\"photo\":[{\"file_id\":\"x\"}]")];
        string[] values = ["null", "7", "\"x\"", "[]", "{}", "true", "-1e400", "99999999999999999999"];
        var random = new Random(11);
        for (var round = 0; round < 3_000; round++)
        {
            var json = whole[round % whole.Length].Replace("UPDATE", "1", StringComparison.Ordinal);
            // Another value in the place of some member's.
            var colons = json.Select((c, at) => (c, at)).Where(one => one.c == ':').Select(one => one.at).ToList();
            var colon = colons[random.Next(colons.Count)];
            var end = json.IndexOfAny([',', '}', ']'], colon);
            var damaged = json[..(colon + 1)] + values[random.Next(values.Length)] + json[end..];
            try
            {
                using var document = JsonDocument.Parse(damaged);
                TelegramReader.Read(document.RootElement);
            }
            catch (JsonException)
            {
                // Not JSON any more: Telegram's door answers that by itself.
            }
        }
    }

    private static TelegramMessage Read(string json)
    {
        using var document = JsonDocument.Parse(json.Replace("UPDATE", "1", StringComparison.Ordinal));
        return Assert.IsType<TelegramMessage>(TelegramReader.Read(document.RootElement));
    }
}
