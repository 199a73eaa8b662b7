using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContactHub.LoadTest.Commands;

/// <summary>Results go to standard output, one JSON object a line; everything for people goes to standard error.</summary>
internal static class Output
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Json(object result) => Console.Out.WriteLine(JsonSerializer.Serialize(result, Options));

    public static void Note(string line) => Console.Error.WriteLine(line);
}
