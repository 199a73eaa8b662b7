using System.Text.Json;
using ContactHub.Conversations;

namespace ContactHub.Bots;

/// <summary>
/// Reads an Adaptive Card (adaptivecards.io, schema 1.x) from top to bottom: texts, facts, pictures and the actions that open an address or submit data.
/// What it only lays out (containers, columns, tables) is read through; fields to fill in are kept, actions that need more than a press are left out.
/// </summary>
internal sealed class AdaptiveCardReader(CardReader cards, BotButtons buttons)
{
    /// <summary>How deep containers are read; bots' cards have three or four levels.</summary>
    private const int MaxDepth = 16;

    private const int MostElements = 200;
    private readonly List<string> _texts = [];
    private readonly List<CardImage> _images = [];
    private readonly List<MessageOption> _actions = [];
    private readonly CardFieldReader _fields = new();
    private string? _title;
    private string? _lastText;
    private int _read;

    /// <summary>The card; null when it has nothing that could be shown, whose <c>fallbackText</c> then stands for it.</summary>
    public Card? Read(JsonElement card)
    {
        if (card.ValueKind != JsonValueKind.Object) return null;
        Elements(card, "body", 0);
        Actions(card);
        if (_title is null && _texts.Count == 0 && _images.Count == 0 && _actions.Count == 0 && _fields.Read.IsEmpty) return null;
        return CardReader.Make(_title, null, _texts, _images, _actions) with { Fields = _fields.Read.IsEmpty ? default : _fields.Read };
    }

    private void Elements(JsonElement parent, string member, int depth)
    {
        if (depth == MaxDepth) return;
        foreach (var element in parent.List(member))
        {
            if (_read++ == MostElements) return;
            Element(element, depth);
        }
    }

    private void Element(JsonElement element, int depth)
    {
        if (element.ValueKind != JsonValueKind.Object || (element.TryGetProperty("isVisible", out var visible) && visible.ValueKind == JsonValueKind.False)) return;
        var type = element.Text("type");
        // Cards from before fields had labels say in a text what the next field is.
        var label = _lastText;
        _lastText = null;
        switch (type)
        {
            case "TextBlock": Text(element); break;
            case not null when type.StartsWith("Input.", StringComparison.Ordinal):
                if (_fields.Add(element, label) && label is not null && element.Text("label") is null) _texts.RemoveAt(_texts.Count - 1);
                break;
            case "RichTextBlock": Add(string.Concat(element.List("inlines").Select(inline => inline.ValueKind == JsonValueKind.String ? inline.GetString() : inline.Text("text")))); break;
            case "FactSet": Add(string.Join('\n', element.List("facts").Select(fact => $"**{fact.Text("title")}** {fact.Text("value")}"))); break;
            case "Image" when cards.Image(element.Text("url"), element.Text("altText")) is { } image: _images.Add(image); break;
            case "ActionSet": Actions(element); break;
            case "ImageSet": Elements(element, "images", depth + 1); break;
            case "ColumnSet": Elements(element, "columns", depth + 1); break;
            case "Table": Elements(element, "rows", depth + 1); break;
            case "TableRow": Elements(element, "cells", depth + 1); break;
            case "Container" or "Column" or "TableCell" or null:
                Elements(element, "items", depth + 1);
                // Columns and cells of a table may leave their type out.
                if (element.Text("type") is null) Elements(element, "cells", depth + 1);
                break;
        }
    }

    /// <summary>The first large or bold text is the title.</summary>
    private void Text(JsonElement element)
    {
        var text = element.Text("text");
        var stands = element.Text("size") is "Large" or "large" or "ExtraLarge" or "extraLarge" or "Medium" or "medium"
            || element.Text("weight") is "Bolder" or "bolder" || element.Text("style") is "heading" or "Heading";
        if (stands && _title is null && _texts.Count == 0 && !string.IsNullOrWhiteSpace(text)) _title = text;
        else
        {
            Add(text);
            _lastText = string.IsNullOrWhiteSpace(text) ? null : text;
        }
    }

    private void Add(string? text)
    {
        if (!string.IsNullOrWhiteSpace(text)) _texts.Add(text);
    }

    private void Actions(JsonElement parent)
    {
        foreach (var action in parent.List("actions"))
        {
            var title = action.Text("title") ?? "";
            var made = action.Text("type") switch
            {
                "Action.OpenUrl" => buttons.Link(title, action.Text("url")),
                "Action.Submit" or "Action.Execute" => Submit(title, action),
                _ => null,
            };
            if (made is not null) _actions.Add(made);
        }
    }

    /// <summary>What Microsoft's channels do with it: data of the form <c>{"msteams":{"type":"imBack",...}}</c> is a card action.</summary>
    private MessageOption? Submit(string title, JsonElement action)
    {
        var data = action.TryGetProperty("data", out var given) ? given : default;
        return data.Object("msteams") is { ValueKind: JsonValueKind.Object } meant && meant.Text("type") is "imBack" or "messageBack"
            ? buttons.Read(JsonSerializer.SerializeToElement(Titled(meant, title)))
            : buttons.Submit(title, data, withFields: action.Text("associatedInputs") is not ("none" or "None"));
    }

    private static Dictionary<string, JsonElement> Titled(JsonElement action, string title)
    {
        var members = action.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        members["title"] = JsonSerializer.SerializeToElement(title);
        return members;
    }
}
