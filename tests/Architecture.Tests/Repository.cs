using System.Xml.Linq;

namespace ContactHub.Architecture;

/// <summary>The working tree that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] NotSource = ["bin", "obj", "node_modules", "dist", ".git", "test-results", "data"];

    /// <summary>The folder with ContactHub.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The product's projects, in the order in which they may refer to each other: each one only to those before it.</summary>
    public static IReadOnlyList<string> Layers { get; } = ["Grains.Interfaces", "Storage", "Grains", "Silo", "Api"];

    /// <summary>The folders of the product, as against tests and documents.</summary>
    public static IReadOnlyList<string> ProductFolders { get; } = [.. Layers, "Embedded", "ChatWidget", "AgentDesk"];

    /// <summary>Files below a folder by extension, as paths from the root with slashes; what builds leave behind is not among them.</summary>
    public static IEnumerable<string> Files(string folder, params string[] extensions) =>
        Below(Path.Combine(Root, folder))
            .Where(file => extensions.Contains(Path.GetExtension(file), StringComparer.Ordinal))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    /// <summary>The names of the projects that a project file refers to, the conditional references of shared build files not among them.</summary>
    public static IEnumerable<string> ProjectReferences(string projectFile) =>
        XDocument.Load(Path.Combine(Root, projectFile)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!).Replace("ContactHub.", "", StringComparison.Ordinal));

    private static IEnumerable<string> Below(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        var below = Directory.GetDirectories(folder).Where(f => !NotSource.Contains(Path.GetFileName(f), StringComparer.Ordinal)).SelectMany(Below);
        return Directory.GetFiles(folder).Concat(below).Order(StringComparer.Ordinal);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ContactHub.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above '{AppContext.BaseDirectory}' has ContactHub.sln.");
    }
}
