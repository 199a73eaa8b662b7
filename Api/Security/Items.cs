namespace ContactHub.Security;

/// <summary>How lists are answered: an object, so that members can be added later.</summary>
public sealed record Items<T>(IReadOnlyList<T> List)
{
    /// <summary>The list under its name on the wire.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("items")]
    public IReadOnlyList<T> List { get; } = List;
}
