using System.Globalization;
using System.Text;
using System.Text.Json;
using ContactHub.Conversations;

namespace ContactHub.Bots;

/// <summary>What somebody filled in on a bot's card, looked at by the card as it stands in the timeline. Pure.</summary>
internal static class FilledCard
{
    /// <summary>How far back a card may be, in entries.</summary>
    public const int LookBack = 100;

    /// <summary>How long one text may be that is filled in.</summary>
    public const int MaxText = 2_000;

    /// <summary>The card that has a button, as its bot last changed it; null when there is none so near.</summary>
    public static Card? With(TimelinePage page, string optionId) =>
        Newest(page).FirstOrDefault(card => !card.Buttons.IsDefault && card.Buttons.Any(button => string.Equals(button.Id, optionId, StringComparison.Ordinal)));

    /// <summary>The newest card whose fields are all there, for clients that don't say which it was; null when there is none.</summary>
    public static Card? For(TimelinePage page, Dictionary<string, string> filled) =>
        Newest(page).FirstOrDefault(card => !card.Fields.IsDefaultOrEmpty && card.Fields.All(field => filled.ContainsKey(field.Id)));

    /// <summary>What is wrong with what was filled in, in English for developers; null when nothing. Clients check before, and say it to people.</summary>
    public static string? Fault(Card card, Dictionary<string, string> filled)
    {
        if (card.Fields.IsDefaultOrEmpty) return "The card has no fields.";
        if (filled.Keys.FirstOrDefault(id => card.Fields.All(field => field.Id != id)) is { } unknown) return $"The card has no field '{unknown}'.";
        return card.Fields.Select(field => Fault(field, filled.GetValueOrDefault(field.Id) ?? "") is { } fault ? $"'{field.Id}' {fault}." : null).FirstOrDefault(fault => fault is not null);
    }

    /// <summary>What was filled in as people read it, a line for each field, under a heading.</summary>
    public static string Words(string heading, Card card, Dictionary<string, string> filled)
    {
        var words = new StringBuilder(heading);
        foreach (var field in card.Fields)
        {
            if (filled.GetValueOrDefault(field.Id) is not { Length: > 0 } value) continue;
            words.Append('\n').Append(field.Label.TrimEnd(':', ' ')).Append(": ").Append(Shown(field, value));
        }

        return words.Length <= ConversationLimits.CitizenText ? words.ToString() : words.ToString(0, ConversationLimits.CitizenText - 1) + "…";
    }

    /// <summary>As the bot gets it: every field, those that are empty too.</summary>
    public static string Value(Card card, Dictionary<string, string> filled) =>
        JsonSerializer.Serialize(card.Fields.ToDictionary(field => field.Id, field => filled.GetValueOrDefault(field.Id) ?? "", StringComparer.Ordinal));

    private static string? Fault(CardField field, string value)
    {
        if (value.Length == 0 || (field.Kind == "toggle" && value != field.Choices[0].Value)) return field.IsRequired ? "must be filled in" : null;
        return field.Kind switch
        {
            "number" when !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => "must be a number",
            "date" when !DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => "must be a date such as 2026-11-22",
            "time" when !TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => "must be a time such as 14:30",
            "choice" or "choices" when Chosen(field, value).Any(one => field.Choices.All(choice => choice.Value != one)) => "must be of the choices",
            _ => value.Length > Math.Min(field.MaxLength ?? MaxText, MaxText) ? "is too long" : null,
        };
    }

    private static string Shown(CardField field, string value) => field.Choices.IsDefaultOrEmpty
        ? value
        : string.Join(", ", Chosen(field, value).Select(one => field.Choices.FirstOrDefault(choice => choice.Value == one)?.Title ?? one));

    private static string[] Chosen(CardField field, string value) => field.Kind == "choices" ? value.Split(',') : [value];

    private static IEnumerable<Card> Newest(TimelinePage page) => page.Entries.Reverse().SelectMany(entry => entry.Event switch
    {
        MessagePosted { Cards.IsDefault: false } message => message.Cards,
        MessageUpdated { Cards.IsDefault: false } update => update.Cards,
        _ => [],
    });
}
