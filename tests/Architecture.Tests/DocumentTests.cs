using System.Globalization;
using System.Text.RegularExpressions;

namespace ContactHub.Architecture;

/// <summary>What the documents point at is there.</summary>
public sealed partial class DocumentTests
{
    /// <summary>What a recipe tells the reader to make.</summary>
    private static readonly string[] Examples = ["Storage/Migrations/Sqlite/0034_things.sql", "Storage/Migrations/Postgres/0034_things.sql"];

    private static readonly string[] Tree =
        [.. Repository.Files("", ".cs", ".ts", ".tsx", ".css", ".sql", ".html", ".json", ".md", ".csproj", ".props", ".targets", ".sln", ".txt", ".png")];

    public static TheoryData<string> Documents => [.. Repository.Files("", ".md")];

    [Fact]
    public void The_documents_are_found()
    {
        HashSet<string> some = ["README.md", "CONTRIBUTING.md", "docs/protocol.md", "docs/adr/0002-event-log.md"];
        Assert.Superset(some, Repository.Files("", ".md").ToHashSet(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_inside_the_tree_lead_somewhere(string document)
    {
        var folder = Path.Combine(Repository.Root, Path.GetDirectoryName(document)!);
        var links = Link().Matches(Prose(document)).Select(link => link.Groups[1].Value);

        Assert.DoesNotContain(links, link => !link.Contains("://", StringComparison.Ordinal) && !Exists(Path.Combine(folder, link)));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Files_and_folders_that_are_named_exist(string document)
    {
        var roots = Tree.Where(file => file.Contains('/', StringComparison.Ordinal)).Select(file => file[..(file.IndexOf('/', StringComparison.Ordinal) + 1)]).Distinct().ToList();
        var named = Code().Matches(WithoutBlocks(document)).Select(code => code.Groups[1].Value).Where(name => PathOrFile().IsMatch(name)).Except(Examples);

        Assert.DoesNotContain(named, name =>
            (SourceFile().IsMatch(name) || roots.Any(root => name.StartsWith(root, StringComparison.Ordinal)))
            && !Exists(Path.Combine(Repository.Root, name))
            // A document on one part may name files from there.
            && !Tree.Any(file => file.EndsWith("/" + name, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_lengths_of_the_files_on_a_messages_path_are_about_right()
    {
        var rows = PathRow().Matches(Repository.Read("docs/message-path.md"));

        Assert.Equal(11, rows.Count);
        Assert.All(rows, row =>
        {
            var said = int.Parse(row.Groups[2].Value, CultureInfo.InvariantCulture);
            Assert.InRange(Repository.Lines(row.Groups[1].Value).Length, said * 0.85, said * 1.15);
        });
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static string WithoutBlocks(string document) => Block().Replace(Repository.Read(document), "");

    private static string Prose(string document) => Code().Replace(WithoutBlocks(document), "");

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex("`([^`\n]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"^\.?[A-Za-z][\w.-]*(/[\w.-]+)*/?$", RegexOptions.CultureInvariant)]
    private static partial Regex PathOrFile();

    [GeneratedRegex(@"\.(cs|tsx?|css|sql|json|csproj|props|targets|md)$", RegexOptions.CultureInvariant)]
    private static partial Regex SourceFile();

    [GeneratedRegex(@"^\| \d+ \| `([^`]+)` \| (\d+) \|", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex PathRow();
}
