using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ContactHub.Conversations;

namespace ContactHub.EngineFacts;

/// <summary>
/// Nodes of two releases understand each other while one replaces the other (docs/operations.md): what the last one had, which <c>promised.txt</c> lists,
/// is still there as it was, and what is new in its records may be missing. What is new altogether needs nothing here until the next release.
/// </summary>
public sealed class PromisedContractTests
{
    private const string Renew = "CONTACTHUB_PROMISE=release dotnet test tests/Engine.Tests --filter Promised";

    private static readonly ImmutableArray<ContractLine> Now = ContractShape.Lines(typeof(IConversationGrain).Assembly);

    [Fact]
    public void Contracts_only_grow()
    {
        if (Environment.GetEnvironmentVariable("CONTACTHUB_PROMISE") == "release") File.WriteAllLines(ListFile(), Now.Select(line => line.Text));

        var missing = Promised().Except(Now.Select(line => line.Text));

        Assert.True(missing.IsEmpty,
            $"The release before relies on these. Put them back and add the new beside them: a member gets the next [Id], a method or type an alias of its own. "
            + $"Where no release has had them, make the list anew: {Renew}\n{string.Join('\n', missing)}");
    }

    [Fact]
    public void What_is_new_in_a_record_may_be_missing()
    {
        var promised = Promised();
        var types = promised.Where(line => line.StartsWith("type ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]).ToHashSet(StringComparer.Ordinal);
        var required = Now.Where(line => !line.MayBeMissing && !promised.Contains(line.Text) && types.Contains(line.Text.Split(' ')[1])).Select(line => line.Text).ToList();

        Assert.True(required.Count == 0,
            "A node of the release before doesn't send these. Make them nullable, or give their parameters a default and read what is missing as that:\n" + string.Join('\n', required));
    }

    [Fact]
    public void A_member_without_a_default_of_any_sort_is_required()
    {
        var lines = ContractShape.Lines(typeof(Sample)).ToList();

        Assert.Equal(["member sample 0 Text String", "member sample 1 Texts String[]", "member sample 2 Other sample"], lines.Where(line => !line.MayBeMissing).Select(line => line.Text));
        Assert.Equal(
            ["type sample", "member sample 3 MaybeText String?", "member sample 4 SomeTexts String[]", "member sample 5 Count Int32", "member sample 6 At DateTimeOffset?", "member sample 7 Known String"],
            lines.Where(line => line.MayBeMissing).Select(line => line.Text));
    }

    private static ImmutableHashSet<string> Promised() => [.. File.ReadAllLines(ListFile())];

    private static string ListFile([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "promised.txt");

    [Alias("sample")]
    internal sealed record Sample(
        [property: Id(0)] string Text, [property: Id(1)] ImmutableArray<string> Texts, [property: Id(2)] Sample Other, [property: Id(3)] string? MaybeText,
        [property: Id(4)] ImmutableArray<string> SomeTexts = default, [property: Id(5)] int Count = 0, [property: Id(6)] DateTimeOffset? At = null, [property: Id(7)] string Known = "");
}
