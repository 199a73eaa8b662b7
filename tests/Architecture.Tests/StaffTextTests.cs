using System.Text.RegularExpressions;

namespace ContactHub.Architecture;

/// <summary>
/// The texts that the hub shows to people. A refusal takes nothing but a <c>StaffText</c>, so what holds for each pair in the sources holds for all.
/// </summary>
public sealed partial class StaffTextTests
{
    private const string Declaration = "Grains/Texts/StaffText.cs";

    [Fact]
    public void Every_text_is_there_in_both_languages_with_the_same_values()
    {
        var count = 0;
        foreach (var (file, source) in Sources())
        {
            var pairs = Pair().Matches(source);
            Assert.Equal((file, Made().Count(source)), (file, pairs.Count));
            foreach (Match pair in pairs)
            {
                var (tr, en) = (pair.Groups["tr"].Value, pair.Groups["en"].Value);
                Assert.False(string.IsNullOrWhiteSpace(tr) || string.IsNullOrWhiteSpace(en), $"{file}: '{tr}', '{en}'");
                Assert.False(tr == en, $"{file}: '{tr}' is the same in both languages.");
                Assert.Equal($"{file}: {tr}: {Values(tr)}", $"{file}: {tr}: {Values(en)}");
                count++;
            }
        }

        Assert.InRange(count, 100, int.MaxValue);
    }

    [Fact]
    public void Every_member_of_an_input_has_a_name_for_people()
    {
        var named = NamedMember().Matches(Repository.Read("Api/Security/FieldNames.cs")).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var used = Sources().SelectMany(s => CheckedMember().Matches(s.Source)).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(used.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string File, string Source)> Sources() =>
        Repository.Files("Api", ".cs").Concat(Repository.Files("Grains", ".cs")).Where(file => file != Declaration).Select(file => (file, Repository.Read(file)));

    /// <summary>What is filled in, by expression, the side of a text that is itself a pair not regarded.</summary>
    private static string Values(string text) =>
        string.Join(' ', Place().Matches(text).Select(m => Side().Replace(m.Value, "{text ${of}}")).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\bnew StaffText\(", RegexOptions.CultureInvariant)]
    private static partial Regex Made();

    [GeneratedRegex("""\bnew StaffText\(\s*\$?"(?<tr>(?:[^"\\]|\\.)*)",\s*\$?"(?<en>(?:[^"\\]|\\.)*)"\s*\)""", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex(@"\{(?:tr|en|(?<of>[\w.\[\]]+)\.(?:Tr|En))\}", RegexOptions.CultureInvariant)]
    private static partial Regex Side();

    [GeneratedRegex("""\["([\w.]+)"\] = new StaffText""", RegexOptions.CultureInvariant)]
    private static partial Regex NamedMember();

    [GeneratedRegex("""\.(?:Text|Optional|Id|Range|List)\("([\w.]+)",""", RegexOptions.CultureInvariant)]
    private static partial Regex CheckedMember();
}
