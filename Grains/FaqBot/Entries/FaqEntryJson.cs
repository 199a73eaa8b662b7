using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContactHub.FaqBot;

/// <summary>The stored form of <see cref="FaqEntry"/>; renaming a property of the record is a migration.</summary>
public static class FaqEntryJson
{
    // Read by people in the database too, and never pasted into HTML.
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static FaqRow Write(FaqEntry entry) => new(entry.Id, JsonSerializer.Serialize(entry, Format));

    /// <exception cref="JsonException">The row is not what <see cref="Write"/> wrote.</exception>
    public static FaqEntry Read(FaqRow row) => JsonSerializer.Deserialize<FaqEntry>(row.Json, Format) ?? throw new JsonException($"FAQ entry {row.Id} is null.");
}
