using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace ContactHub.FaqBot;

/// <summary>
/// Reads the JSON form of a FAQ: an array of
/// <c>{"id","category","department","owner"?,"answers":{"tr","en"},"wordings":{"tr":[],"en":[]},"updated"?,"validFrom"?,"validTo"?,"enabled"?}</c>.
/// The department is its name, and <see cref="DepartmentIdOf"/> makes the id. Dates are ISO 8601; a date without a time starts at midnight UTC.
/// </summary>
public static class FaqFile
{
    /// <summary>Reads every entry of <paramref name="json"/> in its order.</summary>
    /// <exception cref="FormatException">The text isn't JSON or an entry lacks what it needs; the message names the entry and the field.</exception>
    public static ImmutableArray<FaqEntry> Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                throw new FormatException("The FAQ file must be a JSON array of entries.");
            var entries = ImmutableArray.CreateBuilder<FaqEntry>(document.RootElement.GetArrayLength());
            var ids = new HashSet<string>(StringComparer.Ordinal);
            foreach (var element in document.RootElement.EnumerateArray())
            {
                var entry = ReadEntry(element, entries.Count);
                if (!ids.Add(entry.Id)) throw new FormatException($"Entry {entry.Id} occurs twice.");
                entries.Add(entry);
            }
            return entries.DrainToImmutable();
        }
        catch (JsonException error)
        {
            throw new FormatException($"The FAQ file isn't valid JSON: {error.Message}", error);
        }
    }

    /// <summary>The id of a department by its name: "Fen İşleri Müdürlüğü" is <c>fen-isleri-mudurlugu</c>.</summary>
    public static string DepartmentIdOf(string name) => Fold.Text(name).Replace(' ', '-');

    private static FaqEntry ReadEntry(JsonElement element, int position)
    {
        var where = $"entry {position + 1}";
        if (element.ValueKind != JsonValueKind.Object) throw new FormatException($"FAQ {where} isn't an object.");
        var id = Required(element, "id", where);
        where = $"entry {id}";
        var wordings = ImmutableArray.CreateBuilder<FaqWording>();
        foreach (var language in Languages(element, "wordings", where))
        {
            if (language.Value.ValueKind != JsonValueKind.Array) throw new FormatException($"FAQ {where}: wordings.{language.Name} isn't an array.");
            foreach (var text in language.Value.EnumerateArray()) wordings.Add(new(language.Name, Text(text, $"{where}: wordings.{language.Name}")));
        }
        var answers = ImmutableArray.CreateBuilder<FaqAnswer>();
        foreach (var language in Languages(element, "answers", where))
            answers.Add(new(language.Name, Text(language.Value, $"{where}: answers.{language.Name}")));
        if (wordings.Count == 0) throw new FormatException($"FAQ {where} has no wordings.");
        if (answers.Count == 0) throw new FormatException($"FAQ {where} has no answers.");
        return new FaqEntry(id, Required(element, "category", where), DepartmentIdOf(Required(element, "department", where)),
            wordings.DrainToImmutable(), answers.DrainToImmutable(),
            Optional(element, "owner", where), Date(element, "validFrom", where), Date(element, "validTo", where),
            Date(element, "updated", where), Enabled(element, where));
    }

    private static JsonElement.ObjectEnumerator Languages(JsonElement element, string name, string where) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject()
            : throw new FormatException($"FAQ {where}: {name} must be an object keyed by language.");

    private static string Required(JsonElement element, string name, string where) =>
        Optional(element, name, where) ?? throw new FormatException($"FAQ {where}: {name} is missing.");

    private static string? Optional(JsonElement element, string name, string where) =>
        !element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null : Text(value, $"{where}: {name}");

    private static string Text(JsonElement value, string where) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw new FormatException($"FAQ {where} must be a text that isn't empty.");

    private static DateTimeOffset? Date(JsonElement element, string name, string where)
    {
        if (Optional(element, name, where) is not { } text) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : throw new FormatException($"FAQ {where}: {name} isn't an ISO 8601 date.");
    }

    private static bool Enabled(JsonElement element, string where) =>
        !element.TryGetProperty("enabled", out var value) || value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new FormatException($"FAQ {where}: enabled must be true or false."),
        };
}
