namespace ContactHub.Email;

/// <summary>A part as it stands in the mail.</summary>
/// <param name="Type">Content-Type; the default of its place when the part has none.</param>
/// <param name="Disposition">Content-Disposition, or null.</param>
/// <param name="Encoding">Content-Transfer-Encoding in lower case.</param>
/// <param name="Body">The bytes as they stand; those of a multipart are its children's.</param>
internal sealed record MimePart(
    HeaderBlock Headers, ParameterList Type, ParameterList? Disposition, string Encoding, ReadOnlyMemory<byte> Body, IReadOnlyList<MimePart> Children)
{
    public string MediaType => Type.Head;

    public bool IsMultipart => MediaType.StartsWith("multipart/", StringComparison.Ordinal);
}
