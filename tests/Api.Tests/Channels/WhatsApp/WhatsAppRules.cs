using System.Text.Json;

namespace ContactHub.WhatsApp.Tests;

/// <summary>What the Cloud API's reference asks of messages.</summary>
internal static class WhatsAppRules
{
    /// <summary>What is wrong with a message; null when nothing is.</summary>
    /// <param name="isFile">Whether a file with this id was uploaded.</param>
    public static string? Fault(JsonElement message, Func<string, bool> isFile)
    {
        if (message.GetProperty("messaging_product").GetString() != "whatsapp" || message.GetProperty("recipient_type").GetString() != "individual") return "product or recipient type";
        if (message.TryGetProperty("to", out var to) == message.TryGetProperty("recipient", out var recipient)) return "to or recipient, one of them";
        if (to.ValueKind == JsonValueKind.String && !to.GetString()!.All(char.IsAsciiDigit)) return "to is no number";
        if (recipient.ValueKind == JsonValueKind.String && !recipient.GetString()!.Contains('.', StringComparison.Ordinal)) return "recipient is no user id";
        if (message.TryGetProperty("biz_opaque_callback_data", out var data) && data.GetString()!.Length > 512) return "biz_opaque_callback_data is too long";
        var type = message.GetProperty("type").GetString()!;
        var content = message.GetProperty(type);
        return type switch
        {
            "text" => Length(content.GetProperty("body"), 1, 4096, "body"),
            "interactive" => Interactive(content),
            "template" => Template(content, isFile),
            "image" or "video" or "audio" or "document" => isFile(content.GetProperty("id").GetString()!) ? null : "there is no such file",
            _ => $"type {type}",
        };
    }

    private static string? Template(JsonElement template, Func<string, bool> isFile)
    {
        if (template.GetProperty("language").GetProperty("code").GetString() is not { Length: > 0 }) return "no language";
        foreach (var parameter in template.TryGetProperty("components", out var components) ? components.EnumerateArray().SelectMany(component => component.GetProperty("parameters").EnumerateArray()) : [])
        {
            var type = parameter.GetProperty("type").GetString()!;
            if (type == "text" && parameter.GetProperty("text").GetString() is not { Length: > 0 and <= 1024 }) return "a text of no or too many letters";
            if (type != "text" && !isFile(parameter.GetProperty(type).GetProperty("id").GetString()!)) return "there is no such file";
        }

        return null;
    }

    private static string? Interactive(JsonElement interactive)
    {
        var action = interactive.GetProperty("action");
        var text = interactive.GetProperty("body").GetProperty("text");
        if (interactive.GetProperty("type").GetString() == "button")
        {
            var buttons = action.GetProperty("buttons").EnumerateArray().Select(button => button.GetProperty("reply")).ToList();
            if (buttons.Count is 0 or > 3) return "one to three buttons";
            if (buttons.Select(button => button.GetProperty("title").GetString()).Distinct(StringComparer.Ordinal).Count() < buttons.Count) return "titles must differ";
            return Length(text, 1, 1024, "text") ?? buttons.Select(button => Length(button.GetProperty("title"), 1, 20, "title") ?? Length(button.GetProperty("id"), 1, 256, "id")).FirstOrDefault(fault => fault is not null);
        }

        var rows = action.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("rows").EnumerateArray()).ToList();
        if (rows.Count is 0 or > 10) return "one to ten rows";
        return Length(text, 1, 4096, "text") ?? Length(action.GetProperty("button"), 1, 20, "button") ?? rows.Select(Row).FirstOrDefault(fault => fault is not null);
    }

    private static string? Row(JsonElement row) =>
        Length(row.GetProperty("title"), 1, 24, "title") ?? Length(row.GetProperty("id"), 1, 200, "id")
        ?? (row.TryGetProperty("description", out var description) ? Length(description, 1, 72, "description") : null);

    private static string? Length(JsonElement text, int least, int most, string name) => text.GetString()!.Length >= least && text.GetString()!.Length <= most ? null : $"{name} of {text.GetString()!.Length}";
}
