using System.Text.Json;

namespace ContactHub.TestKit;

/// <summary>Small mails, each with one thing that mail programs do or break, and what is to be read in it.</summary>
public static class MailCorpus
{
    private const string Prefix = "mail/";

    /// <summary>The names of all mails, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(MailCorpus).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".eml", StringComparison.Ordinal)).Select(name => name[Prefix.Length..^4]).Order(StringComparer.Ordinal)];

    /// <summary>For each name the keys of <c>mail parse</c>'s object that matter, and their values.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Expected { get; } = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Resource("expected.json"))!;

    public static byte[] Read(string name) => Resource(name + ".eml");

    private static byte[] Resource(string name)
    {
        using var stream = typeof(MailCorpus).Assembly.GetManifestResourceStream(Prefix + name) ?? throw new FileNotFoundException(name);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
