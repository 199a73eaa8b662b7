namespace ContactHub.Email;

/// <summary>The fields of one header, unfolded, their encoded words still encoded.</summary>
internal sealed class HeaderBlock(IReadOnlyList<MailHeader> fields)
{
    public IReadOnlyList<MailHeader> Fields { get; } = fields;

    public static HeaderBlock None { get; } = new([]);

    /// <summary>The first field of that name that says something.</summary>
    public string? First(string name) => All(name).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) ?? All(name).FirstOrDefault();

    public IEnumerable<string> All(string name)
    {
        foreach (var field in Fields)
        {
            if (string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)) yield return field.Value;
        }
    }

    public bool Has(string name) => All(name).Any();
}
