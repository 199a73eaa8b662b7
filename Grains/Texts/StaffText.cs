namespace ContactHub.Texts;

/// <summary>A text for a person in both languages of the desk. It stays a pair until it is known who reads it; logs take <see cref="En"/>.</summary>
public sealed record StaffText(string Tr, string En)
{
    /// <summary>The languages there are, the default one first.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["tr", "en"];

    /// <summary>What is written alike in both, such as a date in figures.</summary>
    public static StaffText Same(string text) => new(text, text);

    /// <summary>The text in a language: English for <c>en</c>, Turkish for any other.</summary>
    public string In(string language) => language == "en" ? En : Tr;
}
