using System.Globalization;
using System.Text.RegularExpressions;
using ContactHub.Storage;

namespace ContactHub.Architecture;

/// <summary>The release before goes on with a migrated database while nodes are replaced one after the other (docs/operations.md).</summary>
public sealed partial class ReleaseMigrationTests
{
    /// <summary>Later ones are bound by the promise.</summary>
    private const int LastBeforeThePromise = 34;

    [Fact]
    public void A_migration_only_adds_or_names_the_one_that_programs_must_know()
    {
        var bound = Repository.Files("Storage/Migrations", ".sql")
            .Select(file => (File: file, Name: Path.GetFileNameWithoutExtension(file)))
            .Where(m => int.Parse(m.Name[..4], CultureInfo.InvariantCulture) > LastBeforeThePromise && Migration.NeededBy(m.Name) is null)
            .ToList();

        Assert.NotEmpty(bound);
        Assert.All(bound, m => Assert.Empty(TakesAway(Repository.Read(m.File))));
    }

    [Theory]
    [InlineData("DROP TABLE calls")]
    [InlineData("DELETE FROM calls")]
    [InlineData("ALTER TABLE calls DROP COLUMN at")]
    [InlineData("ALTER TABLE calls RENAME COLUMN at TO rang_at")]
    [InlineData("ALTER TABLE calls ALTER COLUMN at TYPE text")]
    [InlineData("ALTER TABLE calls ADD COLUMN at bigint NOT NULL")]
    [InlineData("alter table calls add at bigint not null")]
    [InlineData("ALTER TABLE calls ADD CONSTRAINT positive CHECK (at > 0)")]
    [InlineData("CREATE UNIQUE INDEX once ON calls (at)")]
    public void What_the_release_before_could_not_live_with_is_found(string statement)
    {
        Assert.Equal([statement], TakesAway("-- A comment; with a semicolon.\nCREATE TABLE other (x bigint);\n" + statement + ";\n"));
        Assert.Empty(TakesAway("CREATE TABLE calls (x bigint);" + statement + ";"));
    }

    [Theory]
    [InlineData("ALTER TABLE calls ADD COLUMN at bigint NOT NULL DEFAULT 0")]
    [InlineData("ALTER TABLE calls ADD COLUMN at bigint DEFAULT 0 NOT NULL")]
    [InlineData("ALTER TABLE calls ADD COLUMN at bigint")]
    [InlineData("CREATE INDEX calls_at ON calls (at)")]
    [InlineData("INSERT INTO calls VALUES (1)")]
    [InlineData("ALTER TABLE calls ALTER COLUMN at SET STORAGE EXTERNAL")]
    public void What_only_adds_is_fine(string statement) => Assert.Empty(TakesAway(statement + ";"));

    /// <summary>The statements that take something away from a table that was there before, or ask more of its rows.</summary>
    private static List<string> TakesAway(string sql)
    {
        var statements = Comment().Replace(sql, "").Split(';').Select(statement => statement.Trim()).ToList();
        var made = statements.Select(statement => Made().Match(statement)).Where(match => match.Success).Select(match => match.Groups[1].Value)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. statements.Where(statement => Taking().Match(statement) is { Success: true } match && !made.Contains(match.Groups["table"].Value))
            .Where(statement => !Default().IsMatch(statement))];
    }

    [GeneratedRegex(@"--[^\n]*", RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^CREATE\s+TABLE\s+(\w+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Made();

    [GeneratedRegex(
        @"^DROP\s+\w+\s+(?<table>\w+)|^DELETE\s+FROM\s+(?<table>\w+)|^CREATE\s+UNIQUE\s+INDEX\s+\w+\s+ON\s+(?<table>\w+)" +
        @"|^ALTER\s+TABLE\s+(?<table>\w+)\s+(DROP|RENAME|ALTER(?!\s+COLUMN\s+\w+\s+SET\s+STORAGE)|ADD\s+CONSTRAINT|ADD\b.*\bNOT\s+NULL)",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Taking();

    [GeneratedRegex(@"^ALTER\s+TABLE\s+\w+\s+ADD\b(?!\s+CONSTRAINT).*\bDEFAULT\b", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Default();
}
