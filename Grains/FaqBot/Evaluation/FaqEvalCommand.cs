using System.Text.Json;

namespace ContactHub.FaqBot;

/// <summary>The command line's <c>faq eval FILE</c>: measures an index on a file of questions.</summary>
public static class FaqEvalCommand
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    /// <summary>
    /// Reads the JSON array of <c>{"query","faq"}</c> in <paramref name="file"/> and writes one JSON line
    /// <c>{"n","recallAt1","recallAt3","answered","answeredPrecision"}</c> to <paramref name="output"/>.
    /// </summary>
    /// <returns>0, or 2 with one line on <paramref name="error"/> when the file can't be read, or is no such array.</returns>
    public static int Run(string file, FaqIndex index, TextWriter output, TextWriter error)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            var questions = FaqEvaluation.ReadQuestions(File.ReadAllText(file));
            foreach (var stray in questions.Select(question => question.Faq).Where(id => index.Find(id) is null).Distinct(StringComparer.Ordinal))
                error.WriteLine($"faq eval: no FAQ entry has the id \"{stray}\"; its questions count as missed");
            output.WriteLine(JsonSerializer.Serialize(FaqEvaluation.Run(index, questions), CamelCase));
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException or NotSupportedException)
        {
            error.WriteLine($"faq eval: {file}: {failure.Message}");
            return 2;
        }
    }
}
