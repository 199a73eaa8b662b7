using System.Collections.Immutable;
using System.Text.Json;

namespace ContactHub.Demo;

/// <summary>The demo municipality as its file has it (Demo/municipality.json).</summary>
internal sealed record DemoMunicipality(
    ImmutableArray<DemoDepartment> Departments, ImmutableArray<DemoPerson> Staff, Dictionary<string, JsonElement> Hours, ImmutableArray<DemoCanned> Canned)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <exception cref="InvalidDataException">The file is empty.</exception>
    public static DemoMunicipality Read(string path) =>
        JsonSerializer.Deserialize<DemoMunicipality>(File.ReadAllText(path), Json) ?? throw new InvalidDataException($"{path} is empty.");
}

/// <summary>A department; without an id, it is made from the Turkish name as the FAQ's is.</summary>
internal sealed record DemoDepartment(string? Id, string Tr, string En, string Color);

internal sealed record DemoPerson(
    string Name, string Email, ImmutableArray<string> Roles, ImmutableArray<string> Departments, int Capacity, ImmutableArray<string> Languages,
    string? Extension = null);

internal sealed record DemoCanned(string Shortcut, string Title, string Text, string Language);
