using System.Reflection;
using System.Xml.Linq;

namespace ContactHub.Architecture;

/// <summary>References run one way, Grains.Interfaces &lt;- Storage &lt;- Grains &lt;- Silo &lt;- Api, and the engine is replaceable.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void A_project_refers_only_to_those_below_it()
    {
        foreach (var (layer, height) in Repository.Layers.Select((layer, height) => (layer, height)))
        {
            var references = Repository.ProjectReferences($"{layer}/ContactHub.{layer}.csproj").ToList();

            Assert.All(references, reference => Assert.InRange(Index(reference), 0, height - 1));
            if (height > 0) Assert.Contains(Repository.Layers[height - 1], references);
        }
    }

    [Fact]
    public void Assemblies_refer_only_to_those_below_them()
    {
        foreach (var (layer, height) in Repository.Layers.Select((layer, height) => (layer, height)))
        {
            var references = Assembly.Load("ContactHub." + layer).GetReferencedAssemblies()
                .Select(r => r.Name!).Where(n => n.StartsWith("ContactHub.", StringComparison.Ordinal) && n != "ContactHub.Embedded")
                .Select(n => n["ContactHub.".Length..]);

            Assert.All(references, reference => Assert.InRange(Index(reference), 0, height - 1));
        }
    }

    [Fact]
    public void The_engine_of_our_own_knows_nothing_of_the_hub() =>
        Assert.Empty(Repository.ProjectReferences("Embedded/ContactHub.Embedded.csproj"));

    [Fact]
    public void Only_the_shared_build_file_refers_to_the_engine_and_only_on_a_condition()
    {
        Assert.DoesNotContain(Repository.Files("", ".csproj"), project => Repository.ProjectReferences(project).Contains("Embedded"));
        var reference = Assert.Single(XDocument.Parse(Repository.Read("Directory.Build.targets")).Descendants("ProjectReference"));
        Assert.Contains("Embedded", (string)reference.Attribute("Include")!, StringComparison.Ordinal);
        Assert.Contains("'$(Engine)' == 'Embedded'", (string?)reference.Parent!.Attribute("Condition"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_product_does_not_refer_to_tests() =>
        Assert.DoesNotContain(
            Repository.ProductFolders.SelectMany(folder => Repository.Files(folder, ".csproj")),
            project => Repository.Read(project).Contains("tests/", StringComparison.Ordinal));

    [Fact]
    public void The_solution_has_every_project()
    {
        var solution = Repository.Read("ContactHub.sln").Replace('\\', '/');
        var projects = Repository.Files("", ".csproj").ToList();

        Assert.NotEmpty(projects);
        Assert.All(projects, project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    private static int Index(string layer) => Repository.Layers.ToList().IndexOf(layer);
}
