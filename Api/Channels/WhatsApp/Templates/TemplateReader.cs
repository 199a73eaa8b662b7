using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using ContactHub.Messengers;

namespace ContactHub.WhatsApp;

/// <summary>
/// Reads templates as the API lists them
/// (https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components). Pure.
/// </summary>
internal static partial class TemplateReader
{
    private const string Approved = "APPROVED";

    /// <summary>Codes to sign in with are no agent's to send, and have components of their own.</summary>
    private const string Authentication = "AUTHENTICATION";

    /// <summary>Null of one that can't be sent: not approved (any more), or made of parts that the hub can't fill in, such as carousels, offers, codes and forms.</summary>
    public static WhatsAppTemplate? Read(JsonElement template)
    {
        if (template.Text("status") != Approved || template.Text("category") is not ({ } category and not Authentication)) return null;
        if (template.Text("name") is not { Length: > 0 and <= 512 } name || template.Text("language") is not { Length: > 0 and <= 20 } language) return null;
        var (header, media, body, footer) = ((string?)null, (string?)null, (string?)null, (string?)null);
        ImmutableArray<TemplateButton> buttons = [];
        var fields = ImmutableArray.CreateBuilder<TemplateField>();
        foreach (var component in template.Items("components"))
        {
            switch (component.Text("type"))
            {
                case "HEADER" when component.Text("format") == "TEXT": header = component.Text("text"); break;
                case "HEADER" when component.Text("format") is "IMAGE" or "VIDEO" or "DOCUMENT": media = MediaOf(component.Text("format")); break;
                case "BODY": body = component.Text("text"); break;
                case "FOOTER": footer = component.Text("text"); break;
                case "BUTTONS" when Buttons(component) is { IsDefault: false } known: buttons = known; break;
                default: return null;
            }

            fields.AddRange(FieldsOf(component));
        }

        return body is null ? null : new WhatsAppTemplate(name, language, ToLower(category), header, media, body, footer, buttons, fields.ToImmutable());
    }

    /// <summary>Where something is filled in, in order, each once.</summary>
    public static IEnumerable<string> Names(string? text) => text is null ? [] : Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);

    /// <summary><c>{{1}}</c> or <c>{{first_name}}</c>.</summary>
    [GeneratedRegex(@"\{\{\s*([a-z0-9_]{1,60})\s*\}\}", RegexOptions.CultureInvariant)]
    public static partial Regex Placeholder();

    /// <summary>Default when one of the buttons needs more than an address's end.</summary>
    private static ImmutableArray<TemplateButton> Buttons(JsonElement component)
    {
        var buttons = component.Items("buttons").Select(Button).ToList();
        return buttons.Contains(null) ? default : [.. buttons.OfType<TemplateButton>()];
    }

    private static TemplateButton? Button(JsonElement button) => (button.Text("type"), button.Text("text")) switch
    {
        ("QUICK_REPLY", { } text) => new TemplateButton(text, "reply"),
        ("PHONE_NUMBER", { } text) => new TemplateButton(text, "phone"),
        ("URL", { } text) when button.Text("url") is { } url => new TemplateButton(text, "url", url),
        _ => null,
    };

    private static IEnumerable<TemplateField> FieldsOf(JsonElement component) => component.Text("type") switch
    {
        "HEADER" => Names(component.Text("text")).Select((name, index) => new TemplateField("header." + name, Example(component, "header_text", name, index))),
        "BODY" => Names(component.Text("text")).Select((name, index) => new TemplateField("body." + name, Example(component, "body_text", name, index))),
        "BUTTONS" => component.Items("buttons").Select((button, index) => (Button: button, Key: $"button.{index}")).Where(one => Names(one.Button.Text("url")).Any())
            .Select(one => new TemplateField(one.Key, one.Button.Items("example").FirstOrDefault() is { ValueKind: JsonValueKind.String } example ? example.GetString() : null)),
        _ => [],
    };

    /// <summary>Examples stand beside the text: by place (a list, of the body in a list of its own) or by name.</summary>
    private static string? Example(JsonElement component, string member, string name, int index)
    {
        if (component.Object("example") is not { } examples) return null;
        foreach (var named in examples.Items(member + "_named_params"))
        {
            if (named.Text("param_name") == name) return named.Text("example");
        }

        var list = examples.Items(member).FirstOrDefault() is { ValueKind: JsonValueKind.Array } inner ? inner.EnumerateArray() : examples.Items(member);
        return list.ElementAtOrDefault(index) is { ValueKind: JsonValueKind.String } one ? one.GetString() : null;
    }

    private static string? MediaOf(string? format) => format is null ? null : ToLower(format);

    private static string ToLower(string text) => text.ToLowerInvariant();
}
