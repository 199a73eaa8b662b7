using ContactHub.Texts;

namespace ContactHub.Security;

/// <summary>The language that a request wants its texts in.</summary>
internal static class DeskLanguage
{
    /// <summary>
    /// The most wanted language of <c>Accept-Language</c> (RFC 9110, 12.5.4) that there are texts in, regions not regarded; the default when the header
    /// is missing or names no such language.
    /// </summary>
    public static string Of(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(range => range.Quality is not 0)
        .OrderByDescending(range => range.Quality ?? 1)
        .Select(range => StaffText.Languages.FirstOrDefault(language => Names(range.Value, language)))
        .FirstOrDefault(language => language is not null) ?? StaffText.Languages[0];

    private static bool Names(Microsoft.Extensions.Primitives.StringSegment range, string language) =>
        range.Equals(language, StringComparison.OrdinalIgnoreCase) || range.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase);
}
