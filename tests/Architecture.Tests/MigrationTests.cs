using System.Text.RegularExpressions;

namespace ContactHub.Architecture;

/// <summary>Every step of the schema exists for both databases under the same number and name.</summary>
public sealed partial class MigrationTests
{
    [Fact]
    public void Migrations_come_in_pairs()
    {
        // On SQLite the log has a file, and so a series, of its own.
        var sqlite = Names("SqliteLog").Concat(Names("Sqlite")).Order(StringComparer.Ordinal);

        Assert.NotEmpty(Names("Postgres"));
        Assert.Equal(Names("Postgres"), sqlite);
    }

    [Theory]
    [InlineData("Postgres")]
    [InlineData("Sqlite")]
    [InlineData("SqliteLog")]
    public void Migrations_are_numbered_and_no_number_is_used_twice(string series)
    {
        Assert.All(Names(series), name => Assert.Matches(Form(), name));
        Assert.DoesNotContain(Names(series).CountBy(name => name[..4], StringComparer.Ordinal), n => n.Value > 1);
    }

    private static List<string> Names(string series) =>
        [.. Repository.Files($"Storage/Migrations/{series}", ".sql").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"^[0-9]{4}_[a-z_]+(\.needs[0-9]{4})?\.sql$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
