using System.Text.RegularExpressions;

namespace ContactHub.Architecture;

/// <summary>What holds for every source file.</summary>
public sealed partial class SourceTests
{
    private static readonly string[] Code = [".cs", ".ts", ".tsx", ".css", ".sql", ".html"];

    /// <summary>Hosts and engine facts: the places where a test may say which engine it runs.</summary>
    private static readonly string[] EngineHosts =
        ["Silo/EngineWiring.Embedded.cs", "Silo/EngineWiring.Orleans.cs", "tests/Engine.Tests/", "tests/Engine.Benchmark/", "tests/TestKit/Contracts/ContractWalk.cs", "tests/TestKit/Engine/", "tests/Api.Tests/Cluster/", "tests/Architecture.Tests/"];

    [Fact]
    public void No_source_names_an_engine_but_the_one_that_starts_it()
    {
        var sources = Repository.Files("", ".cs").Where(f => !f.StartsWith("Embedded/", StringComparison.Ordinal)).ToList();

        Assert.Contains("Silo/EngineWiring.Embedded.cs", sources);
        Assert.DoesNotContain(sources, f => !EngineHosts.Any(host => f.StartsWith(host, StringComparison.Ordinal))
            && EngineNamespace().IsMatch(Repository.Read(f)));
    }

    [Fact]
    public void Grains_and_their_contracts_are_the_same_code_on_either_engine()
    {
        string[] folders = ["Grains.Interfaces", "Grains", "Api"];
        Assert.DoesNotContain(
            folders.SelectMany(folder => Repository.Files(folder, ".cs")), f => Repository.Read(f).Contains("ENGINE_ORLEANS", StringComparison.Ordinal));
    }

    /// <summary>On Orleans two grains that call each other before their activations first wait stand still for ever (docs/engines.md).</summary>
    [Fact]
    public void A_grain_that_calls_others_waits_once_before_it_does()
    {
        var callers = Repository.Files("Grains", ".cs").Where(f => f.EndsWith("Grain.cs", StringComparison.Ordinal))
            .Where(f => Repository.Read(f) is var source && (source.Contains("GrainFactory.", StringComparison.Ordinal) || source.Contains("OnActivateAsync", StringComparison.Ordinal)))
            .ToList();

        Assert.Contains("Grains/Agents/AgentGrain.cs", callers);
        Assert.All(callers, f => Assert.Matches(YieldFirst(), Repository.Read(f)));
    }

    [Fact]
    public void A_namespace_is_the_feature()
    {
        foreach (var file in Repository.Layers.Append("Embedded").SelectMany(layer => Repository.Files(layer, ".cs")))
        {
            var found = NamespaceLine().Match(Repository.Read(file));
            if (!found.Success)
            {
                Assert.Equal("Api/Program.cs", file);
                continue;
            }

            Assert.Matches("^ContactHub\\.[A-Za-z]+$", found.Groups[1].Value);
        }
    }

    [Theory]
    [InlineData("Grains.Interfaces")]
    [InlineData("Grains")]
    [InlineData("Api")]
    public void A_feature_carries_the_same_name_as_its_folder(string project)
    {
        foreach (var file in Repository.Files(project, ".cs").Where(f => f != "Api/Program.cs"))
            Assert.Equal($"{file}: ContactHub.{Feature(file)}", $"{file}: {NamespaceLine().Match(Repository.Read(file)).Groups[1].Value}");
    }

    /// <summary>Every channel is a feature of its own.</summary>
    private static string Feature(string file) => file.Split('/') is [_, "Channels", var channel, _, ..] ? channel : file.Split('/')[1];

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        Assert.DoesNotContain(AllCode().Select(file => (file, Repository.Lines(file).Length)), f => f.Length > 400);

    [Fact]
    public void Nothing_is_left_for_later() =>
        Assert.DoesNotContain(AllCode(), file => !IsThis(file) && LeftForLater().IsMatch(Repository.Read(file)));

    [Fact]
    public void No_folder_is_a_drawer_for_everything()
    {
        var names = AllCode().SelectMany(file => file.Split('/')[..^1]).Distinct(StringComparer.Ordinal).ToList();

        Assert.Contains("Conversations", names);
        Assert.Empty(names.Intersect(["Utils", "Util", "Helpers", "Common", "Misc", "Shared", "utils", "helpers", "common", "misc"], StringComparer.Ordinal));
    }

    [Fact]
    public void Sources_name_no_folder_of_a_machine() =>
        Assert.DoesNotContain(
            AllCode().Concat(Repository.Files("", ".md", ".props", ".targets", ".csproj", ".json")), file => !IsThis(file) && MachinePath().IsMatch(Repository.Read(file)));

    /// <summary>These tests name what they look for.</summary>
    private static bool IsThis(string file) => file.StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal);

    private static IEnumerable<string> AllCode() =>
        Repository.ProductFolders.Append("tests").SelectMany(folder => Repository.Files(folder, Code));

    [GeneratedRegex(@"Task OnActivateAsync\(CancellationToken cancellationToken\)\s*(\{(\s*//[^\n]*)*|=>)\s*await Task\.Yield\(\);")]
    private static partial Regex YieldFirst();

    [GeneratedRegex(@"^\s*(?:using|namespace)\s+(?:static\s+)?(?:ContactHub\.Embedded|Orleans)\b|(?<![\w""'.])Orleans\.[A-Z]", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex EngineNamespace();

    [GeneratedRegex(@"^namespace ([\w.]+)[;\s]", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException", RegexOptions.CultureInvariant)]
    private static partial Regex LeftForLater();

    [GeneratedRegex(@"(?<![\w./])/(?:work|root|Users)/|\b[A-Z]:\\\\Users", RegexOptions.CultureInvariant)]
    private static partial Regex MachinePath();
}
