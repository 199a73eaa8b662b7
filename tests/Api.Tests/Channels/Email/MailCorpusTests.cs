using System.Text.Json;
using ContactHub.TestKit;

namespace ContactHub.Email.Tests;

public sealed class MailCorpusTests
{
    public static TheoryData<string> Names => [.. MailCorpus.Names];

    [Fact]
    public void Every_mail_has_an_expectation_and_every_expectation_a_mail() =>
        Assert.Equal(MailCorpus.Names, MailCorpus.Expected.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mail_is_read_as_expected(string name)
    {
        using var printed = JsonDocument.Parse(MailJson.Write(MimeReader.Read(MailCorpus.Read(name))));

        foreach (var expected in MailCorpus.Expected[name].EnumerateObject())
        {
            var actual = printed.RootElement.GetProperty(expected.Name);
            Assert.True(JsonElement.DeepEquals(expected.Value, actual), $"{expected.Name} is {actual.GetRawText()}, not {expected.Value.GetRawText()}");
        }
    }

    [Fact]
    public void Every_defect_code_is_documented_and_occurs_in_some_mail()
    {
        var codes = typeof(MimeDefect).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToHashSet(StringComparer.Ordinal);
        var document = File.ReadAllText(Path.Combine(Root(), "docs", "email.md"));
        var met = MailCorpus.Names.SelectMany(name => MimeReader.Read(MailCorpus.Read(name)).Defects).ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(codes, code => !document.Contains($"`{code}`", StringComparison.Ordinal));
        Assert.Equal([.. HostileMailTests.DefectsOfSize.Order(StringComparer.Ordinal)], codes.Except(met).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_object_has_the_documented_keys_in_their_order()
    {
        using var printed = JsonDocument.Parse(MailJson.Write(MimeReader.Read(MailCorpus.Read("plain"))));

        Assert.Equal(
            ["messageId", "inReplyTo", "references", "from", "to", "cc", "subject", "date", "text", "html", "attachments", "auto", "bounce", "defects"],
            printed.RootElement.EnumerateObject().Select(property => property.Name));
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ContactHub.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
