using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContactHub.Messengers;

namespace ContactHub.WhatsApp.Tests;

/// <summary>The templates of the fake's account, two on a page, and what the API asks of messages made of them.</summary>
internal sealed class FakeTemplates
{
    public const string AccountId = "102290129340398";
    private const int OnPage = 2;

    /// <summary>As the API lists them.</summary>
    public ConcurrentDictionary<string, JsonElement> All { get; } = new(new[] { TemplateSamples.Appointment, TemplateSamples.Named, TemplateSamples.Picture }
        .Select(TemplateSamples.Read).Select(template => KeyValuePair.Create(template.GetProperty("name").GetString()!, template)));

    /// <summary>Pages that were asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>What the next question gets instead of a page.</summary>
    public ConcurrentQueue<string> Failures { get; } = new();

    public void Add(string template) => All[TemplateSamples.Read(template).GetProperty("name").GetString()!] = TemplateSamples.Read(template);

    /// <summary>A page; <c>next</c> bears an address, as the API's does.</summary>
    public string Page(string? after)
    {
        Asked.Enqueue(after ?? "");
        var names = All.Keys.Order(StringComparer.Ordinal).Where(name => after is null || string.CompareOrdinal(name, after) > 0).ToList();
        var page = names.Take(OnPage).ToList();
        var paging = new JsonObject { ["cursors"] = new JsonObject { ["before"] = page.FirstOrDefault(), ["after"] = page.LastOrDefault() } };
        if (names.Count > OnPage) paging["next"] = "https://graph.facebook.com/v26.0/elsewhere?access_token=secret";
        return new JsonObject { ["data"] = new JsonArray([.. page.Select(name => JsonNode.Parse(All[name].GetRawText()))]), ["paging"] = paging }.ToJsonString();
    }

    /// <summary>The error that a message of a template gets; null when it fits.</summary>
    public string? Error(JsonElement message)
    {
        var sent = message.GetProperty("template");
        if (!All.TryGetValue(sent.GetProperty("name").GetString()!, out var template) || template.Text("language") != sent.GetProperty("language").Text("code"))
            return FakeWhatsApp.ErrorText(404, 132001, "Template name does not exist in the translation");
        if (template.Text("status") == "PAUSED") return FakeWhatsApp.ErrorText(400, 132015, "Template is Paused");
        foreach (var component in template.Items("components"))
        {
            var wanted = TemplateReader.Names(component.Text("text")).Count() + (component.Text("format") is "IMAGE" ? 1 : 0);
            var given = sent.Items("components").Where(one => string.Equals(one.Text("type"), component.Text("type"), StringComparison.OrdinalIgnoreCase)).Sum(one => one.Items("parameters").Count());
            if (component.Text("type") != "BUTTONS" && wanted != given) return FakeWhatsApp.ErrorText(400, 132000, "Number of parameters does not match the expected number of params");
        }

        return null;
    }
}
