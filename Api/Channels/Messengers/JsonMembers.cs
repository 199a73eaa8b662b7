using System.Text.Json;

namespace ContactHub.Messengers;

/// <summary>Members of JSON objects that may be missing or of another kind.</summary>
internal static class JsonMembers
{
    public static JsonElement? Object(this JsonElement element, string name) => Member(element, name, JsonValueKind.Object);

    public static JsonElement? List(this JsonElement element, string name) => Member(element, name, JsonValueKind.Array);

    /// <summary>The items of a list; none when there is no such list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.List(name) is { } list ? list.EnumerateArray() : [];

    public static string? Text(this JsonElement element, string name) => Member(element, name, JsonValueKind.String)?.GetString();

    public static bool Flag(this JsonElement element, string name) => Member(element, name, JsonValueKind.True) is not null;

    public static long? Number(this JsonElement element, string name) => Member(element, name, JsonValueKind.Number) is { } number && number.TryGetInt64(out var value) ? value : null;

    public static double? Real(this JsonElement element, string name) => Member(element, name, JsonValueKind.Number) is { } number && number.TryGetDouble(out var value) ? value : null;

    private static JsonElement? Member(JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;
}
