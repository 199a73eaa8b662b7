using ContactHub.Storage;
using ContactHub.Visitors;
using Microsoft.Extensions.Configuration;

namespace ContactHub.Configuration.Tests;

public sealed class SectionReaderTests
{
    [Fact]
    public void Good_values_are_read()
    {
        var (sites, problems) = Read<List<SiteOptions>>("Sites", new()
        {
            ["Sites:0:Id"] = "demo",
            ["Sites:0:AllowedOrigins:0"] = "https://www.example.bel.tr",
            ["Sites:0:Title:Tr"] = "Belediye",
            ["sites:0:title:en"] = "Town hall",
        });

        Assert.Empty(problems);
        var site = Assert.Single(sites);
        Assert.Equal(("demo", "Belediye", "Town hall"), (site.Id, site.Title.Tr, site.Title.En));
        Assert.Equal(["https://www.example.bel.tr"], site.AllowedOrigins);
    }

    [Fact]
    public void Every_unknown_name_and_every_wrong_value_is_reported()
    {
        var (limits, problems) = Read<VisitorOptions>("Visitors", new()
        {
            ["Visitors:SendsPerVisitor"] = "many",
            ["Visitors:SendPerAddress"] = "100",
            ["Visitors:ConnectionsPerVisitor:0"] = "5",
            ["Visitors:SessionsPerAddress"] = "60",
        });

        Assert.Equal(new VisitorOptions(), limits);
        Assert.Collection(
            problems.Order(StringComparer.Ordinal),
            p => Assert.Equal("Visitors:ConnectionsPerVisitor takes a single value.", p),
            p => Assert.StartsWith("Visitors:SendPerAddress is not known; Visitors takes ConnectionsPerVisitor, SendsPerAddress,", p, StringComparison.Ordinal),
            p => Assert.Equal("Visitors:SendsPerVisitor is 'many', which is not a whole number.", p));
    }

    [Fact]
    public void Faults_inside_lists_are_found_with_their_place()
    {
        var (_, problems) = Read<List<SiteOptions>>("Sites", new() { ["Sites:1:Titel:Tr"] = "x", ["Sites:1:AllowedOrigins"] = "https://a.example" });

        Assert.Equal(2, problems.Count);
        Assert.Contains(problems, p => p.StartsWith("Sites:1:Titel is not known", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith("Sites:1:AllowedOrigins takes a list", StringComparison.Ordinal));
    }

    [Fact]
    public void A_computed_property_is_not_a_setting()
    {
        var (_, problems) = Read<StorageOptions>("Storage", new() { ["Storage:UsesPostgres"] = "true" });

        Assert.Single(problems);
    }

    [Theory]
    [InlineData("Storag", "Storage")]
    [InlineData("Stroage", "Storage")]
    [InlineData("Visitorss", "Visitors")]
    [InlineData("Xites", "Sites")]
    public void A_misspelt_section_is_noticed(string written, string meant)
    {
        var configuration = Configuration(new() { [$"{written}:Key"] = "1", ["Logging:LogLevel:Default"] = "Warning", ["storage:Path"] = "data" });

        var problem = Assert.Single(SectionNames.Problems(configuration, ["Storage", "Visitors", "Sites", "Demo"]));

        Assert.Contains($"'{written}'", problem, StringComparison.Ordinal);
        Assert.Contains($"'{meant}'", problem, StringComparison.Ordinal);
    }

    internal static IConfiguration Configuration(Dictionary<string, string?> values) => new ConfigurationBuilder().AddInMemoryCollection(values).Build();

    private static (T Options, List<string> Problems) Read<T>(string section, Dictionary<string, string?> values)
        where T : class, new()
    {
        var problems = new List<string>();
        return (SectionReader.Read<T>(Configuration(values), section, problems), problems);
    }
}
