using System.Collections.Immutable;

namespace ContactHub.Files;

/// <summary>What sort of thing a file is, as far as the settings tell them apart.</summary>
public enum FileKind
{
    /// <summary>A picture that is pixels; drawings that are markup (SVG) are not.</summary>
    Image,

    Pdf,

    /// <summary>Documents, tables and slides, of Microsoft's and the open formats, without macros where that can be told.</summary>
    Office,

    /// <summary>Plain text, tables as text among it; markup that a browser would run is not.</summary>
    Text,

    Audio,
    Video,

    /// <summary>A ZIP archive of anything.</summary>
    Zip,
}

/// <summary>A format that the hub knows.</summary>
/// <param name="ContentType">The media type.</param>
/// <param name="Extensions">What names of such files end with; the first one is given to a name that ends otherwise.</param>
public sealed record FileType(string ContentType, FileKind Kind, ImmutableArray<string> Extensions)
{
    /// <param name="extensions">Parted by blanks, without dots.</param>
    public FileType(string contentType, FileKind kind, string extensions)
        : this(contentType, kind, [.. extensions.Split(' ')])
    {
    }

    /// <summary>
    /// The name with an end that fits what the bytes are: whoever opens the file at home goes by its name, and "form.exe" that is a picture, or "form.bat"
    /// that is text, must not be run.
    /// </summary>
    public string Name(string? given)
    {
        var name = FileNames.Clean(given) ?? "file";
        foreach (var extension in Extensions)
        {
            if (name.Length > extension.Length + 1 && name[^(extension.Length + 1)] == '.' && name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) return name;
        }

        var end = "." + Extensions[0];
        return string.Concat(FileNames.Cut(name, FileNames.Longest - end.Length), end);
    }
}
