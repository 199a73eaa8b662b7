using System.IO.Compression;

namespace ContactHub.Files;

/// <summary>What a ZIP archive is: most documents of today are one. Only its table of contents is read; nothing of it is unpacked but a name of a few letters.</summary>
internal static class ZipTypes
{
    private const string OpenDocument = "application/vnd.oasis.opendocument.";
    private const int MostEntries = 20_000;

    private static readonly FileType Zip = new("application/zip", FileKind.Zip, "zip");

    private static readonly (string Folder, FileType Type)[] OpenXml =
    [
        ("word/", new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", FileKind.Office, "docx")),
        ("xl/", new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", FileKind.Office, "xlsx")),
        ("ppt/", new("application/vnd.openxmlformats-officedocument.presentationml.presentation", FileKind.Office, "pptx ppsx")),
    ];

    private static readonly (string Media, FileType Type)[] Open =
    [
        ("text", new(OpenDocument + "text", FileKind.Office, "odt")),
        ("spreadsheet", new(OpenDocument + "spreadsheet", FileKind.Office, "ods")),
        ("presentation", new(OpenDocument + "presentation", FileKind.Office, "odp")),
    ];

    /// <summary>Null for what can't be read as an archive.</summary>
    public static FileType? Of(Stream content)
    {
        try
        {
            content.Position = 0;
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > MostEntries) return null;
            var names = archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.Ordinal);
            // With macros it is a program in a document's clothes: an archive like any other.
            if (names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Basic/", StringComparison.Ordinal))) return Zip;
            if (names.Contains("[Content_Types].xml")) return Array.Find(OpenXml, x => names.Any(name => name.StartsWith(x.Folder, StringComparison.Ordinal))).Type ?? Zip;
            return archive.GetEntry("mimetype") is { Length: < 100 } mimetype ? OfMimetype(mimetype) : Zip;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static FileType OfMimetype(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        var media = reader.ReadToEnd().Trim();
        return Array.Find(Open, x => media == OpenDocument + x.Media).Type ?? Zip;
    }
}
