namespace ContactHub.Email;

/// <summary>The name of an attachment, fit to be shown.</summary>
internal static class PartNames
{
    public static string? Of(MimePart part) => Files.FileNames.Clean(part.Disposition?.Get("filename") ?? part.Type.Get("name") ?? part.Disposition?.Get("name"));
}
