using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ContactHub.Conversations;

namespace ContactHub.Bots;

/// <summary>Reads the fields of an Adaptive Card (adaptivecards.io, schema 1.x, Input.*) into the hub's neutral form.</summary>
internal sealed class CardFieldReader
{
    private const int MostFields = 20;
    private const int MostChoices = 100;
    private const int MaxText = 200;
    private readonly ImmutableArray<CardField>.Builder _fields = ImmutableArray.CreateBuilder<CardField>();

    /// <summary>The fields so far, in order.</summary>
    public ImmutableArray<CardField> Read => _fields.ToImmutable();

    /// <summary>Adds a field; false for one that can't be: without an id, of an unknown type, or one too many.</summary>
    /// <param name="text">What stands before it, which is its label if it has none of its own.</param>
    public bool Add(JsonElement input, string? text)
    {
        if (input.Text("id") is not { Length: > 0 and <= MaxText } id || _fields.Count == MostFields || _fields.Any(field => field.Id == id)) return false;
        var label = Limits.Cut(new[] { input.Text("label"), text, input.Text("title"), input.Text("placeholder"), id }.First(one => !string.IsNullOrWhiteSpace(one))!, MaxText);
        var field = new CardField(
            id, "", label, Cut(input.Text("placeholder")), Cut(Any(input, "value")), Is(input, "isRequired"), Cut(input.Text("errorMessage")), Min: Cut(Any(input, "min")), Max: Cut(Any(input, "max")));
        var made = input.Text("type") switch
        {
            "Input.Text" => field with { Kind = Is(input, "isMultiline") ? "lines" : "text", MaxLength = Length(input), Min = null, Max = null },
            "Input.Number" => field with { Kind = "number" },
            "Input.Date" => field with { Kind = "date" },
            "Input.Time" => field with { Kind = "time" },
            "Input.Toggle" => field with
            {
                Kind = "toggle", Label = Limits.Cut(input.Text("title") is { Length: > 0 } title ? title : label, MaxText), Choices = [new CardChoice("✓", input.Text("valueOn") ?? "true"), new CardChoice("–", input.Text("valueOff") ?? "false")],
            },
            "Input.ChoiceSet" => field with { Kind = Is(input, "isMultiSelect") ? "choices" : "choice", Choices = Choices(input) },
            _ => null,
        };
        if (made is null || made.Kind.StartsWith("choice", StringComparison.Ordinal) && made.Choices.IsEmpty) return false;
        _fields.Add(made);
        return true;
    }

    private static ImmutableArray<CardChoice> Choices(JsonElement input) =>
    [
        .. input.List("choices").Take(MostChoices).Select(choice => (Title: choice.Text("title"), Value: choice.Text("value")))
            .Where(choice => choice is { Title.Length: > 0, Value.Length: > 0 and <= MaxText }).Select(choice => new CardChoice(Limits.Cut(choice.Title!, MaxText), choice.Value!)),
    ];

    private static bool Is(JsonElement input, string name) => input.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static int? Length(JsonElement input) =>
        input.TryGetProperty("maxLength", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var length) && length > 0 ? length : null;

    /// <summary>A member that may be a text or a number.</summary>
    private static string? Any(JsonElement input, string name) =>
        input.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : input.Text(name);

    private static string? Cut(string? text) => text is null ? null : Limits.Cut(text, MaxText);
}
