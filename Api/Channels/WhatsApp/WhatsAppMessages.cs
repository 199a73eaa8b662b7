using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ContactHub.Conversations;
using ContactHub.Messengers;

namespace ContactHub.WhatsApp;

/// <summary>
/// Messages as JSON (developers.facebook.com/documentation/business-messaging/whatsapp/messages). Choices become reply buttons when there are few and short
/// ones, else a list; more than a list holds are lines of the text, to be answered by writing.
/// </summary>
internal static class WhatsAppMessages
{
    /// <summary>Longest text of a message, and of one with a list.</summary>
    public const int MostText = 4096;

    private const int MostButtons = 3;
    private const int MostButtonTitle = 20;
    private const int MostButtonsText = 1024;
    private const int MostRows = 10;
    private const int MostRowTitle = 24;
    private const int MostRowDescription = 72;

    public static JsonObject Of(MessengerPlace place, MessengerMessage message)
    {
        var choices = message.Choices;
        if (choices.IsEmpty) return Text(place, message.Text, message.Mark);
        if (AreButtons(message)) return Interactive(place, message, "button", new JsonObject { ["buttons"] = new JsonArray([.. choices.Select(Button)]) });
        if (choices.Length > MostRows) return Text(place, WithLines(message.Text, choices), message.Mark);
        var rows = new JsonArray(new JsonObject { ["rows"] = new JsonArray([.. choices.Select(Row)]) });
        return Interactive(place, message, "list", new JsonObject { ["button"] = MessengerTexts.Choose(place.Language), ["sections"] = rows });
    }

    /// <summary>A message of another kind.</summary>
    /// <param name="mark">Comes back with each report about the message.</param>
    public static JsonObject Of(MessengerPlace place, string kind, JsonObject content, string? mark)
    {
        var message = new JsonObject { ["messaging_product"] = "whatsapp", ["recipient_type"] = "individual", ["type"] = kind, [kind] = content };
        // A number, or the id of an account whose number is not shown.
        message[place.Address.All(char.IsAsciiDigit) ? "to" : "recipient"] = place.Address;
        if (mark is not null) message["biz_opaque_callback_data"] = mark;
        return message;
    }

    /// <summary>A template with what was filled in.</summary>
    /// <param name="header">The file above the text, uploaded; null when the template has none.</param>
    public static JsonObject Of(MessengerPlace place, MessageTemplate template, JsonObject? header, string? mark)
    {
        var components = new JsonArray();
        if (header is not null) components.Add(new JsonObject { ["type"] = "header", ["parameters"] = new JsonArray(new JsonObject { ["type"] = template.Media, [template.Media!] = header }) });
        foreach (var part in template.Values.GroupBy(value => value.Field.StartsWith("button.", StringComparison.Ordinal) ? value.Field : value.Field.Split('.', 2)[0], StringComparer.Ordinal))
        {
            var component = new JsonObject { ["type"] = part.Key.Split('.')[0] };
            if (part.Key.Split('.') is [_, var index]) (component["sub_type"], component["index"]) = ("url", index);
            // By place means in the order of their numbers, wherever they stand in the text.
            component["parameters"] = new JsonArray([.. part.OrderBy(value => int.TryParse(value.Field.Split('.', 2)[1], NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0).Select(Parameter)]);
            components.Add(component);
        }

        var content = new JsonObject { ["name"] = template.Name, ["language"] = new JsonObject { ["code"] = template.Language } };
        if (components.Count > 0) content["components"] = components;
        return Of(place, "template", content, mark);
    }

    private static JsonNode Parameter(TemplateValue value)
    {
        var parameter = new JsonObject { ["type"] = "text", ["text"] = value.Value };
        if (value.Field.Split('.', 2)[1] is var name && !name.All(char.IsAsciiDigit)) parameter["parameter_name"] = name;
        return parameter;
    }

    private static JsonObject Text(MessengerPlace place, string text, string? mark) => Of(place, "text", new JsonObject { ["preview_url"] = false, ["body"] = text }, mark);

    private static JsonObject Interactive(MessengerPlace place, MessengerMessage message, string type, JsonObject action) => Of(
        place, "interactive", new JsonObject { ["type"] = type, ["body"] = new JsonObject { ["text"] = message.Text }, ["action"] = action }, message.Mark);

    /// <summary>Titles of buttons must differ.</summary>
    private static bool AreButtons(MessengerMessage message) =>
        message.Choices.Length <= MostButtons && message.Text.Length <= MostButtonsText && message.Choices.All(choice => choice.Text.Length is > 0 and <= MostButtonTitle)
        && message.Choices.DistinctBy(choice => choice.Text, StringComparer.Ordinal).Count() == message.Choices.Length;

    private static JsonNode Button(MessengerChoice choice) =>
        new JsonObject { ["type"] = "reply", ["reply"] = new JsonObject { ["id"] = choice.Data, ["title"] = choice.Text } };

    /// <summary>What a title has no room for stands below it.</summary>
    private static JsonNode Row(MessengerChoice choice)
    {
        var row = new JsonObject { ["id"] = choice.Data, ["title"] = Cut(choice.Text, MostRowTitle) };
        if (choice.Text.Length > MostRowTitle) row["description"] = Cut(choice.Text, MostRowDescription);
        return row;
    }

    private static string WithLines(string text, ImmutableArray<MessengerChoice> choices)
    {
        var lines = new StringBuilder(text);
        foreach (var choice in choices.TakeWhile(choice => lines.Length + choice.Text.Length + 3 <= MostText)) lines.Append("\n• ").Append(choice.Text);
        return lines.ToString();
    }

    private static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end].TrimEnd() + "…";
    }
}
